"""Puts the demo shop and its people into a database, once, and never over somebody's edits."""

import asyncio
import contextlib
import json
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from handoff.demo.content import FOLDER, digest_of, digest_of_folder, read_articles
from handoff.demo.people import PASSWORD, PEOPLE
from handoff.demo.shelf import seed_shelf
from handoff.desk.context import Desk
from handoff.desk.identity import people
from handoff.domain.errors import Invalid
from kb_index.article import Article
from kb_index.errors import ArticleNotFound, SlugTaken
from kb_index.records import Found
from kb_index.store import ArticleStore

Outcome = Literal["created", "updated", "same", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeded:
    """What a seeding changed; `kept` articles were edited or deleted here and stay as they are."""

    created: int = 0
    updated: int = 0
    kept: int = 0
    people: int = 0
    shelf: int = 0


@dataclass(slots=True, kw_only=True)
class _Memory:
    """What was seeded into which store: the folder's digest, each article's, and whether the shelf was."""

    store_id: str = ""
    folder: str = ""
    articles: dict[str, str] = field(default_factory=dict)
    shelf: bool = False


async def seed(
    desk: Desk,
    articles: ArticleStore,
    *,
    hash_password: Callable[[str], Awaitable[str]],
    data_dir: Path,
    folder: Path = FOLDER,
) -> Seeded:
    """Bring the demo up to date; a second call with the same files does nothing."""
    memory_path = data_dir / "demo.json"
    outcomes = await seed_articles(articles, memory_path, folder)
    added = await seed_people(desk, hash_password)
    return Seeded(
        created=outcomes["created"],
        updated=outcomes["updated"],
        kept=outcomes["kept"],
        people=added,
        shelf=await _seed_shelf_once(desk, memory_path),
    )


async def seed_people(desk: Desk, hash_password: Callable[[str], Awaitable[str]]) -> int:
    """Let everybody of the demo log in who cannot yet; tells how many were added."""
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


async def seed_articles(articles: ArticleStore, memory_path: Path, folder: Path = FOLDER) -> Counter[Outcome]:
    """Bring the demo's articles up to date; tells how many went which way."""
    digest = await asyncio.to_thread(digest_of_folder, folder)
    memory = await asyncio.to_thread(_recall, memory_path)
    if memory.store_id != (await articles.identity()).store_id:
        memory = _Memory()
    if memory.folder == digest:
        return Counter()
    outcomes = Counter[Outcome]()
    for written in await asyncio.to_thread(read_articles, folder):
        outcomes[await _seed_article(articles, written, memory)] += 1
    memory.folder = digest
    memory.store_id = (await articles.identity()).store_id
    await asyncio.to_thread(_remember, memory_path, memory)
    return outcomes


async def _seed_shelf_once(desk: Desk, memory_path: Path) -> int:
    """What somebody took off the shelf does not come back."""
    memory = await asyncio.to_thread(_recall, memory_path)
    if memory.shelf:
        return 0
    put = await seed_shelf(desk)
    memory.shelf = True
    await asyncio.to_thread(_remember, memory_path, memory)
    return put


async def _seed_article(articles: ArticleStore, written: Found, memory: _Memory) -> Outcome:
    doc_id = written.draft.doc_id or written.file
    known = memory.articles.get(doc_id)
    stored = await _find(articles, doc_id)
    if stored is None:
        if known is not None:
            return "kept"
        try:
            stored = await articles.create(written.draft, status=written.status)
        except SlugTaken:
            return "kept"
        outcome: Outcome = "created"
    else:
        now = digest_of(stored, stored.status)
        if now == digest_of(written.draft, written.status):
            outcome = "same"
        elif now != known:
            return "kept"
        else:
            # The revision holds off an edit that slips in between reading and writing.
            stored = await articles.update(stored.id, written.draft, expected_revision=stored.revision)
            outcome = "updated"
    memory.articles[doc_id] = digest_of(stored, stored.status)
    return outcome


async def _find(articles: ArticleStore, doc_id: str) -> Article | None:
    try:
        return await articles.get_by_doc_id(doc_id)
    except ArticleNotFound:
        return None


def _recall(path: Path) -> _Memory:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return _Memory(
            store_id=kept["store_id"],
            folder=kept["folder"],
            articles=dict(kept["articles"]),
            shelf=kept.get("shelf") is True,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return _Memory()


def _remember(path: Path, memory: _Memory) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(memory), indent=1, sort_keys=True), encoding="utf-8")
    os.replace(fresh, path)
