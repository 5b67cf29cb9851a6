"""The index that answers questions: it follows the store and never makes a search wait for an update."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np

from kb_index import snapshot
from kb_index.article import Article, ArticleStatus
from kb_index.cache import PassageVectors
from kb_index.changes import Change, Identity
from kb_index.embedder import CachedEmbedder
from kb_index.errors import SnapshotProblem
from kb_index.fusion import trust_of
from kb_index.judgement import Judge, Outcome, shipped
from kb_index.language import also_in, detect
from kb_index.passages import Passage, split
from kb_index.question import Forms, forms_of, leans_on_context
from kb_index.ranker import rank
from kb_index.ranking import IndexStatus, Ranking
from kb_index.reranker import Reranker
from kb_index.segment import Entry, Prepared
from kb_index.spelling import corrected
from kb_index.store import ArticleStore
from kb_index.view import View

POLL_SECONDS = 0.4
ALONE_RISK = 0.1
SAVE_AFTER_SECONDS = 20.0
KNOWN_FROM = 0.5
_PAGE = 500
_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


class KnowledgeIndex:
    """Published articles, searchable; open it, start it, search it, close it."""

    def __init__(
        self,
        store: ArticleStore,
        embedder: CachedEmbedder,
        data_dir: Path,
        judgement: Judge,
        reranker: Reranker | None,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._home = data_dir / "index"
        self._judgement = judgement
        self._reranker = reranker
        self._builder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kb-build")
        self._searcher = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kb-search")
        self._vectors = PassageVectors(store.engine, embedder.embedder, self._builder)
        self._view = View()
        self._store_id = ""
        self._sealed: dict[str, int] = {}
        self._nudged = asyncio.Event()
        self._moved = asyncio.Condition()
        self._changing = asyncio.Lock()
        self._saving = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._ready = False
        self._from_snapshot = False
        self._saved = 0
        self._last_error: str | None = None

    @classmethod
    def open(
        cls,
        store: ArticleStore,
        embedder: CachedEmbedder,
        data_dir: Path,
        *,
        judgement: Judge | None = None,
        reranker: Reranker | None = None,
    ) -> Self:
        """An index over a store, with its snapshots under the data directory; nothing is read yet."""
        return cls(store, embedder, data_dir, judgement or shipped(), reranker)

    async def start(self, on_progress: Progress | None = None) -> None:
        """Load the snapshot or build anew, then follow the store's changes."""
        await self._load()
        await self._catch_up(on_progress)
        self._ready = True
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._keep_tidy())]

    async def close(self) -> None:
        """Stop following and write a last snapshot."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks = []
        if self._ready:
            await self._save()
        self._ready = False
        self._builder.shutdown(wait=True)
        self._searcher.shutdown(wait=True)

    @property
    def judge(self) -> Judge:
        """Who says how likely the first article is right."""
        return self._judgement

    def use(self, judge: Judge) -> None:
        """Let another one judge from the next question on: one that was refitted on the desk's feedback."""
        self._judgement = judge

    def decide(self, probability: float, risk: float) -> Outcome:
        """What to do with a ranking of this probability, by the judge of now."""
        return self._judgement.decide(probability, risk)

    def nudge(self) -> None:
        """Look for changes now instead of at the next poll."""
        self._nudged.set()

    async def wait_for(self, change: int, seconds: float = 10.0) -> None:
        """Return once the index shows this change number."""
        self.nudge()
        async with asyncio.timeout(seconds), self._moved:
            await self._moved.wait_for(lambda: self._view.change >= change)

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking:
        """Articles that answer the question, best first; `context` is what was said before, newest last."""
        view = self._view
        language = lang or detect(query)
        if not query.strip() or not view.articles:
            return Ranking(hits=(), probability=0.0, lang=language, query=query)
        asked = await self._put_right(view, query, language)
        alone = replace(await self._rank(view, forms_of(asked), language, k, asked == query), query=query)
        # Only a question that does not stand alone is searched with what was said before it: one that
        # does would be dragged back to what the customer asked before.
        sure = self.decide(alone.probability, ALONE_RISK) is Outcome.ANSWERED
        stands = sure or not leans_on_context(query)
        if stands or not any(context):
            return alone
        leaning = await self._rank(view, forms_of(asked, context), language, k, asked == query)
        return replace(leaning, query=query)

    async def _put_right(self, view: View, query: str, lang: str) -> str:
        """The question without slips, where the model knows its language and so is thrown by them."""
        shard, model = view.shards.get(lang), self._embedder.embedder
        if shard is None or trust_of(shard.fertility) < KNOWN_FROM:
            return query
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._searcher, corrected, query, shard.vocabulary, model.fertility)

    async def _rank(self, view: View, forms: Forms, lang: str, k: int, as_said: bool) -> Ranking:
        said = await self._embedder.embed(forms.texts[:1], kind="message" if as_said else "search_form")
        others = await self._embedder.embed(forms.texts[1:], kind="search_form")
        vectors = np.concatenate([said, others])
        loop = asyncio.get_running_loop()

        def ranked() -> Ranking:
            fertility = self._embedder.embedder.fertility(forms.texts[0])
            asked = view.asked(lang, also_in(forms.texts[0], lang))
            return rank(
                asked,
                forms,
                vectors,
                fertility,
                self._judgement,
                lang=lang,
                k=k,
                reranker=self._reranker,
            )

        return await loop.run_in_executor(self._searcher, ranked)

    def status(self) -> IndexStatus:
        """What the index holds now."""
        view, model = self._view, self._embedder.embedder
        return IndexStatus(
            ready=self._ready,
            articles=view.articles,
            passages=view.passages,
            change=view.change,
            model=model.key,
            backend=model.backend,
            dimension=model.dimension,
            languages=view.languages,
            loaded_from_snapshot=self._from_snapshot,
            last_error=self._last_error,
        )

    @property
    def passages_embedded(self) -> int:
        """How many passages this index had the model read; unchanged text adds nothing."""
        return self._vectors.embedded

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
        self._view = View(shards=loaded.shards, change=loaded.change)
        self._saved = loaded.change
        self._from_snapshot = True

    def _fit(self) -> snapshot.Fit:
        model = self._embedder.embedder
        return snapshot.Fit(model=model.key, dimension=model.dimension, store_id=self._store_id)

    async def _catch_up(self, on_progress: Progress | None = None) -> None:
        """Apply everything that changed since the view, in one step."""
        changes: dict[str, Change] = {}
        number = self._view.change
        while page := await self._store.changes_since(number, limit=_PAGE):
            changes |= {change.article_id: change for change in page}
            number = page[-1].number
            if self._ready and len(changes) >= _PAGE:
                break
        if not changes:
            return
        shown = [c.article for c in changes.values() if c.article is not None and _is_public(c.article)]
        removed = [c.article_id for c in changes.values() if c.article is None or not _is_public(c.article)]
        if removed and shown:
            await self._apply([], removed, self._view.change)
        await self._apply(await self._prepare(shown, on_progress), removed, number)

    async def _apply(self, added: Sequence[Prepared], removed: Sequence[str], number: int) -> None:
        loop = asyncio.get_running_loop()
        async with self._changing:
            view, sealed = self._view, dict(self._sealed)
            self._view = await loop.run_in_executor(
                self._builder, lambda: view.changed(added, removed, number, sealed)
            )
        async with self._moved:
            self._moved.notify_all()

    async def _prepare(self, articles: Sequence[Article], on_progress: Progress | None) -> list[Prepared]:
        loop = asyncio.get_running_loop()
        model = self._embedder.embedder

        def cut_all() -> list[tuple[Entry, tuple[Passage, ...]]]:
            return [(Entry.of(one, model.fertility(one.body)), split(one)) for one in articles]

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
                await self._check_store(await self._store.identity())
                await self._catch_up()
                self._last_error = None
            except Exception as error:
                before, self._last_error = self._last_error, f"{type(error).__name__}: {error}"
                if self._last_error != before:  # once, however long a database is away
                    _log.exception("the index could not follow the store")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._nudged.wait()
            self._nudged.clear()

    async def _check_store(self, identity: Identity) -> None:
        """A store that was put back to an earlier state, or is another one, is read anew."""
        if self._store_id and (identity.store_id != self._store_id or identity.number < self._view.change):
            _log.warning("the store is not the one that was indexed: reading it anew")
            async with self._changing:
                self._view = View()
                self._sealed.clear()
        self._store_id = identity.store_id

    async def tidy(self) -> None:
        """Join what has grown apart and save, aside from searching and following."""
        await self._join()
        await self._save()

    async def _keep_tidy(self) -> None:
        while True:
            await asyncio.sleep(SAVE_AFTER_SECONDS)
            try:
                await self.tidy()
            except Exception:
                _log.exception("the index could not be joined or saved")

    async def _join(self) -> None:
        loop = asyncio.get_running_loop()
        for lang in self._view.languages:
            async with self._changing:
                shard = self._view.shards[lang]
                if not shard.wants_joining:
                    continue
                count = self._sealed[lang] = len(shard.segments)
            try:
                merged = await loop.run_in_executor(None, shard.joined)
                async with self._changing:
                    if lang in self._sealed:
                        self._view = self._view.with_joined(lang, count, merged)
            finally:
                self._sealed.pop(lang, None)

    async def _save(self) -> None:
        async with self._saving:
            view = self._view
            if not self._store_id or view.change == self._saved:
                return
            whole = snapshot.Snapshot(shards=view.shards, change=view.change)
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(None, snapshot.save, self._home, whole, self._fit())
            self._saved = view.change


def _is_public(article: Article) -> bool:
    return article.status is ArticleStatus.PUBLISHED
