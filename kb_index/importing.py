"""Many articles into the store at once: new ones, changed ones, and those that are the same already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.article import Article, ArticleStatus, slugify
from kb_index.changes import record_changes, take_numbers
from kb_index.ids import utc_now, uuid7
from kb_index.records import Found
from kb_index.rows import article_of, values_of
from kb_index.store import ArticleStore, free_slug
from kb_index.tables import articles

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many articles an import made, changed and left alone."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Imported") -> "Imported":
        return Imported(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
        )


async def import_articles(
    store: ArticleStore,
    found: Sequence[Found],
    *,
    clock: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = uuid7,
    on_progress: Callable[[int], None] | None = None,
) -> Imported:
    """Create or update articles by document id, a batch a transaction."""
    total = Imported()
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        async with store.writing() as db:
            # Taken before anything is read: whoever else writes articles waits for this batch.
            number = await take_numbers(db, len(batch), new_id)
            total += await _import_batch(db, store, batch, clock(), number)
        if on_progress is not None:
            on_progress(len(batch))
    return total


async def _import_batch(
    db: AsyncConnection, store: ArticleStore, batch: Sequence[Found], now: datetime, number: int
) -> Imported:
    doc_ids = [one.draft.doc_id for one in batch]
    known = sa.select(articles).where(articles.c.doc_id.in_(doc_ids))
    before = {row["doc_id"]: article_of(row) for row in (await db.execute(known)).mappings()}
    slugs = await _taken_slugs(db, batch)
    created: list[Article] = []
    updated: list[Article] = []
    for one in batch:
        old = before.get(one.draft.doc_id or "")
        taken = slugs.setdefault(one.draft.lang, set())
        if old is None:
            created.append(_new(store, one, taken))
            taken.add(created[-1].slug)
        elif (new := _changed(old, one, taken, now)) is not None:
            updated.append(new)
            taken.add(new.slug)
    if created:
        await db.execute(sa.insert(articles), [values_of(article) for article in created])
    for article in updated:
        await db.execute(sa.update(articles).where(articles.c.id == article.id).values(values_of(article)))
    touched = [article.id for article in (*created, *updated)]
    if touched:
        await record_changes(db, touched, number)
    same = len(batch) - len(touched)
    return Imported(created=len(created), updated=len(updated), unchanged=same)


async def _taken_slugs(db: AsyncConnection, batch: Sequence[Found]) -> dict[str, set[str]]:
    langs = {one.draft.lang for one in batch}
    query = sa.select(articles.c.lang, articles.c.slug).where(articles.c.lang.in_(langs))
    taken: dict[str, set[str]] = {}
    for lang, slug in await db.execute(query):
        taken.setdefault(lang, set()).add(slug)
    return taken


def _new(store: ArticleStore, one: Found, taken: set[str]) -> Article:
    wanted = one.draft.slug or slugify(one.draft.title) or slugify(one.draft.doc_id or "") or "article"
    return store.build(replace(one.draft, slug=free_slug(wanted, taken)), one.status, taken)


def _changed(old: Article, one: Found, taken: set[str], now: datetime) -> Article | None:
    draft = one.draft
    moved = draft.lang != old.lang or (draft.slug is not None and draft.slug != old.slug)
    new = replace(
        old,
        title=draft.title.strip(),
        body=draft.body,
        lang=draft.lang,
        tags=draft.tags,
        phrasings=draft.phrasings,
        url=draft.url,
        slug=free_slug(draft.slug or old.slug, taken) if moved else old.slug,
        group_id=draft.group_id or old.group_id,
        status=one.status,
    )
    if new == old and (draft.checked_at is None or draft.checked_at <= old.checked_at):
        return None
    first = old.published_at is None and new.status is ArticleStatus.PUBLISHED
    published = now if first else old.published_at
    return replace(
        new,
        revision=old.revision + 1,
        updated_at=now,
        published_at=published,
        checked_at=draft.checked_at or now,
    )
