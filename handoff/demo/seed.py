"""Puts the demo shop and its people into a database, once, and never over somebody's edits."""

import asyncio
import contextlib
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from handoff.demo.content import FOLDER, Written, digest_of, digest_of_folder, read_articles
from handoff.demo.people import PASSWORD, PEOPLE
from handoff.desk import people
from handoff.desk.context import Desk
from handoff.domain.errors import Invalid
from kb_index.article import Article
from kb_index.errors import ArticleNotFound, SlugTaken
from kb_index.store import ArticleStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """What a seeding changed; `kept` articles were edited or deleted here and stay as they are."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    people: int = 0


@dataclass(slots=True, kw_only=True)
class _Memory:
    """What was seeded into which store: the folder's digest and each article's."""

    store_id: str = ""
    folder: str = ""
    articles: dict[str, str] = field(default_factory=dict)


async def seed(
    desk: Desk,
    articles: ArticleStore,
    *,
    hash_password: Callable[[str], Awaitable[str]],
    data_dir: Path,
    folder: Path = FOLDER,
) -> Seeded:
    """Bring the demo up to date; a second call with the same files does nothing."""
    created, updated, kept = await _seed_articles(articles, data_dir / "demo.json", folder)
    added = await _seed_people(desk, hash_password)
    return Seeded(created=created, updated=updated, kept=kept, people=added)


async def _seed_people(desk: Desk, hash_password: Callable[[str], Awaitable[str]]) -> int:
    added = 0
    for person in PEOPLE:
        if await people.authenticate(desk, email=person.email) is not None:
            continue
        # Invalid: the address is taken by an account that somebody switched off, and off it stays.
        with contextlib.suppress(Invalid):
            await people.add_agent(
                desk,
                email=person.email,
                name=person.name,
                role=person.role,
                password_hash=await hash_password(PASSWORD),
                languages=person.languages,
            )
            added += 1
    return added


async def _seed_articles(articles: ArticleStore, path: Path, folder: Path) -> tuple[int, int, int]:
    digest = await asyncio.to_thread(digest_of_folder, folder)
    memory = await asyncio.to_thread(_recall, path)
    if memory.store_id != (await articles.identity()).store_id:
        memory = _Memory()
    if memory.folder == digest:
        return 0, 0, 0
    created = updated = kept = 0
    for written in await asyncio.to_thread(read_articles, folder):
        known = memory.articles.get(written.doc_id)
        stored = await _find(articles, written.doc_id)
        wanted = digest_of(written.draft, written.status)
        if stored is None and known is None:
            with contextlib.suppress(SlugTaken):
                await articles.create(written.draft, status=written.status)
                memory.articles[written.doc_id] = wanted
                created += 1
        elif stored is not None and known == digest_of(stored, stored.status) != wanted:
            await _update(articles, stored, written)
            memory.articles[written.doc_id] = wanted
            updated += 1
        elif stored is not None and digest_of(stored, stored.status) == wanted:
            memory.articles[written.doc_id] = wanted
        else:
            kept += 1
    memory.folder = digest
    memory.store_id = (await articles.identity()).store_id
    await asyncio.to_thread(_remember, path, memory)
    return created, updated, kept


async def _find(articles: ArticleStore, doc_id: str) -> Article | None:
    try:
        return await articles.get_by_doc_id(doc_id)
    except ArticleNotFound:
        return None


async def _update(articles: ArticleStore, stored: Article, written: Written) -> None:
    # The revision holds off the one edit that could slip in between reading and writing.
    await articles.update(stored.id, written.draft, expected_revision=stored.revision)


def _recall(path: Path) -> _Memory:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return _Memory(store_id=kept["store_id"], folder=kept["folder"], articles=dict(kept["articles"]))
    except (OSError, ValueError, KeyError, TypeError):
        return _Memory()


def _remember(path: Path, memory: _Memory) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    kept = {"store_id": memory.store_id, "folder": memory.folder, "articles": memory.articles}
    fresh.write_text(json.dumps(kept, indent=1, sort_keys=True), encoding="utf-8")
    os.replace(fresh, path)
