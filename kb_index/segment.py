"""Some articles made ready for searching, never changed afterwards."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb_index.analysis import words
from kb_index.article import Article
from kb_index.embedder import Vectors
from kb_index.lexical import Ints, Postings
from kb_index.passages import Passage, readable
from kb_index.vectors import HNSW_ABOVE, VectorIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a hit says about its article."""

    article_id: str
    doc_id: str
    slug: str
    title: str
    url: str | None
    lang: str
    group_id: str
    topic: str
    fertility: float
    checked_at: str = ""

    @classmethod
    def of(cls, article: Article, fertility: float = 1.0) -> "Entry":
        """The entry of an article whose words the model cuts into so many pieces each."""
        return cls(
            article_id=article.id,
            doc_id=article.doc_id,
            slug=article.slug,
            title=article.title,
            url=article.url,
            lang=article.lang,
            group_id=article.group_id,
            topic=", ".join(article.tags),
            fertility=fertility,
            checked_at=article.checked_at.date().isoformat(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article with its passages and their vectors, one row a passage."""

    entry: Entry
    passages: tuple[Passage, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Entries; passages row by row (`owner` tells whose, `real` that it is no mere phrasing); both sides."""

    entries: tuple[Entry, ...]
    row_of: Mapping[str, int]
    passages: tuple[Passage, ...]
    real: NDArray[np.bool_]
    owner: Ints
    vectors: VectorIndex
    means: Vectors
    by_passage: Postings
    by_article: Postings
    vocabulary: dict[str, int]

    def __len__(self) -> int:
        return len(self.entries)


def build_segment(articles: Sequence[Prepared], *, hnsw_above: int = HNSW_ABOVE) -> Segment:
    """A segment of these articles, of which there must be at least one."""
    passages = tuple(passage for article in articles for passage in article.passages)
    owner = np.repeat(np.arange(len(articles)), [len(article.passages) for article in articles])
    rows = np.concatenate([article.vectors for article in articles])
    by_passage, by_article = _postings(articles, passages, owner)
    return Segment(
        entries=tuple(article.entry for article in articles),
        row_of={article.entry.article_id: row for row, article in enumerate(articles)},
        passages=passages,
        real=real_rows(passages),
        owner=owner,
        vectors=VectorIndex.build(rows, hnsw_above=hnsw_above),
        means=mean_vectors(article.vectors for article in articles),
        by_passage=by_passage,
        by_article=by_article,
        vocabulary=vocabulary_of(passages),
    )


def _postings(
    articles: Sequence[Prepared], passages: Sequence[Passage], owner: Ints
) -> tuple[Postings, Postings]:
    """Terms of passages without what stands above them, and of articles with it, counted once.

    A title repeated in every passage makes all passages of its article alike and drowns what they say.
    """
    texts = [passage.context if passage.phrasing else readable(passage.text) for passage in passages]
    above = [
        "\n".join([one.entry.topic, *dict.fromkeys(p.context for p in one.passages if not p.phrasing)])
        for one in articles
    ]
    everything = Postings.build([*texts, *above])
    rows = np.arange(len(texts) + len(above)) < len(texts)
    grouped = everything.grouped(np.concatenate([owner, np.arange(len(articles))]), len(articles))
    return Postings.joined([everything], [rows]), grouped


def mean_vectors(groups: Iterable[Vectors]) -> Vectors:
    """One unit vector an article: the direction of its passages together."""
    means = np.stack([rows.mean(axis=0) for rows in groups])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    result: Vectors = (means / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result


def vocabulary_of(passages: Sequence[Passage]) -> dict[str, int]:
    """The words of these passages and how often they stand there."""
    counted: Counter[str] = Counter()
    for passage in passages:
        counted.update(words(passage.embedded))
    return counted


def real_rows(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which passages may be shown: those of the text, not the phrasings under which it is found."""
    return np.asarray([not passage.phrasing for passage in passages], dtype=np.bool_)


def join_segments(
    parts: Sequence[Segment], live: Sequence[NDArray[np.bool_]], *, hnsw_above: int = HNSW_ABOVE
) -> Segment:
    """One segment of the live articles of several; no text is embedded or read again."""
    entries = [
        e
        for part, mask in zip(parts, live, strict=True)
        for e, on in zip(part.entries, mask, strict=True)
        if on
    ]
    kept = [mask[part.owner] for part, mask in zip(parts, live, strict=True)]
    rows = [part.vectors.rows(np.flatnonzero(mask)) for part, mask in zip(parts, kept, strict=True)]
    counts = [np.bincount(part.owner, minlength=len(part)) for part in parts]
    sizes = np.concatenate([count[mask] for count, mask in zip(counts, live, strict=True)])
    owner = np.repeat(np.arange(len(entries)), sizes)
    passages = tuple(
        p
        for part, mask in zip(parts, kept, strict=True)
        for p, on in zip(part.passages, mask, strict=True)
        if on
    )
    return Segment(
        entries=tuple(entries),
        row_of={entry.article_id: row for row, entry in enumerate(entries)},
        passages=passages,
        real=real_rows(passages),
        owner=owner,
        vectors=VectorIndex.build(np.concatenate(rows), hnsw_above=hnsw_above),
        means=np.concatenate([part.means[mask] for part, mask in zip(parts, live, strict=True)]),
        by_passage=Postings.joined([part.by_passage for part in parts], kept),
        by_article=Postings.joined([part.by_article for part in parts], live),
        vocabulary=vocabulary_of(passages),
    )
