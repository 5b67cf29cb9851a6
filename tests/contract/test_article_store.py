"""The article store keeps its promises on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from handoff.storage.engine.database import open_engine
from kb_index.article import Article, ArticleDraft, ArticleStatus
from kb_index.changes import record_changes, take_numbers
from kb_index.errors import ArticleNotFound, InvalidArticle, RevisionConflict, SlugTaken
from kb_index.ids import uuid7
from kb_index.importing import import_articles
from kb_index.records import Found, article_from
from kb_index.store import ArticleStore
from kb_index.tables import article_changes, article_counter, articles
from tests.support.databases import sql_stores
from tests.support.waiting import loop_turns

pytestmark = sql_stores
START = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Clock:
    """A clock that goes on a second at every look."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
async def shelf(database_url: str) -> AsyncIterator[ArticleStore]:
    """An empty article store."""
    engine = open_engine(database_url)
    async with engine.begin() as db:
        for table in (articles, article_changes, article_counter):
            await db.execute(sa.delete(table))
    yield ArticleStore(engine, clock=Clock())
    await engine.dispose()


def draft(title: str = "Returns", **more: str) -> ArticleDraft:
    """A draft with everything else chosen."""
    return ArticleDraft(**{"title": title, "body": "Send it back.", "lang": "en", **more})  # type: ignore[arg-type]


async def test_an_article_comes_back_as_it_went_in(shelf: ArticleStore) -> None:
    """Every field survives, times included."""
    made = await shelf.create(
        ArticleDraft(
            title="زمان ارسال",
            body="بین ۲ تا ۴ روز",
            lang="fa",
            tags=("ارسال",),
            phrasings=("کی می‌رسد؟",),
            url="https://shop.example/x",
            doc_id="delivery-fa",
        )
    )
    assert await shelf.get(made.id) == made
    assert await shelf.get_by_doc_id("delivery-fa") == made
    assert await shelf.get_by_slug("fa", made.slug) == made
    assert made.status is ArticleStatus.DRAFT
    assert made.created_at == START + timedelta(seconds=1)


async def test_slugs_of_one_language_differ(shelf: ArticleStore) -> None:
    """A title used twice gets a number; a slug asked for twice is refused; languages do not meet."""
    first, second = await shelf.create(draft()), await shelf.create(draft())
    polish = await shelf.create(draft(lang="pl"))
    assert [first.slug, second.slug, polish.slug] == ["returns", "returns-2", "returns"]
    with pytest.raises(SlugTaken):
        await shelf.create(draft(slug="returns"))
    assert (await shelf.identity()).number == 3


async def test_the_second_of_two_editors_is_told(shelf: ArticleStore) -> None:
    """An update needs the revision that was read, and loses nothing of the first editor's."""
    made = await shelf.create(draft())
    better = await shelf.update(made.id, draft("Returning things"), expected_revision=1)
    assert (better.revision, better.slug) == (2, "returns")
    with pytest.raises(RevisionConflict):
        await shelf.update(made.id, draft("Other"), expected_revision=1)
    assert await shelf.get(made.id) == better


async def test_publishing_is_a_change_and_publishing_again_is_none(shelf: ArticleStore) -> None:
    """Status moves once, the first time of publishing is kept."""
    made = await shelf.create(draft())
    shown = await shelf.publish(made.id)
    number = (await shelf.identity()).number
    assert await shelf.publish(made.id) == shown
    assert (await shelf.identity()).number == number
    hidden = await shelf.unpublish(made.id)
    again = await shelf.publish(made.id)
    assert hidden.status is ArticleStatus.DRAFT
    assert again.published_at == shown.published_at
    assert (await shelf.archive(made.id)).status is ArticleStatus.ARCHIVED


async def test_saying_that_an_article_still_is_right_outdates_nobodys_form(shelf: ArticleStore) -> None:
    """Only `checked_at` moves, followers hear of it, and saving a change is a check too."""
    made = await shelf.create(draft(), status=ArticleStatus.PUBLISHED)
    before = (await shelf.identity()).number
    checked = await shelf.check(made.id)
    assert checked == replace(made, checked_at=checked.checked_at) == await shelf.get(made.id)
    assert checked.checked_at > made.checked_at
    assert [change.article for change in await shelf.changes_since(before)] == [checked]
    saved = await shelf.update(made.id, draft("Refunds"), expected_revision=made.revision)
    assert saved.checked_at > checked.checked_at
    assert (await shelf.unpublish(made.id)).checked_at == saved.checked_at
    with pytest.raises(ArticleNotFound):
        await shelf.check("nothing")


async def test_an_import_keeps_the_day_on_which_an_article_was_checked(shelf: ArticleStore) -> None:
    """As front matter or text says it; an older day takes back nothing, a wrong one is refused."""

    async def imported(checked_at: object) -> Article:
        record = {"doc_id": "r", "title": "Returns", "text": "Send it back.", "checked_at": checked_at}
        await import_articles(shelf, [article_from(record, file="f", line=1, lang="en")])
        return await shelf.get_by_doc_id("r")

    first = await imported("2026-03-01")
    assert first.checked_at == datetime(2026, 3, 1, tzinfo=UTC)
    assert (await imported(date(2026, 4, 2))).checked_at == datetime(2026, 4, 2, tzinfo=UTC)
    assert (await imported("2026-01-01T12:00:00+01:00")).checked_at == datetime(2026, 4, 2, tzinfo=UTC)
    assert (await shelf.get(first.id)).revision == 2
    with pytest.raises(InvalidArticle, match="checked_at: 'lately' is not a date"):
        await imported("lately")


async def test_followers_hear_every_change_in_order(shelf: ArticleStore) -> None:
    """Only the latest state of an article is told, deleted ones as None."""
    one, two = await shelf.create(draft("One")), await shelf.create(draft("Two"))
    await shelf.publish(one.id)
    await shelf.delete(two.id)
    heard = await shelf.changes_since(0)
    assert [(change.number, change.article_id) for change in heard] == [(3, one.id), (4, two.id)]
    assert heard[0].article == await shelf.get(one.id)
    assert heard[1].article is None
    assert [change.number for change in await shelf.changes_since(3)] == [4]
    with pytest.raises(ArticleNotFound):
        await shelf.delete(two.id)
    assert (await shelf.identity()).number == 4


async def test_a_follower_misses_nothing_of_many_writers(shelf: ArticleStore) -> None:
    """While many write at once, a follower that only looks ahead sees every article."""
    seen: set[str] = set()
    cursor = 0

    async def follow(until: int) -> None:
        nonlocal cursor
        while len(seen) < until:
            for change in await shelf.changes_since(cursor, limit=7):
                assert change.number > cursor
                cursor = change.number
                seen.add(change.article_id)
            await loop_turns()

    async def write(writer: int) -> list[str]:
        return [(await shelf.create(draft(f"{writer} {n}"))).id for n in range(8)]

    async with asyncio.timeout(60):
        *made, _ = await asyncio.gather(*(write(n) for n in range(5)), follow(40))
    assert seen == {one for ids in made for one in ids}


async def test_a_number_is_never_seen_before_a_smaller_one(shelf: ArticleStore) -> None:
    """A writer that takes a number while another still writes waits for it, and gets the next."""
    made = await shelf.create(draft())
    async with shelf.engine.begin() as slow:
        number = await take_numbers(slow, 1, uuid7)
        fast = asyncio.create_task(shelf.publish(made.id))
        done, _ = await asyncio.wait([fast], timeout=0.3)
        assert not done
        assert await shelf.changes_since(number - 1) == []
        await record_changes(slow, ["0" * 36], number)
    await fast
    assert [change.number for change in await shelf.changes_since(number - 1)] == [number, number + 1]


async def test_a_list_is_paged_and_filtered(shelf: ArticleStore) -> None:
    """Pages follow one another without gaps, latest first; words are found however they are typed."""
    made = [await shelf.create(draft(f"Zwrot pieniędzy {n}", lang="pl")) for n in range(5)]
    other = await shelf.create(draft("کتاب‌های من", lang="fa"), status=ArticleStatus.PUBLISHED)
    first = await shelf.list(lang="pl", limit=3)
    second = await shelf.list(lang="pl", limit=3, cursor=first.cursor)
    assert [*first.articles, *second.articles] == made[::-1]
    assert second.cursor is None
    assert (await shelf.list(q="PIENIEDZY 3")).articles == (made[3],)
    assert (await shelf.list(q="كتاب")).articles == (other,)
    assert (await shelf.list(status=ArticleStatus.PUBLISHED)).articles == (other,)
    assert (await shelf.list(q="100%_")).articles == ()
    with pytest.raises(InvalidArticle):
        await shelf.list(cursor="nonsense")


async def test_translations_share_a_group(shelf: ArticleStore) -> None:
    """A translation made for an article is listed with it."""
    english = await shelf.create(draft())
    polish = await shelf.create(draft("Zwroty", lang="pl", group_id=english.group_id))
    assert await shelf.translations(english.group_id) == (english, polish)
    assert set((await shelf.list(group_id=english.group_id)).articles) == {english, polish}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("body", ""),
        ("lang", "English"),
        ("slug", "a b"),
        ("url", "javascript:x"),
        ("body", "a\0b"),
    ],
)
async def test_what_cannot_be_kept_is_refused(shelf: ArticleStore, field: str, value: str) -> None:
    """A bad field is named and nothing is stored."""
    with pytest.raises(InvalidArticle, match=f"^{field}:"):
        await shelf.create(draft(**{field: value}))
    assert (await shelf.list()).articles == ()


def found(doc_id: str, title: str, **more: object) -> Found:
    """An article as a file gives it."""
    record = {"doc_id": doc_id, "title": title, "text": "Text.", "lang": "en", **more}
    return article_from(record, file="f", line=1, lang=None)


async def test_importing_again_changes_only_what_differs(shelf: ArticleStore) -> None:
    """New, changed and equal articles are told apart; equal ones give no change number."""
    batch = [found(f"d{n}", f"Title {n}") for n in range(450)]
    first = await import_articles(shelf, batch)
    number = (await shelf.identity()).number
    again = await import_articles(shelf, [found("d3", "Better"), *batch[:3], found("new", "Title 1")])
    assert (first.created, first.updated, first.unchanged) == (450, 0, 0)
    assert (again.created, again.updated, again.unchanged) == (1, 1, 3)
    assert {c.article.doc_id for c in await shelf.changes_since(number) if c.article} == {"d3", "new"}
    assert (await shelf.get_by_doc_id("new")).slug == "title-1-2"
    assert (await shelf.get_by_doc_id("d3")).revision == 2
