"""BM25 over terms of passages and of whole articles, exact whatever was added and removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from kb_index.analysis import terms

K1, B = 1.2, 0.75
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """For each term the rows it occurs in and how often: a term's column lies at `starts[column]`."""

    columns: Mapping[str, int]
    starts: Ints
    rows: NDArray[np.int32]
    counts: NDArray[np.int32]
    lengths: Floats

    @classmethod
    def build(cls, texts: Sequence[str]) -> "Postings":
        """The postings of texts, one row each."""
        columns: dict[str, int] = {}
        row_ids: list[int] = []
        column_ids: list[int] = []
        counts: list[int] = []
        for row, text in enumerate(texts):
            counted = terms(text)
            row_ids += [row] * len(counted)
            column_ids += [columns.setdefault(term, len(columns)) for term in counted]
            counts += counted.values()
        shape = (len(texts), len(columns))
        data = np.asarray(counts, dtype=np.int32)
        return cls.of_matrix(sparse.csc_matrix((data, (row_ids, column_ids)), shape=shape), columns)

    @classmethod
    def of_matrix(cls, matrix: sparse.csc_matrix, columns: Mapping[str, int]) -> "Postings":
        """The postings of a matrix of counts, rows by columns."""
        lengths = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
        return cls(
            columns=columns,
            starts=matrix.indptr.astype(np.int64),
            rows=matrix.indices.astype(np.int32),
            counts=matrix.data.astype(np.int32),
            lengths=lengths,
        )

    def grouped(self, group: Ints, groups: int) -> "Postings":
        """The same counts with rows added up by group: passages to articles."""
        size = (len(self.lengths), len(self.columns))
        matrix = sparse.csc_matrix((self.counts, self.rows, self.starts), shape=size)
        ones = np.ones(len(group), dtype=np.int32)
        joiner = sparse.csr_matrix((ones, (group, np.arange(len(group)))), shape=(groups, len(group)))
        return self.of_matrix((joiner @ matrix).tocsc(), self.columns)

    @classmethod
    def joined(cls, parts: Sequence["Postings"], kept: Sequence[NDArray[np.bool_]]) -> "Postings":
        """The kept rows of several postings, one after another, without reading a text again."""
        columns: dict[str, int] = {}
        pieces: list[sparse.coo_matrix] = []
        for part, mask in zip(parts, kept, strict=True):
            moved = np.asarray(
                [columns.setdefault(term, len(columns)) for term in part.columns], dtype=np.int64
            )
            every = np.repeat(moved, np.diff(part.starts)) if len(moved) else moved
            shape = (len(part.lengths), len(columns))
            pieces.append(sparse.csr_matrix((part.counts, (part.rows, every)), shape=shape)[mask].tocoo())
        height = sum(piece.shape[0] for piece in pieces)
        offsets = np.cumsum([0, *(piece.shape[0] for piece in pieces)])
        rows = np.concatenate([piece.row + at for piece, at in zip(pieces, offsets, strict=False)])
        data = np.concatenate([piece.data for piece in pieces])
        cols = np.concatenate([piece.col for piece in pieces])
        return cls.of_matrix(sparse.csc_matrix((data, (rows, cols)), shape=(height, len(columns))), columns)

    def column(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The rows of a term and how often it occurs in each."""
        at = self.columns.get(term)
        if at is None:
            return self.rows[:0], self.counts[:0]
        span = slice(self.starts[at], self.starts[at + 1])
        return self.rows[span], self.counts[span]


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalScores:
    """BM25 of each row of each part, which share of the question it covers, and what was possible at most."""

    parts: tuple[Floats, ...]
    shares: tuple[Floats, ...]
    best_possible: float
    covered: float


def bm25(
    question: Sequence[str], parts: Sequence[Postings], live: Sequence[NDArray[np.bool_]]
) -> LexicalScores:
    """BM25 over several parts as if they were one, counting live rows only."""
    total = sum(int(mask.sum()) for mask in live)
    scores = [np.zeros(len(part.lengths)) for part in parts]
    shares = [np.zeros(len(part.lengths)) for part in parts]
    if not total or not question:
        return LexicalScores(parts=tuple(scores), shares=tuple(shares), best_possible=0.0, covered=0.0)
    words = sum(float(part.lengths[mask].sum()) for part, mask in zip(parts, live, strict=True))
    average = max(words / total, 1.0)
    ceilings = [K1 * (1 - B + B * part.lengths / average) for part in parts]
    possible = covered = 0.0
    for term in question:
        columns = [part.column(term) for part in parts]
        found = sum(int(mask[rows].sum()) for (rows, _), mask in zip(columns, live, strict=True))
        weight = float(np.log(1 + (total - found + 0.5) / (found + 0.5)))
        possible += weight
        if not found:
            continue
        covered += weight
        for score, share, (rows, counts), ceiling in zip(scores, shares, columns, ceilings, strict=True):
            score[rows] += weight * counts * (K1 + 1) / (counts + ceiling[rows])
            share[rows] += weight
    for score, share, mask in zip(scores, shares, live, strict=True):
        score[~mask] = share[~mask] = 0.0
        share /= possible
    return LexicalScores(
        parts=tuple(scores), shares=tuple(shares), best_possible=possible, covered=covered / possible
    )
