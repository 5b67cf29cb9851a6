"""Texts to vectors: any sentence-transformers model, the packaged all-MiniLM-L6-v2 by default."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class TextEmbedder(Protocol):
    """What the index and the bot need of an embedder: (n, dim) float32 rows of length one."""

    async def embed(self, texts: Sequence[str]) -> Vectors: ...
