"""Articles in the database; every change gets its number in the same transaction."""

import base64
import binascii
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from kb_index.article import Article, ArticleDraft, ArticleStatus, check_draft, slugify
from kb_index.changes import Change, Identity, changes_after, read_identity, record_changes, take_numbers
from kb_index.errors import ArticleNotFound, InvalidArticle, RevisionConflict, SlugTaken
from kb_index.ids import utc_now, uuid7
from kb_index.normalise import plain
from kb_index.rows import article_of, values_of
from kb_index.tables import article_votes, articles, metadata, passage_embeddings

__all__ = ["ArticlePage", "ArticleStore", "article_votes", "metadata", "passage_embeddings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Some articles, latest change first, and where the next page begins."""

    articles: tuple[Article, ...]
    cursor: str | None


class ArticleStore:
    """Create, read, change, publish and delete articles; tell what changed since a number."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        clock: Callable[[], datetime] = utc_now,
        new_id: Callable[[], str] = uuid7,
        saying: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`saying` is what tells a database that is away from a mistake, in its owner's words."""
        self.engine = engine
        self._saying = saying
        self._clock = clock
        self._new_id = new_id

    async def create(self, draft: ArticleDraft, *, status: ArticleStatus = ArticleStatus.DRAFT) -> Article:
        """Store a new article; a slug that was not asked for is made from the title."""
        check_draft(draft)
        async with self.writing() as db:
            number = await take_numbers(db, 1, self._new_id)
            taken = await self._slugs_like(db, draft)
            article = self.build(draft, status, taken)
            await self._insert(db, article)
            await record_changes(db, [article.id], number)
        return article

    async def get(self, article_id: str) -> Article:
        """The article with this id, whatever its status."""
        async with self.reading() as db:
            return await self._read(db, articles.c.id == article_id)

    async def get_by_doc_id(self, doc_id: str) -> Article:
        """The article that was imported or created under this document id."""
        async with self.reading() as db:
            return await self._read(db, articles.c.doc_id == doc_id)

    async def get_by_slug(self, lang: str, slug: str) -> Article:
        """The article at this place of the help centre."""
        async with self.reading() as db:
            return await self._read(db, sa.and_(articles.c.lang == lang, articles.c.slug == slug))

    async def list(
        self,
        *,
        status: ArticleStatus | None = None,
        lang: str | None = None,
        q: str | None = None,
        group_id: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> ArticlePage:
        """Articles, latest change first; `q` is looked for in title, slug, document id and tags."""
        query = sa.select(articles).order_by(articles.c.updated_at.desc(), articles.c.id.desc())
        if status is not None:
            query = query.where(articles.c.status == status.value)
        if lang is not None:
            query = query.where(articles.c.lang == lang)
        if group_id is not None:
            query = query.where(articles.c.group_id == group_id)
        for word in plain(q or "").split():
            query = query.where(articles.c.lookup.contains(word, autoescape=True))
        if cursor is not None:
            when, last = _read_cursor(cursor)
            query = query.where(
                sa.or_(
                    articles.c.updated_at < when,
                    sa.and_(articles.c.updated_at == when, articles.c.id < last),
                )
            )
        async with self.reading() as db:
            rows = (await db.execute(query.limit(limit + 1))).mappings().all()
        found = tuple(article_of(row) for row in rows[:limit])
        return ArticlePage(articles=found, cursor=_cursor(found[-1]) if len(rows) > limit else None)

    async def translations(self, group_id: str) -> tuple[Article, ...]:
        """The same article in all its languages."""
        query = sa.select(articles).where(articles.c.group_id == group_id).order_by(articles.c.lang)
        async with self.reading() as db:
            return tuple(article_of(row) for row in (await db.execute(query)).mappings())

    async def update(self, article_id: str, draft: ArticleDraft, *, expected_revision: int) -> Article:
        """Replace an article's content, unless it was changed since the caller read it."""
        check_draft(draft)

        def changed(old: Article) -> Article:
            return replace(
                old,
                title=draft.title.strip(),
                body=draft.body,
                lang=draft.lang,
                tags=draft.tags,
                phrasings=draft.phrasings,
                url=draft.url,
                slug=draft.slug or old.slug,
                doc_id=draft.doc_id or old.doc_id,
                group_id=draft.group_id or old.group_id,
            )

        def checked(old: Article) -> Article:
            new = changed(old)
            return new if new == old else replace(new, checked_at=draft.checked_at or self._clock())

        return await self._change(article_id, checked, expected_revision)

    async def check(self, article_id: str) -> Article:
        """Note that an article still is right, without outdating an open form."""
        async with self.writing() as db:
            number = await take_numbers(db, 1, self._new_id)
            old = await self._read(db, articles.c.id == article_id)
            new = replace(old, checked_at=self._clock())
            mine = articles.c.id == article_id
            await db.execute(sa.update(articles).where(mine).values(checked_at=new.checked_at))
            await record_changes(db, [article_id], number)
        return new

    async def publish(self, article_id: str, *, expected_revision: int | None = None) -> Article:
        """Show an article to everybody."""
        return await self._set_status(article_id, ArticleStatus.PUBLISHED, expected_revision)

    async def unpublish(self, article_id: str, *, expected_revision: int | None = None) -> Article:
        """Take an article back to draft."""
        return await self._set_status(article_id, ArticleStatus.DRAFT, expected_revision)

    async def archive(self, article_id: str, *, expected_revision: int | None = None) -> Article:
        """Put an article away without deleting it."""
        return await self._set_status(article_id, ArticleStatus.ARCHIVED, expected_revision)

    async def delete(self, article_id: str) -> None:
        """Delete an article for good."""
        async with self.writing() as db:
            number = await take_numbers(db, 1, self._new_id)
            result = await db.execute(sa.delete(articles).where(articles.c.id == article_id))
            if result.rowcount == 0:
                raise ArticleNotFound(f"no article has the id {article_id}")
            await record_changes(db, [article_id], number)

    async def changes_since(self, number: int, *, limit: int = 500) -> Sequence[Change]:
        """What changed after this number, in order; a deleted article comes as None."""
        async with self.reading() as db:
            return await changes_after(db, number, limit)

    async def identity(self) -> Identity:
        """Which store this is and its latest change number."""
        async with self.reading() as db:
            return await read_identity(db)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read by."""
        with self._saying():
            async with self.engine.connect() as db:
                yield db

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction, committed at the end."""
        with self._saying():
            async with self.engine.begin() as db:
                yield db

    def build(self, draft: ArticleDraft, status: ArticleStatus, taken_slugs: set[str]) -> Article:
        """A new article from a draft, not yet stored."""
        now = self._clock()
        article_id = self._new_id()
        slug = draft.slug or free_slug(slugify(draft.title) or article_id, taken_slugs)
        return Article(
            id=article_id,
            doc_id=draft.doc_id or article_id,
            slug=slug,
            title=draft.title.strip(),
            body=draft.body,
            lang=draft.lang,
            tags=draft.tags,
            status=status,
            group_id=draft.group_id or self._new_id(),
            phrasings=draft.phrasings,
            url=draft.url,
            revision=1,
            created_at=now,
            updated_at=now,
            published_at=now if status is ArticleStatus.PUBLISHED else None,
            checked_at=draft.checked_at or now,
        )

    async def _set_status(self, article_id: str, status: ArticleStatus, expected: int | None) -> Article:
        def changed(old: Article) -> Article:
            first = old.published_at is None and status is ArticleStatus.PUBLISHED
            return replace(old, status=status, published_at=self._clock() if first else old.published_at)

        return await self._change(article_id, changed, expected)

    async def _change(
        self, article_id: str, change: Callable[[Article], Article], expected: int | None
    ) -> Article:
        async with self.writing() as db:
            number = await take_numbers(db, 1, self._new_id)
            old = await self._read(db, articles.c.id == article_id)
            if expected is not None and old.revision != expected:
                raise RevisionConflict(f"the article is at revision {old.revision}, not {expected}")
            changed = change(old)
            if changed == old:
                await db.rollback()
                return old
            new = replace(changed, revision=old.revision + 1, updated_at=self._clock())
            try:
                await db.execute(
                    sa.update(articles).where(articles.c.id == article_id).values(values_of(new))
                )
            except IntegrityError as error:
                raise SlugTaken(f"slug {new.slug!r} or document id {new.doc_id!r} is taken") from error
            await record_changes(db, [article_id], number)
        return new

    async def _insert(self, db: AsyncConnection, article: Article) -> None:
        try:
            await db.execute(sa.insert(articles).values(values_of(article)))
        except IntegrityError as error:
            raise SlugTaken(f"slug {article.slug!r} or document id {article.doc_id!r} is taken") from error

    async def _read(self, db: AsyncConnection, where: sa.ColumnElement[bool]) -> Article:
        row = (await db.execute(sa.select(articles).where(where))).mappings().one_or_none()
        if row is None:
            raise ArticleNotFound("no such article")
        return article_of(row)

    async def _slugs_like(self, db: AsyncConnection, draft: ArticleDraft) -> set[str]:
        like = articles.c.slug.startswith(slugify(draft.title), autoescape=True)
        query = sa.select(articles.c.slug).where(articles.c.lang == draft.lang, like)
        return set((await db.execute(query)).scalars())


def free_slug(base: str, taken: set[str]) -> str:
    """The slug itself, or with the first number that makes it new."""
    slug, n = base, 1
    while slug in taken:
        n += 1
        slug = f"{base}-{n}"
    return slug


def _cursor(article: Article) -> str:
    return base64.urlsafe_b64encode(f"{article.updated_at.isoformat()} {article.id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        when, last = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        moment = datetime.fromisoformat(when)
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise InvalidArticle("cursor: is not one that was given out") from error
    if moment.tzinfo is None:
        raise InvalidArticle("cursor: is not one that was given out")
    return moment, last
