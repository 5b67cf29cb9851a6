"""The whole story: ask, be answered, get angry, reach a person who already knows everything."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.rooms import PASSWORD, Agent, Customer, log_in
from tests.support.instance import Instance

pytestmark = [pytest.mark.browser, pytest.mark.rasa]
People = Callable[..., BrowserContext]

ANGRY = "This is ridiculous!!! I have waited three weeks and nobody helps me, you are useless!"


@pytest.mark.parametrize(
    ("lang", "question", "article"),
    [
        ("en", "How long do I have to send something back?", "Return an item within 30 days"),
        ("fa", "چطور کالا را پس بفرستم؟", "پس فرستادن کالا تا ۳۰ روز"),
        ("pl", "Jak mogę zwrócić lampę?", "Zwrot towaru w ciągu 30 dni"),
    ],
)
def test_a_routine_question_is_answered_from_the_right_article(
    people: People, instance: Instance, lang: str, question: str, article: str
) -> None:
    """In each language the bot answers, and names the article it took the answer from."""
    customer = Customer(people(), instance.url, lang)
    customer.say(question)
    customer.sees_article(article)


def test_an_angry_customer_reaches_a_person_who_knows_everything(people: People, instance: Instance) -> None:
    """Anger leads to the queue; the agent has brief and transcript; reloads lose and double nothing."""
    ana = Agent(people(), instance.url, "ana@demo.example")
    ana.be_online()
    customer = Customer(people(), instance.url)
    customer.say("How long do I have to send something back?")
    customer.sees_article("Return an item within 30 days")
    customer.say(ANGRY)
    expect(customer.chat.get_by_text("You are number").first).to_be_visible()

    ana.open("Queue", ANGRY)
    brief = ana.page.get_by_role("region", name="Brief")
    expect(brief.get_by_text("Upset").first).to_be_visible()
    expect(brief.get_by_text("How long do I have to send something back?").first).to_be_visible()
    expect(brief.get_by_text("Return an item within 30 days").first).to_be_visible()
    ana.sees_once(ANGRY)

    ana.act("Claim")
    customer.sees("Ana")
    ana.say("Hello, this is Ana. I am sorry, I will sort this out now.")
    customer.sees_once("Hello, this is Ana. I am sorry, I will sort this out now.")
    customer.say("Thank you, finally.")
    ana.sees_once("Thank you, finally.")

    customer.reload()
    ana.page.reload()
    for said in (ANGRY, "Hello, this is Ana. I am sorry, I will sort this out now.", "Thank you, finally."):
        customer.sees_once(said)
    ana.open("Mine", "Thank you, finally.")
    ana.sees_once(ANGRY)
    ana.say("Your refund is on its way.")
    customer.sees_once("Your refund is on its way.")

    ana.act("More actions")
    ana.page.get_by_role("menuitem", name="Hand back to the bot").click()
    ana.act("Hand back")
    expect(customer.chat.get_by_text("Automatic assistant").first).to_be_visible()
    customer.say("Can I pay with a gift card?")
    customer.sees_article("gift card")
    made = decisions_about(instance, "Can I pay with a gift card?")
    assert [(one["kind"], one["outcome"]) for one in made if one["kind"] == "escalation"] == [
        ("escalation", "stay"),
        ("escalation", "hand_over"),
        ("escalation", "stay"),
    ]
    first, last = (one for one in made if one["kind"] == "answer")
    assert first["outcome"] == last["outcome"] == "answered"
    assert last["features"]
    assert last["hits"]
    assert last["stored"]
    assert (last["risk"], last["models"]["judge"]) == (0.2, "shipped")


def decisions_about(instance: Instance, text: str) -> list[dict[str, Any]]:
    """What the bot decided in the conversation whose last words of the customer these are."""
    with httpx.Client(base_url=f"{instance.url}/api/v1", trust_env=False) as api:
        ana = {"email": "ana@demo.example", "password": PASSWORD}
        api.headers["Authorization"] = f"Bearer {api.post('/auth/login', json=ana).json()['token']}"
        for chat in api.get("/conversations", params={"view": "bot"}).json()["conversations"]:
            said = api.get(f"/conversations/{chat['id']}/transcript").json()["messages"]
            if any(message["text"] == text for message in said):
                found = api.get(f"/conversations/{chat['id']}/decisions").json()["decisions"]
                return list(found)
    raise AssertionError(f"nobody said {text!r}")


def test_a_new_article_is_answered_from_at_once(people: People, instance: Instance) -> None:
    """What the editor publishes, the bot says."""
    editor = people().new_page()
    editor.goto(f"{instance.url}/editor")
    log_in(editor, "eli@demo.example")
    editor.get_by_role("button", name="New article").first.click()
    editor.get_by_role("textbox", name="Title").fill("Renting a floor lamp for a wedding")
    editor.get_by_role("textbox", name="Text (Markdown)").fill(
        "You can rent any floor lamp for a wedding or a party for 40 zł a day. "
        "Book at least one week ahead by e-mail; we deliver and collect the lamps within Kraków."
    )
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text("Published. The bot answers from it.")).to_be_visible()

    customer = Customer(people(), instance.url)
    customer.say("Can I rent a floor lamp for my wedding?")
    customer.sees_article("Renting a floor lamp for a wedding")
