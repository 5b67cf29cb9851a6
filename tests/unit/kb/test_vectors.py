"""FAISS gives what NumPy gives, for every kind of index and after deletions."""

from pathlib import Path

import numpy as np
import pytest

from kb_index.vectors import VectorIndex

KINDS = [("flat", 10_000), ("hnsw", 10)]


def unit_rows(count: int, dimension: int = 24, seed: int = 1) -> np.ndarray:
    """Random vectors of length one."""
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize(("kind", "hnsw_above"), KINDS)
def test_scores_are_inner_products(kind: str, hnsw_above: int) -> None:
    """Ids and scores of the nearest rows are those of a full product."""
    rows, queries = unit_rows(400), unit_rows(7, seed=2)
    index = VectorIndex.build(rows, hnsw_above=hnsw_above)
    assert index.kind == kind
    scores, ids = index.nearest(queries, 10)
    expected = queries @ rows.T
    for n in range(len(queries)):
        np.testing.assert_allclose(scores[n], np.sort(expected[n])[::-1][:10], atol=1e-5)
        np.testing.assert_allclose(scores[n], expected[n][ids[n]], atol=1e-5)


@pytest.mark.parametrize(("kind", "hnsw_above"), KINDS)
def test_removed_rows_are_passed_over(kind: str, hnsw_above: int) -> None:
    """A removed row is never found, and the next best take its place."""
    rows, queries = unit_rows(300), unit_rows(3, seed=5)
    index = VectorIndex.build(rows, hnsw_above=hnsw_above)
    expected = queries @ rows.T
    gone = np.unique(np.argsort(-expected, axis=1)[:, :5])
    scores, ids = index.nearest(queries, 8, removed=gone)
    assert not np.isin(ids, gone).any()
    expected[:, gone] = -2
    for n in range(len(queries)):
        np.testing.assert_allclose(scores[n], np.sort(expected[n])[::-1][:8], atol=1e-5)


@pytest.mark.parametrize(("kind", "hnsw_above"), KINDS)
def test_an_index_on_disk_is_the_same(kind: str, hnsw_above: int, tmp_path: Path) -> None:
    """Kind, rows and results survive writing and reading."""
    rows = unit_rows(120)
    path = str(tmp_path / "v.faiss")
    VectorIndex.build(rows, hnsw_above=hnsw_above).write(path)
    index = VectorIndex.read(path)
    assert (index.kind, index.dimension, len(index)) == (kind, 24, 120)
    np.testing.assert_array_equal(index.rows(np.asarray([3, 77])), rows[[3, 77]])
    assert index.nearest(rows[:5], 1)[1].ravel().tolist() == [0, 1, 2, 3, 4]


def test_fewer_are_found_where_fewer_are_left() -> None:
    """Asking for more than there is gives what there is."""
    index = VectorIndex.build(unit_rows(4))
    assert index.nearest(unit_rows(1), 10)[1].shape == (1, 4)
    assert index.nearest(unit_rows(1), 10, removed=[0, 1, 2, 3])[1].shape == (1, 0)
