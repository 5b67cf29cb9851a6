"""Ask questions with known answers of a throw-away index, through the same code that serves customers."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kb_index.database import open_engine
from kb_index.embedder import CachedEmbedder, Embedder
from kb_index.importing import import_articles
from kb_index.judgement import Judge, shipped
from kb_index.metrics import Decided, auroc, judgement_figures, log_loss, ranking_figures
from kb_index.questions import Asked
from kb_index.ranking import Ranking
from kb_index.records import Found
from kb_index.reranker import Reranker
from kb_index.search import KnowledgeIndex
from kb_index.store import ArticleStore, metadata

_DEPTH = 10
_DIALS = ("0.10", "0.20", "0.30")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and what the index said to it."""

    asked: Asked
    ranking: Ranking
    seconds: float

    @property
    def place(self) -> int | None:
        """Where the first right article stands, counted from 1."""
        ids = [hit.doc_id for hit in self.ranking.hits]
        return next((n for n, doc_id in enumerate(ids, 1) if doc_id in self.asked.gold), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All answers, what the index cost, and who judged."""

    judge: Judge
    answers: tuple[Answer, ...]
    unanswerable: tuple[Answer, ...]
    index_seconds: float
    passages: int
    articles: int

    def figures(self) -> dict[str, object]:
        """What `kb evaluate --json` prints."""
        places = [answer.place for answer in self.answers]
        probabilities = np.asarray([answer.ranking.probability for answer in self.answers])
        right = np.asarray([float(place == 1) for place in places])
        figures: dict[str, object] = {"n": len(places), **ranking_figures(places)}
        figures |= judgement_figures(probabilities, right)
        figures |= {"log_loss": log_loss(probabilities, right), "decisions": self._decisions(self.answers)}
        if self.unanswerable:
            off = np.asarray([answer.ranking.probability for answer in self.unanswerable])
            figures |= {"auroc_off_topic": auroc(probabilities, off), "n_unanswerable": len(off)}
            figures["decisions_unanswerable"] = self._decisions(self.unanswerable)
        spent = np.asarray([answer.seconds for answer in self.answers]) * 1000
        p50, p95 = np.percentile(spent, [50, 95])
        figures |= {
            "latency_ms": {"p50": round(float(p50), 2), "p95": round(float(p95), 2)},
            "index_seconds": round(self.index_seconds, 2),
            "passages": self.passages,
            "articles": self.articles,
        }
        langs = sorted({answer.asked.lang for answer in self.answers if answer.asked.lang})
        if langs:
            figures["by_lang"] = {lang: self._in(lang) for lang in langs}
        return figures

    def _in(self, lang: str) -> dict[str, object]:
        mine = [answer for answer in self.answers if answer.asked.lang == lang]
        probabilities = np.asarray([answer.ranking.probability for answer in mine])
        right = np.asarray([float(answer.place == 1) for answer in mine])
        places = ranking_figures([answer.place for answer in mine])
        figures = {"n": len(mine), **places, **judgement_figures(probabilities, right)}
        return {**figures, "decisions": self._decisions(mine)}

    def _decisions(self, answers: Sequence[Answer]) -> dict[str, dict[str, float | None]]:
        """What a desk that sets each of these risks would have done."""
        places = [answer.place for answer in answers]
        found: dict[str, dict[str, float | None]] = {}
        for dial in _DIALS:
            outcomes = [str(self.judge.decide(answer.ranking.probability, float(dial))) for answer in answers]
            found[dial] = Decided(outcomes=outcomes, places=places).figures()
        return found


async def evaluate(
    articles: Sequence[Found],
    questions: Sequence[Asked],
    unanswerable: Sequence[Asked],
    embedder: Embedder,
    *,
    judgement: Judge | None = None,
    reranker: Reranker | None = None,
    home: Path | None = None,
    on_progress: Progress = lambda step, done, total: None,
) -> Report:
    """Import, index and ask, in a folder that is gone afterwards unless a `home` is named."""
    with tempfile.TemporaryDirectory(prefix="baton-evaluate-") as temporary:
        scratch = Path(home or temporary)
        engine = open_engine(f"sqlite+aiosqlite:///{scratch}/articles.db")
        cached = CachedEmbedder(embedder)
        store = ArticleStore(engine)
        index = KnowledgeIndex.open(store, cached, scratch, judgement=judgement, reranker=reranker)
        try:
            async with engine.begin() as db:
                await db.run_sync(metadata.create_all)
            started = time.perf_counter()
            await import_articles(store, articles)
            await index.start(lambda done, total: on_progress("passages", done, total))
            seconds = time.perf_counter() - started
            everything = [*questions, *unanswerable]
            answers: list[Answer] = []
            for one in everything:
                answers.append(await _ask(index, one))
                on_progress("questions", len(answers), len(everything))
            status = index.status()
        finally:
            await index.close()
            cached.close()
            await engine.dispose()
    known = sum(bool(one.gold) for one in questions)
    asked = answers[: len(questions)]
    return Report(
        judge=judgement or shipped(),
        answers=tuple(answer for answer in asked if answer.asked.gold) if known else tuple(asked),
        unanswerable=(*(a for a in asked if not a.asked.gold and known), *answers[len(questions) :]),
        index_seconds=seconds,
        passages=status.passages,
        articles=status.articles,
    )


async def _ask(index: KnowledgeIndex, asked: Asked) -> Answer:
    started = time.perf_counter()
    ranking = await index.search(asked.text, lang=asked.lang, k=_DEPTH, context=asked.context)
    return Answer(asked=asked, ranking=ranking, seconds=time.perf_counter() - started)
