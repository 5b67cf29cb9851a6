"""Behind the chat: one's own chats, the help pages to search and browse, and an article to read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handoff.desk.conversation import messages
from handoff.desk.identity import identities
from handoff.desk.queueing import queue
from handoff.domain.enums import ListView
from kb_index.article import ArticleDraft
from tests.browser.barriers import barriers
from tests.browser.desks import Beside, running_beside
from tests.support.desk_app import DeskApp

pytestmark = pytest.mark.browser
People = Callable[..., BrowserContext]
ANSWER = "how long may returns take is 30 days"
HOME = {"en": "Help and your chats", "fa": "راهنما و گفت‌وگوهای شما", "pl": "Pomoc i Twoje rozmowy"}
SEARCH = {"en": "Search the help pages", "fa": "جست‌وجو در راهنما", "pl": "Szukaj w pomocy"}
FIELD = {"en": "Your message", "fa": "پیام شما", "pl": "Treść wiadomości"}
ARTICLES = (
    ("Returns", f"{ANSWER}\n\n- **Print** the label\n- <img src=x onerror=alert(1)>", "en", ("orders",)),
    ("Refunds", "money comes back in a week", "en", ("orders",)),
    ("مرجوعی کالا", "کالا را **سی روز** پس بفرستید", "fa", ()),
    ("Zwroty", "Masz **30 dni** na zwrot", "pl", ()),
)
TITLES = {"en": "Returns", "fa": "مرجوعی کالا", "pl": "Zwroty"}


async def with_articles(app: DeskApp) -> None:
    for title, body, lang, tags in ARTICLES:
        article = await app.services.articles.create(
            ArticleDraft(title=title, body=body, lang=lang, tags=tags)
        )
        await app.services.articles.publish(article.id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Beside]:
    """A desk with articles in three languages, whose bot repeats what is said."""
    with running_beside(tmp_path) as running:
        running.run(with_articles(running.app))
        yield running


def opened(context: BrowserContext, desk: Beside, lang: str = "en") -> Page:
    """The widget by itself."""
    page = context.new_page()
    page.goto(f"{desk.url}/widget/frame.html?lang={lang}")
    expect(page.get_by_role("textbox", name=FIELD[lang])).to_be_visible()
    return page


def say(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Your message")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_role("log").get_by_text(f"You said: {text}")).to_be_visible()


async def answer_about(app: DeskApp, text: str, reply: str) -> None:
    """An agent takes the conversation in which this was said, and answers in it."""
    ana = await app.add("Ana")
    async with app.desk.store.reading() as tx:
        page = await tx.conversations.page(ListView.ALL, reader_id=ana.id)
    (view,) = [one for one in page.items if one.last_text and text in one.last_text]
    await queue.claim(app.desk, agent=ana.actor, conversation_id=view.id)
    await messages.send_message(
        app.desk, actor=ana.actor, conversation_id=view.id, client_message_id="a-1", text=reply
    )


def test_an_article_is_found_and_read_by_keyboard(people: People, desk: Beside) -> None:
    """Half a word finds it; the way back leads through the list to the field; nothing in it runs."""
    page = opened(people(), desk)
    page.get_by_role("button", name=HOME["en"]).press("Enter")
    expect(page.get_by_role("heading", name="Hello! How can we help?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name=SEARCH["en"])).to_be_focused()
    page.keyboard.type("retu")
    expect(page.get_by_text("1 page found")).to_be_visible()
    page.get_by_role("button", name="Returns").press("Enter")
    expect(page.get_by_role("heading", name="Returns")).to_be_focused()
    expect(page.get_by_role("listitem").filter(has_text="Print the label")).to_be_visible()
    expect(page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    link = page.get_by_role("link", name="Open in a new tab")
    expect(link).to_have_attribute("href", "/help/en/returns")
    page.get_by_role("button", name="No").press("Enter")
    expect(page.get_by_role("button", name="No", pressed=True)).to_be_focused()
    expect(page.get_by_text("Sorry. Ask us below")).to_be_visible()
    page.get_by_role("button", name="Back").press("Enter")
    page.get_by_role("button", name="Returns").press("Enter")
    expect(page.get_by_role("button", name="No", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Back").press("Enter")
    expect(page.get_by_role("searchbox")).to_have_value("retu")
    expect(page.get_by_text("1 page found")).to_be_visible()
    page.get_by_role("searchbox").press("Escape")
    expect(page.get_by_role("button", name="Refunds")).to_be_visible()
    page.get_by_role("button", name="Back").press("Enter")
    expect(page.get_by_role("textbox", name="Your message")).to_be_focused()


def test_topics_show_their_articles(people: People, desk: Beside) -> None:
    """Pressed again, the topic is let go."""
    page = opened(people(), desk)
    page.get_by_role("button", name=HOME["en"]).click()
    topic = page.get_by_role("button", name="orders 2")
    topic.click()
    expect(topic).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="orders")).to_be_visible()
    topic.click()
    expect(page.get_by_role("heading", name="Help pages")).to_be_visible()
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.get_by_text("Nothing found. Ask us below")).to_be_visible()


def test_a_question_asked_from_an_article_is_answered_in_the_chat(people: People, desk: Beside) -> None:
    """The field stays where it is, and the chat comes back with the words."""
    page = opened(people(), desk)
    page.get_by_role("button", name=HOME["en"]).click()
    page.get_by_role("button", name="Refunds").click()
    expect(page.get_by_role("heading", name="Refunds")).to_be_visible()
    say(page, "Does that hold for lamps?")
    expect(page.get_by_role("heading", name="Refunds")).to_have_count(0)
    page.get_by_role("button", name=HOME["en"]).click()
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.get_by_text("You are number 1").first).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)


def test_the_card_under_an_answer_opens_in_the_widget(people: People, desk: Beside) -> None:
    """And leads back to the chat; an article that is gone says so."""
    page = opened(people(), desk)
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.get_by_text("You are number 1").first).to_be_visible()
    field = page.get_by_role("textbox", name="Your message")
    field.fill("how long may returns take")
    field.press("Enter")
    card = page.get_by_role("log").get_by_role("link", name="Read the whole article")
    card.click()
    expect(page.get_by_role("heading", name="Returns")).to_be_focused()
    expect(page.locator("baton-reader").get_by_text("Print the label")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("log").get_by_text("how long may returns take").first).to_be_visible()

    async def take_back(app: DeskApp) -> None:
        found = await app.services.articles.get_by_slug("en", "returns")
        await app.services.articles.unpublish(found.id)

    desk.run(take_back(desk.app))
    card.click()
    expect(page.get_by_text("This page is not here any more.")).to_be_visible()


def test_several_chats_stand_in_a_list(people: People, desk: Beside) -> None:
    """A new one begins beside the old one; each keeps its words; news elsewhere are marked and counted."""
    page = opened(people(), desk)
    say(page, "About my parcel")
    page.get_by_role("button", name=HOME["en"]).click()
    page.get_by_role("button", name="Start a new chat").click()
    expect(page.get_by_text("About my parcel")).to_have_count(0)
    say(page, "About a lamp")
    desk.run(answer_about(desk.app, "parcel", "Your parcel is in Łódź"))
    page.get_by_role("button", name=f"{HOME['en']} (1)").click()
    line = page.get_by_role("listitem").filter(has_text="Your parcel is in Łódź")
    expect(line).to_contain_text("Ana")
    expect(line).to_contain_text("1 new message")
    expect(page.get_by_role("listitem").filter(has_text="You said: About a lamp")).to_be_visible()
    line.get_by_role("button").click()
    expect(page.get_by_role("log").get_by_text("Your parcel is in Łódź")).to_be_visible()
    expect(page.get_by_text("About a lamp")).to_have_count(0)
    expect(page.get_by_role("button", name=HOME["en"], exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("log").get_by_text("Your parcel is in Łódź")).to_be_visible()
    (visitor,) = {view.visitor_id for view in desk.run(everything(desk.app))}
    own = desk.run(identities.list_own(desk.app.desk, visitor_id=visitor))
    assert sorted(one.head_seq for one in own) == [2, 4]


async def everything(app: DeskApp) -> tuple[object, ...]:
    async with app.desk.store.reading() as tx:
        return (await tx.conversations.page(ListView.ALL, reader_id="")).items


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_and_reader_are_for_everybody(people: People, desk: Beside, lang: str, scheme: str) -> None:
    """On a narrow phone, in each language and both looks; an article runs in its own direction."""
    page = opened(people(viewport={"width": 320, "height": 640}, color_scheme=scheme), desk, lang)
    page.get_by_role("button", name=HOME[lang]).click()
    line = page.get_by_role("button", name=TITLES[lang])
    expect(line).to_be_visible()
    assert barriers(page) == []
    line.click()
    heading = page.get_by_role("heading", name=TITLES[lang])
    expect(heading).to_be_visible()
    expect(page.locator("baton-reader article")).to_have_attribute("dir", "rtl" if lang == "fa" else "ltr")
    expect(page.locator("baton-reader strong").first).to_be_visible()
    assert barriers(page) == []
