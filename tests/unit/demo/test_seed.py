"""Seeding fills an empty desk, does nothing the second time and never touches what people changed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from handoff.demo.content import read_articles
from handoff.demo.people import PEOPLE
from handoff.demo.seed import Seeded, seed, seed_articles, seed_people
from handoff.desk.aids import shelf
from handoff.desk.identity import people
from kb_index.article import Article, ArticleDraft, ArticleStatus
from kb_index.errors import ArticleNotFound
from kb_index.store import ArticleStore, metadata
from tests.support.desks import World

FILE = """---
doc_id: {doc_id}
title: {title}
lang: en
slug: {doc_id}
group_id: {doc_id}
status: published
tags: [orders]
phrasings: [how, where, when]
---

{body}
"""


@pytest.fixture
async def articles(tmp_path: Path) -> AsyncIterator[ArticleStore]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'baton.db'}")
    async with engine.begin() as db:
        await db.run_sync(metadata.create_all)
    yield ArticleStore(engine)
    await engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles" / "en"
    place.mkdir(parents=True)
    for doc_id in ("one", "two"):
        write(place, doc_id, "As it was.")
    return place


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "demo.json"


def write(folder: Path, doc_id: str, body: str) -> None:
    text = FILE.format(doc_id=doc_id, title=doc_id.capitalize(), body=body)
    (folder / f"{doc_id}.md").write_text(text, encoding="utf-8")


def spoil(memory: Path) -> None:
    memory.write_text("{", encoding="utf-8")


def draft_of(article: Article, body: str) -> ArticleDraft:
    return ArticleDraft(
        title=article.title, body=body, lang=article.lang, tags=article.tags, phrasings=article.phrasings
    )


async def test_every_article_is_stored_and_published(articles: ArticleStore, memory: Path) -> None:
    """The whole demo help centre is in the store after the first seeding, and none is written again."""
    written = read_articles()
    assert dict(await seed_articles(articles, memory)) == {"created": len(written)}
    stored = await articles.get_by_doc_id("return-item-pl")
    assert stored.status is ArticleStatus.PUBLISHED
    assert {a.lang for a in await articles.translations(stored.group_id)} == {"en", "fa", "pl"}
    number = (await articles.identity()).number
    assert dict(await seed_articles(articles, memory)) == {}
    assert (await articles.identity()).number == number


async def test_a_changed_file_reaches_an_untouched_article(
    articles: ArticleStore, folder: Path, memory: Path
) -> None:
    """A new version of the demo brings its new words."""
    await seed_articles(articles, memory, folder)
    write(folder, "one", "As it is now.")
    assert dict(await seed_articles(articles, memory, folder)) == {"updated": 1, "same": 1}
    assert (await articles.get_by_doc_id("one")).body == "As it is now."


async def test_an_edited_article_is_kept(articles: ArticleStore, folder: Path, memory: Path) -> None:
    """What somebody wrote in the editor stays, whatever the file says later."""
    await seed_articles(articles, memory, folder)
    stored = await articles.get_by_doc_id("one")
    await articles.update(stored.id, draft_of(stored, "My own words."), expected_revision=1)
    write(folder, "one", "As it is now.")
    assert dict(await seed_articles(articles, memory, folder)) == {"kept": 1, "same": 1}
    assert (await articles.get_by_doc_id("one")).body == "My own words."


async def test_a_deleted_article_does_not_come_back(
    articles: ArticleStore, folder: Path, memory: Path
) -> None:
    """Deleting a demo article is final."""
    await seed_articles(articles, memory, folder)
    await articles.delete((await articles.get_by_doc_id("one")).id)
    write(folder, "one", "As it is now.")
    await seed_articles(articles, memory, folder)
    with pytest.raises(ArticleNotFound):
        await articles.get_by_doc_id("one")


async def test_an_unpublished_article_stays_unpublished(
    articles: ArticleStore, folder: Path, memory: Path
) -> None:
    """Taking an article back is an edit, too."""
    await seed_articles(articles, memory, folder)
    await articles.unpublish((await articles.get_by_doc_id("one")).id)
    write(folder, "one", "As it is now.")
    await seed_articles(articles, memory, folder)
    stored = await articles.get_by_doc_id("one")
    assert (stored.status, stored.body) == (ArticleStatus.DRAFT, "As it was.")


async def test_a_new_database_is_filled_whatever_the_old_one_had(
    articles: ArticleStore, folder: Path, memory: Path, tmp_path: Path
) -> None:
    """The memory belongs to one store: an empty database beside an old data folder gets everything."""
    await seed_articles(articles, memory, folder)
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'other.db'}")
    async with engine.begin() as db:
        await db.run_sync(metadata.create_all)
    assert dict(await seed_articles(ArticleStore(engine), memory, folder)) == {"created": 2}
    await engine.dispose()


async def test_without_memory_nothing_is_overwritten(
    articles: ArticleStore, folder: Path, memory: Path
) -> None:
    """A lost or broken memory file makes seeding careful, not wrong."""
    await seed_articles(articles, memory, folder)
    stored = await articles.get_by_doc_id("two")
    await articles.update(
        stored.id, replace(draft_of(stored, "Mine."), title="Mine"), expected_revision=stored.revision
    )
    spoil(memory)
    assert dict(await seed_articles(articles, memory, folder)) == {"same": 1, "kept": 1}
    assert (await articles.get_by_doc_id("two")).body == "Mine."


async def hashed(password: str) -> str:
    return f"hash of {password}"


async def test_everybody_of_the_demo_may_log_in(articles: ArticleStore, folder: Path, tmp_path: Path) -> None:
    """Six people with their roles, once, and a full shelf; the second seeding adds nothing."""
    desk = World().desk
    first = await seed(desk, articles, hash_password=hashed, data_dir=tmp_path, folder=folder)
    assert first == Seeded(created=2, people=6, shelf=7)
    roles = {}
    for person in PEOPLE:
        record = await people.authenticate(desk, email=person.email)
        assert record is not None
        assert record.password_hash == "hash of baton-demo"
        roles[record.agent.name] = record.agent.role.value
    assert roles == {
        "Ana": "agent",
        "Reza": "agent",
        "Kasia": "agent",
        "Sam": "supervisor",
        "Eli": "editor",
        "Ada": "admin",
    }
    again = await seed(desk, articles, hash_password=hashed, data_dir=tmp_path, folder=folder)
    assert again == Seeded()


async def test_a_changed_password_stays() -> None:
    """Somebody who gave Ana another password does not get the known one back."""
    desk = World().desk
    await seed_people(desk, hashed)
    await people.set_password(desk, email="ana@demo.example", password_hash="my own")
    assert await seed_people(desk, hashed) == 0
    record = await people.authenticate(desk, email="ana@demo.example")
    assert record is not None
    assert record.password_hash == "my own"


async def test_what_was_taken_off_the_shelf_does_not_come_back(
    articles: ArticleStore, folder: Path, tmp_path: Path
) -> None:
    """Neither does what somebody gave another name."""
    desk = World().desk
    await seed(desk, articles, hash_password=hashed, data_dir=tmp_path, folder=folder)
    async with desk.store.reading() as tx:
        [sam] = [one.actor for one in await tx.people.agents() if one.name == "Sam"]
    gone, renamed, *rest = await shelf.list_shelf(desk, actor=sam)
    await shelf.drop_from_shelf(desk, actor=sam, item_id=gone.id)
    await shelf.change_on_shelf(
        desk, actor=sam, item_id=renamed.id, name="Mine", content=renamed.content, revision=1
    )
    assert await seed(desk, articles, hash_password=hashed, data_dir=tmp_path, folder=folder) == Seeded()
    names = {item.name for item in await shelf.list_shelf(desk, actor=sam)}
    assert names == {"Mine", *(item.name for item in rest)}
