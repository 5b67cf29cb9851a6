"""The index that answers questions: what is asked, put right, searched, judged."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np

from kb_index.embedder import CachedEmbedder
from kb_index.follower import Follower, Progress
from kb_index.fusion import trust_of
from kb_index.judgement import Judge, Outcome, shipped
from kb_index.language import also_in, detect
from kb_index.question import Forms, forms_of, leans_on_context
from kb_index.ranker import rank
from kb_index.ranking import IndexStatus, Ranking
from kb_index.reranker import Reranker
from kb_index.spelling import corrected
from kb_index.store import ArticleStore
from kb_index.view import View

ALONE_RISK = 0.1
KNOWN_FROM = 0.5


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
        self._embedder = embedder
        self._follower = Follower(store, embedder.embedder, data_dir / "index")
        self._judgement = judgement
        self._reranker = reranker
        self._searcher = ThreadPoolExecutor(max_workers=2, thread_name_prefix="kb-search")

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
        await self._follower.start(on_progress)

    async def close(self) -> None:
        """Stop following and write a last snapshot."""
        await self._follower.close()
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
        self._follower.nudge()

    async def wait_for(self, change: int, seconds: float = 60.0) -> None:
        """Return once the index shows this change number."""
        await self._follower.wait_for(change, seconds)

    async def tidy(self) -> None:
        """Join what has grown apart and save, aside from searching and following."""
        await self._follower.tidy()

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking:
        """Articles that answer the question, best first; `context` is what was said before, newest last."""
        view = self._follower.view
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
        follower, model = self._follower, self._embedder.embedder
        view = follower.view
        return IndexStatus(
            ready=follower.ready,
            articles=view.articles,
            passages=view.passages,
            change=view.change,
            model=model.key,
            backend=model.backend,
            dimension=model.dimension,
            languages=view.languages,
            loaded_from_snapshot=follower.from_snapshot,
            last_error=follower.last_error,
        )

    @property
    def passages_embedded(self) -> int:
        """How many passages this index had the model read; unchanged text adds nothing."""
        return self._follower.embedded
