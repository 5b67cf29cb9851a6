"""An embedder that loads its model when it is first needed, so that nobody waits for it at the start."""

import threading
from collections.abc import Callable, Sequence

from kb_index.embedder import Embedder, Vectors


class LateEmbedder:
    """Stands in for a model until it is loaded; identity and dimension are empty before."""

    def __init__(self, load: Callable[[], Embedder]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._loaded: Embedder | None = None

    def load(self) -> Embedder:
        """The model, loaded once; blocks, so call it from a thread."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    @property
    def key(self) -> str:
        """Identity of the loaded model."""
        return self._loaded.key if self._loaded else ""

    @property
    def backend(self) -> str:
        """What runs the loaded model."""
        return self._loaded.backend if self._loaded else ""

    @property
    def dimension(self) -> int:
        """Length of a vector of the loaded model."""
        return self._loaded.dimension if self._loaded else 0

    def encode(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row a text; waits for the model."""
        return self.load().encode(texts, on_batch)

    def fertility(self, text: str) -> float:
        """Word pieces a word; waits for the model."""
        return self.load().fertility(text)
