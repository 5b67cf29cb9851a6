"""The articles of one language: a large segment, a small one with what changed since, and who is gone."""

from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb_index.analysis import Wanted
from kb_index.embedder import Vectors
from kb_index.lexical import Floats, Ints, LexicalScores, bm25
from kb_index.segment import Entry, Prepared, Segment, build_segment, join_segments

NEAREST = 200
BEST_TERMS = 60
_SMALL = 64
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question made ready: its vectors and terms, whole and cut to its core."""

    vectors: Vectors
    terms: tuple[Wanted, ...]
    trust: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Articles that may answer: a row of scores for each, a column for each form of the question.

    `lexical` is of the best passage, `lexical_mean` of the whole article, by pieces of words; `stems` and
    `stems_mean` are the same by stems, `pairs` by pairs of stems in a passage. `covered` is the share of the
    question's weight (rare terms weigh more) that an article holds anywhere.
    """

    segments: Ints
    rows: Ints
    best_passage: Ints
    dense: Floats
    dense_mean: Floats
    lexical: Floats
    lexical_mean: Floats
    stems: Floats
    stems_mean: Floats
    pairs: Floats
    covered: Floats
    passages: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """An immutable set of articles in one language; a change gives a new shard that shares the old parts."""

    segments: tuple[Segment, ...] = ()
    live: tuple[Mask, ...] = ()

    def __len__(self) -> int:
        return sum(int(mask.sum()) for mask in self.live)

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return sum(int(m[s.owner].sum()) for s, m in zip(self.segments, self.live, strict=True))

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The words of these articles, and how often they occur in their segment."""
        return ChainMap(*(segment.vocabulary for segment in self.segments))

    @property
    def fertility(self) -> float:
        """How many word pieces the model needs for a word of these articles, on average."""
        seen = [
            e.fertility for s, m in zip(self.segments, self.live, strict=True) for e in _some(s.entries, m)
        ]
        return sum(seen) / len(seen) if seen else 1.0

    def changed(self, added: Sequence[Prepared], removed: Collection[str], *, sealed: int = 1) -> "Shard":
        """The shard with articles added or replaced, and others removed; sealed segments stay whole."""
        gone = {article.entry.article_id for article in added} | set(removed)
        live = tuple(self._without(n, gone) for n in range(len(self.segments)))
        if not added:
            return Shard(segments=self.segments, live=live)
        fresh = build_segment(added)
        parts = [(s, m) for s, m in zip(self.segments[sealed:], live[sealed:], strict=True) if m.any()]
        if parts:
            fresh = join_segments([*(s for s, _ in parts), fresh], [*(m for _, m in parts), _all(fresh)])
        return Shard(segments=(*self.segments[:sealed], fresh), live=(*live[:sealed], _all(fresh)))

    @property
    def wants_joining(self) -> bool:
        """Whether what changed has grown large beside the main segment, or little of that is left."""
        if not self.segments:
            return False
        recent = sum(len(segment) for segment in self.segments[1:])
        gone = sum(int((~mask).sum()) for mask in self.live)
        return recent + gone > max(_SMALL, len(self.segments[0]) // 10)

    def joined(self) -> Segment | None:
        """All live articles in one segment; slow where there are many, so it is made aside."""
        if not len(self):
            return None
        return join_segments(self.segments, self.live)

    def with_joined(self, count: int, merged: Segment | None) -> "Shard":
        """The shard with its first segments replaced by what was made of them, minus who left meanwhile."""
        rest = (self.segments[count:], self.live[count:])
        if merged is None:
            return Shard(segments=rest[0], live=rest[1])
        alive = {
            entry.article_id
            for segment, mask in zip(self.segments[:count], self.live[:count], strict=True)
            for entry, on in zip(segment.entries, mask, strict=True)
            if on
        }
        mask = np.asarray([entry.article_id in alive for entry in merged.entries], dtype=np.bool_)
        return Shard(segments=(merged, *rest[0]), live=(mask, *rest[1]))

    def holds(self, article_id: str) -> bool:
        """Whether the article can be found here."""
        return any(
            mask[segment.row_of[article_id]]
            for segment, mask in zip(self.segments, self.live, strict=True)
            if article_id in segment.row_of
        )

    def _without(self, n: int, gone: Collection[str]) -> Mask:
        rows = [self.segments[n].row_of[one] for one in gone if one in self.segments[n].row_of]
        if not rows:
            return self.live[n]
        mask = self.live[n].copy()
        mask[rows] = False
        return mask

    def candidates(self, question: Question) -> Candidates:
        """Every article that either side finds, scored by both sides."""
        passages, rows_live = [s.by_passage for s in self.segments], self._live_rows()
        articles = [s.by_article for s in self.segments]
        by_passage = {
            kind: [bm25(t, passages, rows_live) for t in wanted] for kind, wanted in _kinds(question)
        }
        by_article = {
            kind: [bm25(t, articles, self.live) for t in wanted] for kind, wanted in _kinds(question)
        }
        parts: list[Mapping[str, NDArray[np.generic]]] = []
        for n, segment in enumerate(self.segments):
            lexical = {kind: _shares(scores, n) for kind, scores in by_passage.items()}
            whole = {kind: _shares(scores, n) for kind, scores in by_article.items()}
            rows = self._found(n, question.vectors, lexical["pieces"], whole["pieces"])
            covered = np.stack([one.shares[n][rows] for one in by_article["pieces"]], axis=1)
            scored = _scored(segment, n, rows, question, lexical, whole)
            parts.append({**scored, "covered": covered})
        joined = {
            name: np.concatenate([part[name] for part in parts])
            if parts
            else np.empty((0, len(question.terms)))
            for name in (field.name for field in fields(Candidates))
        }
        whole_numbers = ("segments", "rows", "best_passage", "passages")
        typed: dict[str, Any] = {
            name: values.astype(np.int64 if name in whole_numbers else np.float64)
            for name, values in joined.items()
        }
        return Candidates(**typed)

    def _live_rows(self) -> list[Mask]:
        return [mask[segment.owner] for segment, mask in zip(self.segments, self.live, strict=True)]

    def _found(self, n: int, vectors: Vectors, lexical: Floats, whole: Floats) -> Ints:
        segment, live = self.segments[n], self.live[n]
        removed = np.flatnonzero(~live[segment.owner])
        _, ids = segment.vectors.nearest(vectors, NEAREST, removed=removed)
        found = [segment.owner[ids.ravel()]]
        for column in range(lexical.shape[1]):
            found.append(segment.owner[_top(lexical[:, column])])
            found.append(_top(whole[:, column]))
        return np.unique(np.concatenate(found))


def _some(entries: Sequence[Entry], live: Mask) -> list[Entry]:
    """Up to a hundred live entries, spread over all."""
    rows = np.flatnonzero(live)
    return [entries[row] for row in rows[:: max(1, len(rows) // 100)]]


def _all(segment: Segment) -> Mask:
    return np.ones(len(segment), dtype=np.bool_)


def _kinds(question: Question) -> list[tuple[str, list[tuple[str, ...]]]]:
    """For each kind of term the ones of every form of the question."""
    return [
        ("pieces", [form.pieces for form in question.terms]),
        ("stems", [form.stems for form in question.terms]),
        ("pairs", [form.pairs for form in question.terms]),
    ]


def _shares(scores: Sequence[LexicalScores], n: int) -> Floats:
    """BM25 as a share of what a perfect text would score, comparable between questions; a column a form."""
    return np.stack([one.parts[n] / (one.best_possible or 1.0) for one in scores], axis=1)


def _top(scores: Floats) -> Ints:
    count = min(BEST_TERMS, len(scores))
    best = np.argpartition(scores, -count)[-count:] if count < len(scores) else np.arange(len(scores))
    return best[scores[best] > 0]


def _scored(
    segment: Segment,
    n: int,
    rows: Ints,
    question: Question,
    lexical: Mapping[str, Floats],
    whole: Mapping[str, Floats],
) -> Mapping[str, NDArray[np.generic]]:
    """Scores of the articles in `rows`, from all their passages."""
    passages = np.flatnonzero(np.isin(segment.owner, rows))
    owners = np.searchsorted(rows, segment.owner[passages])
    dense = segment.vectors.rows(passages) @ question.vectors.T

    def best(scores: NDArray[np.floating[Any]], least: float = 0.0) -> Floats:
        highest = np.full((len(rows), scores.shape[1]), least)
        np.maximum.at(highest, owners, scores)
        return highest

    pieces = lexical["pieces"][passages]
    shown = np.zeros(len(rows), dtype=np.int64)
    fit = question.trust * dense.mean(axis=1) + pieces.mean(axis=1) + 9.0 * segment.real[passages]
    order = np.lexsort((-passages, fit))
    shown[owners[order]] = passages[order]
    return {
        "segments": np.full(len(rows), n),
        "rows": rows,
        "best_passage": shown,
        "dense": best(dense, -1.0),
        "dense_mean": segment.means[rows] @ question.vectors.T,
        "lexical": best(pieces),
        "lexical_mean": whole["pieces"][rows],
        "stems": best(lexical["stems"][passages]),
        "stems_mean": whole["stems"][rows],
        "pairs": best(lexical["pairs"][passages]),
        "passages": np.bincount(owners, minlength=len(rows)),
    }
