"""What stands in for the models in a desk of the tests: simple enough that a test can say what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handoff.domain.bot.turn import TurnInput
from kb_index.article import ArticleStatus
from kb_index.judgement import Judge, Outcome, shipped
from kb_index.ranking import Hit, IndexStatus, Ranking
from kb_index.store import ArticleStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the scripted assessor found."""

    mood: float = 0.0
    lang: str = "en"
    escalation: Any = None
    values: dict[str, object] = field(default_factory=dict)
    limits_in_force: dict[str, object] = field(default_factory=dict)
    models: dict[str, object] = field(default_factory=dict)

    def review(self, *, wish: str | None, doubt: str | None, probability: float | None) -> "Assessed":
        """Grant every wish of the bot and mind no doubt."""
        return replace(self, escalation=Wish(reason=wish, priority="normal")) if wish else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of the customer."""

    text: str
    seq: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An escalation."""

    reason: str
    priority: str = "high"
    skill: str | None = None
    wait: bool = False
    signals: dict[str, object] = field(default_factory=dict)
    evidence: tuple[Said, ...] = ()


class Assessor:
    """Angry about "furious", otherwise calm; keeps the language it is told."""

    def choice(self, *, lang: str, **known: object) -> Assessed:
        return Assessed(lang=lang)

    async def assess(self, said: TurnInput, *, lang: str, **known: object) -> Assessed:
        if "furious" in said.text:
            wish = Wish(reason="frustrated", signals={"anger": 0.9}, evidence=(Said(text="furious"),))
            return Assessed(mood=-0.9, lang=lang, escalation=wish, values={"anger": 0.9})
        if "break the assessor" in said.text:
            raise RuntimeError("the assessor is broken")
        return Assessed(lang=lang)


class WordIndex:
    """Finds published articles by the words they share with the question."""

    passages_embedded = 0

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._judge: Judge = shipped()
        self.model = "words"

    async def search(
        self, query: str, *, lang: str | None = None, k: int = 5, context: Sequence[str] = ()
    ) -> Ranking:
        if "break the search" in query:
            raise RuntimeError("the search is broken")
        page = await self._articles.list(status=ArticleStatus.PUBLISHED, lang=lang)
        asked = set(query.lower().split())
        scored = [(len(asked & set(a.body.lower().split())) / max(1, len(asked)), a) for a in page.articles]
        hits = tuple(
            Hit(
                article_id=article.id,
                doc_id=article.doc_id,
                slug=article.slug,
                title=article.title,
                url=article.url,
                lang=article.lang,
                passage=article.body,
                heading="",
                score=score,
                dense=score,
                lexical=score,
                probability=score,
            )
            for score, article in sorted(scored, key=lambda pair: -pair[0])
            if score
        )[:k]
        return Ranking(hits=hits, probability=hits[0].score if hits else 0.0, lang=lang or "en")

    def status(self) -> IndexStatus:
        return IndexStatus(
            ready=True,
            articles=0,
            passages=0,
            change=0,
            model=self.model,
            backend="none",
            dimension=0,
            languages=(),
            loaded_from_snapshot=False,
        )

    @property
    def judge(self) -> Judge:
        return self._judge

    def use(self, judge: Judge) -> None:
        self._judge = judge

    def decide(self, probability: float, risk: float) -> Outcome:
        return self._judge.decide(probability, risk)

    def nudge(self) -> None:
        """Nothing is indexed, so nothing is stale."""


class FlatEmbedder:
    """The same unit vector for every text."""

    key = "flat"

    def fertility(self, text: str) -> float:
        return 1.0

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), 4), 0.5, dtype=np.float32)


class ActionTable:
    """Runs the actions a test puts into it."""

    def __init__(self) -> None:
        self.actions: dict[str, Any] = {}

    async def run(self, action_call: dict[str, object]) -> object:
        return self.actions[str(action_call["next_action"])](action_call)


def if_sure(probability: float) -> str:
    """A decision that stays as it is, however the real one is fitted."""
    return "answered" if probability >= 0.8 else "no_answer"
