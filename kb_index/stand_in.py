"""An embedder without a model, for tests and for trying things out: words hashed to directions."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from kb_index.analysis import terms
from kb_index.embedder import Vectors
from kb_index.lexical import Floats


class HashingEmbedder:
    """Texts that share pieces of words point the same way; the same text always gives the same vector."""

    backend = "hashing"

    def __init__(self, dimension: int = 32, name: str = "hashing") -> None:
        self.dimension = dimension
        self.key = f"{name}-{dimension}/fp32"
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row a text, of length one."""
        self.encoded += texts
        if on_batch is not None:
            on_batch(len(texts))
        rows = np.stack([self._row(text) for text in texts]) if texts else np.empty((0, self.dimension))
        return rows.astype(np.float32)

    def fertility(self, text: str) -> float:
        """As if every language were known."""
        return 1.0

    def _row(self, text: str) -> Floats:
        total: Floats = np.full(self.dimension, 1e-6)
        for term, count in terms(text).items():
            seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:8], "big")
            total += count * np.random.default_rng(seed).standard_normal(self.dimension)
        length = float(np.linalg.norm(total))
        return total / length
