"""What a search gives back, and what may be done with it."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Articles for a question, best first, and the probability that the first one is right."""

    hits: tuple[Hit, ...]
    probability: float
    lang: str
    query: str = ""


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
