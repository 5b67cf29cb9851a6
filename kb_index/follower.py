"""Keeps what is searched in step with the store: it loads, follows, joins and saves, and no search waits."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kb_index import snapshot
from kb_index.article import Article, ArticleStatus
from kb_index.cache import PassageVectors
from kb_index.changes import Change, Identity
from kb_index.embedder import Embedder
from kb_index.errors import SnapshotProblem
from kb_index.passages import Passage, split
from kb_index.segment import Entry, Prepared
from kb_index.store import ArticleStore
from kb_index.view import View

POLL_SECONDS = 0.4
SAVE_AFTER_SECONDS = 20.0
_PAGE = 500
_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


class Follower:
    """The published articles as they are now, in `view`, which is only ever replaced as a whole."""

    def __init__(self, store: ArticleStore, model: Embedder, home: Path) -> None:
        self.view = View()
        self.ready = False
        self.from_snapshot = False
        self.last_error: str | None = None
        self._store = store
        self._model = model
        self._home = home
        self._builder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kb-build")
        self._vectors = PassageVectors(store.engine, model, self._builder)
        self._store_id = ""
        self._sealed: dict[str, int] = {}
        self._nudged = asyncio.Event()
        self._moved = asyncio.Condition()
        self._changing = asyncio.Lock()
        self._saving = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._saved = 0

    @property
    def embedded(self) -> int:
        """How many passages the model had to read; unchanged text adds nothing."""
        return self._vectors.embedded

    async def start(self, on_progress: Progress | None = None) -> None:
        """Load the snapshot or build anew, then follow the store's changes."""
        await self._load()
        await self._catch_up(on_progress)
        self.ready = True
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._keep_tidy())]

    async def close(self) -> None:
        """Stop following and write a last snapshot."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks = []
        if self.ready:
            await self._save()
        self.ready = False
        self._builder.shutdown(wait=True)

    def nudge(self) -> None:
        """Look for changes now instead of at the next poll."""
        self._nudged.set()

    async def wait_for(self, change: int, seconds: float) -> None:
        """Return once the view shows this change number."""
        self.nudge()
        async with asyncio.timeout(seconds), self._moved:
            await self._moved.wait_for(lambda: self.view.change >= change)

    async def tidy(self) -> None:
        """Join what has grown apart and save, aside from searching and following."""
        await self._join()
        await self._save()

    async def _load(self) -> None:
        identity = await self._store.identity()
        self._store_id = identity.store_id
        loop = asyncio.get_running_loop()
        try:
            loaded = await loop.run_in_executor(self._builder, snapshot.load, self._home, self._fit())
        except SnapshotProblem as problem:
            _log.info("the index is built anew: the snapshot does not serve: %s", problem)
            return
        if loaded.change > identity.number:
            _log.info("the index is built anew: the snapshot is ahead of the store")
            return
        self.view = View(shards=loaded.shards, change=loaded.change)
        self._saved = loaded.change
        self.from_snapshot = True

    def _fit(self) -> snapshot.Fit:
        return snapshot.Fit(model=self._model.key, dimension=self._model.dimension, store_id=self._store_id)

    async def _catch_up(self, on_progress: Progress | None = None) -> None:
        """Apply everything that changed since the view, in one step."""
        changes: dict[str, Change] = {}
        number = self.view.change
        while page := await self._store.changes_since(number, limit=_PAGE):
            changes |= {change.article_id: change for change in page}
            number = page[-1].number
            if self.ready and len(changes) >= _PAGE:
                break
        if not changes:
            return
        shown = [c.article for c in changes.values() if c.article is not None and _is_public(c.article)]
        removed = [c.article_id for c in changes.values() if c.article is None or not _is_public(c.article)]
        if removed and shown:
            await self._apply([], removed, self.view.change)
        await self._apply(await self._prepare(shown, on_progress), removed, number)

    async def _apply(self, added: Sequence[Prepared], removed: Sequence[str], number: int) -> None:
        loop = asyncio.get_running_loop()
        async with self._changing:
            view, sealed = self.view, dict(self._sealed)
            self.view = await loop.run_in_executor(
                self._builder, lambda: view.changed(added, removed, number, sealed)
            )
        async with self._moved:
            self._moved.notify_all()

    async def _prepare(self, articles: Sequence[Article], on_progress: Progress | None) -> list[Prepared]:
        loop = asyncio.get_running_loop()

        def cut_all() -> list[tuple[Entry, tuple[Passage, ...]]]:
            return [(Entry.of(one, self._model.fertility(one.body)), split(one)) for one in articles]

        cut = await loop.run_in_executor(self._builder, cut_all)
        flat = [passage for _, passages in cut for passage in passages]
        done = 0

        def progress(more: int) -> None:
            nonlocal done
            done += more
            if on_progress is not None:
                on_progress(done, len(flat))

        rows = await self._vectors.of(flat, progress)
        prepared, at = [], 0
        for entry, passages in cut:
            mine = rows[at : at + len(passages)]
            prepared.append(Prepared(entry=entry, passages=passages, vectors=mine))
            at += len(passages)
        return prepared

    async def _follow(self) -> None:
        """Apply changes as they come; whatever goes wrong is logged once and tried again."""
        while True:
            try:
                identity = await self._store.identity()
                await self._check_store(identity)
                if identity.number != self.view.change:
                    await self._catch_up()
                self.last_error = None
            except Exception as error:
                before, self.last_error = self.last_error, f"{type(error).__name__}: {error}"
                if self.last_error != before:  # once, however long a database is away
                    _log.exception("the index could not follow the store")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._nudged.wait()
            self._nudged.clear()

    async def _check_store(self, identity: Identity) -> None:
        """A store that was put back to an earlier state, or is another one, is read anew."""
        if self._store_id and (identity.store_id != self._store_id or identity.number < self.view.change):
            _log.warning("the store is not the one that was indexed: reading it anew")
            async with self._changing:
                self.view = View()
                self._sealed.clear()
        self._store_id = identity.store_id

    async def _keep_tidy(self) -> None:
        while True:
            await asyncio.sleep(SAVE_AFTER_SECONDS)
            try:
                await self.tidy()
            except Exception:
                _log.exception("the index could not be joined or saved")

    async def _join(self) -> None:
        loop = asyncio.get_running_loop()
        for lang in self.view.languages:
            async with self._changing:
                shard = self.view.shards[lang]
                if not shard.wants_joining:
                    continue
                count = self._sealed[lang] = len(shard.segments)
            try:
                merged = await loop.run_in_executor(None, shard.joined)
                async with self._changing:
                    if lang in self._sealed:
                        self.view = self.view.with_joined(lang, count, merged)
            finally:
                self._sealed.pop(lang, None)

    async def _save(self) -> None:
        async with self._saving:
            view = self.view
            if not self._store_id or view.change == self._saved:
                return
            whole = snapshot.Snapshot(shards=view.shards, change=view.change)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, snapshot.save, self._home, whole, self._fit())
            self._saved = view.change


def _is_public(article: Article) -> bool:
    return article.status is ArticleStatus.PUBLISHED
