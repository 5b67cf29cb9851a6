"""Nearest vectors by FAISS: exact up to a size, a graph above it; removed rows are passed over."""

from collections.abc import Sequence
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from kb_index.embedder import Vectors

HNSW_ABOVE = 50_000
_swig: Any = faiss  # its search parameters are known at run time only
_LINKS, _BUILD_EFFORT, _SEARCH_EFFORT = 32, 120, 128


class VectorIndex:
    """An immutable set of unit vectors with ids 0..n-1, searched by inner product."""

    def __init__(self, faiss_index: Any) -> None:
        self._index = faiss_index

    @classmethod
    def build(cls, vectors: Vectors, *, hnsw_above: int = HNSW_ABOVE) -> "VectorIndex":
        """An index over these rows: flat, or HNSW where there are more than `hnsw_above`."""
        dimension = vectors.shape[1]
        if len(vectors) > hnsw_above:
            inner: Any = faiss.IndexHNSWFlat(dimension, _LINKS, faiss.METRIC_INNER_PRODUCT)
            inner.hnsw.efConstruction = _BUILD_EFFORT
        else:
            inner = faiss.IndexFlatIP(dimension)
        index = faiss.IndexIDMap2(inner)
        index.add_with_ids(np.ascontiguousarray(vectors), np.arange(len(vectors), dtype=np.int64))
        return cls(index)

    @classmethod
    def read(cls, path: str) -> "VectorIndex":
        """An index written by `write`."""
        index = faiss.read_index(path)
        if not isinstance(index, faiss.IndexIDMap2) or index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise ValueError("not an inner-product index with ids")
        return cls(index)

    def write(self, path: str) -> None:
        """Save the index as one file."""
        faiss.write_index(self._index, path)

    @property
    def kind(self) -> str:
        """`flat` (exact) or `hnsw` (approximate)."""
        inner = faiss.downcast_index(self._index.index)
        return "hnsw" if isinstance(inner, faiss.IndexHNSWFlat) else "flat"

    @property
    def dimension(self) -> int:
        """How long a vector is."""
        return int(self._index.d)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def nearest(
        self, query: Vectors, k: int, *, removed: Sequence[int] | NDArray[np.int64] = ()
    ) -> tuple[Vectors, NDArray[np.int64]]:
        """Scores and ids of the k best rows for each query row, best first; fewer where fewer are left."""
        k = min(k, len(self) - len(removed))
        if k <= 0:
            return np.empty((len(query), 0), np.float32), np.empty((len(query), 0), np.int64)
        scores, ids = self._index.search(np.ascontiguousarray(query), k, params=self._parameters(removed, k))
        found = (ids >= 0).all(axis=0)
        return scores[:, found], ids[:, found]

    def rows(self, ids: NDArray[np.int64]) -> Vectors:
        """The stored vectors of these ids."""
        result: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(ids, dtype=np.int64))
        return result

    def _parameters(self, removed: Sequence[int] | NDArray[np.int64], k: int) -> Any:
        selector: Any = None
        if len(removed):
            selector = faiss.IDSelectorNot(faiss.IDSelectorBatch(np.asarray(removed, dtype=np.int64)))
        if self.kind == "hnsw":
            return _swig.SearchParametersHNSW(sel=selector, efSearch=max(_SEARCH_EFFORT, 2 * k))
        return _swig.SearchParameters(sel=selector) if selector is not None else None
