"""What a search gives back, and what may be done with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What spoke for a hit: its score and lead, both sides of it, and what it covers of the question.

    `passage` and `article` are similarities of meaning, `*_terms`, `*_stems` and `pairs` shares of the best
    possible BM25 by pieces of words, by stems and by pairs of stems in a passage,
    `covered` the share of the question's weight in terms that the article holds; places count from 1.
    `reranked` is what a cross-encoder said, which then decides the order among the best.
    """

    score: float
    ahead: float
    trust: float
    passage: float
    article: float
    passage_terms: float
    article_terms: float
    passage_stems: float
    article_stems: float
    pairs: float
    covered: float
    dense_place: int
    lexical_place: int
    passages: int
    reranked: float | None = None

    @property
    def agreed(self) -> bool:
        """Whether both sides put it first."""
        return self.dense_place == self.lexical_place == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One article found, with the passage that matched best; `checked_at` is a date such as 2026-03-01."""

    article_id: str
    doc_id: str
    slug: str
    title: str
    url: str | None
    lang: str
    passage: str
    heading: str
    score: float
    dense: float
    lexical: float
    probability: float = 0.0
    group_id: str = ""
    checked_at: str = ""
    grounds: Grounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Articles for a question, best first; how likely the first is right, and the features that told it."""

    hits: tuple[Hit, ...]
    probability: float
    lang: str
    query: str = ""
    features: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What an index holds and how far it has followed the store."""

    ready: bool
    articles: int
    passages: int
    change: int
    model: str
    backend: str
    dimension: int
    languages: tuple[str, ...]
    loaded_from_snapshot: bool
    last_error: str | None = None
