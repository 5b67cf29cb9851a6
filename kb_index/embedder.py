"""Texts to vectors: any sentence-transformers model, the packaged all-MiniLM-L6-v2 by default."""

import asyncio
import logging
import os
import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kb_index import openvino_backend
from kb_index.errors import ModelProblem
from kb_index.models import DEFAULT_MODEL, ModelFolder, find_model

Vectors = NDArray[np.float32]
BATCH = 16
_WORD = re.compile(r"\w+")
_log = logging.getLogger(__name__)


class TextEmbedder(Protocol):
    """What the bot needs of an embedder: (n, dim) float32 rows of length one."""

    async def embed(self, texts: Sequence[str]) -> Vectors: ...


class Model(Protocol):
    """What a backend gives: raw vectors of a batch, and how the tokenizer cuts a text."""

    backend: str

    def run(self, texts: Sequence[str]) -> Vectors: ...

    def pieces(self, text: str) -> int: ...


class Embedder(Protocol):
    """What the index needs of an embedder, besides vectors: its identity and how well it knows a language."""

    @property
    def key(self) -> str: ...

    @property
    def backend(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors: ...

    def fertility(self, text: str) -> float: ...


class SentenceEmbedder:
    """A loaded model: vectors of length one, in batches of similar length."""

    def __init__(self, folder: ModelFolder, model: Model) -> None:
        self.name = folder.name
        self.key = folder.key
        self._model = model
        self.backend = model.backend
        self.dimension = int(self.encode(["probe"]).shape[1])

    def encode(self, texts: Sequence[str], on_batch: Callable[[int], None] | None = None) -> Vectors:
        """One row a text; `on_batch` hears how many more are done."""
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        rows: list[Vectors] = []
        for start in range(0, len(order), BATCH):
            batch = [texts[n] or " " for n in order[start : start + BATCH]]
            rows.append(self._model.run(batch))
            if on_batch is not None:
                on_batch(len(batch))
        if not rows:
            return np.empty((0, self.dimension), dtype=np.float32)
        stacked = np.concatenate(rows)
        lengths = np.linalg.norm(stacked, axis=1, keepdims=True)
        result: Vectors = np.empty_like(stacked)
        result[order] = stacked / np.maximum(lengths, 1e-12)
        return result

    def fertility(self, text: str) -> float:
        """Word pieces a word: near 1 in a language the model was made for, 4 and more where it spells."""
        words = len(_WORD.findall(text[:2000]))
        return self._model.pieces(text[:2000]) / words if words else 1.0


def load_embedder(
    name_or_path: str = DEFAULT_MODEL,
    *,
    backend: str = "auto",
    cache_dir: Path | None = None,
    threads: int = 0,
) -> SentenceEmbedder:
    """The model of the settings; `auto` takes OpenVINO where it knows the model, else torch."""
    folder = find_model(name_or_path)
    threads = threads or min(4, os.cpu_count() or 1)
    cache = cache_dir or Path.home() / ".cache" / "baton"
    if backend not in ("auto", "openvino", "torch"):
        raise ModelProblem(f"there is no embedding backend {backend!r}; use auto, openvino or torch")
    if backend == "openvino" and not openvino_backend.fits(folder):
        raise ModelProblem(f"the OpenVINO backend does not know the shape of {folder.name}; use torch")
    if backend != "torch" and openvino_backend.fits(folder):
        try:
            return SentenceEmbedder(folder, openvino_backend.load(folder, cache, threads))
        except (ImportError, RuntimeError, ModelProblem) as error:
            if backend == "openvino":
                raise ModelProblem(f"OpenVINO cannot run {folder.name}: {_brief(error)}") from error
            _log.warning("OpenVINO cannot run %s, torch does: %s", folder.name, _brief(error))
    # torch takes seconds to import and OpenVINO does without it.
    from kb_index.torch_backend import TorchModel

    return SentenceEmbedder(folder, TorchModel(folder, threads))


def _brief(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


class CachedEmbedder:
    """One model for the whole process: questions are embedded once, off the event loop."""

    def __init__(
        self,
        embedder: Embedder,
        *,
        size: int = 4096,
        on_embedded: Callable[[str, int], None] = lambda kind, count: None,
    ) -> None:
        self.embedder = embedder
        self.calls = 0
        self.texts_embedded = 0
        self._on_embedded = on_embedded
        self._size = size
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._waiting: dict[str, asyncio.Future[Vectors]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embed")

    @property
    def key(self) -> str:
        """Identity of the model; empty before it is loaded."""
        return self.embedder.key

    def fertility(self, text: str) -> float:
        """Word pieces a word, from the model's tokenizer."""
        return self.embedder.fertility(text)

    async def embed(self, texts: Sequence[str], *, kind: str = "message") -> Vectors:
        """One row a text, from memory where the text was seen before; `kind` is for the count alone."""
        loop = asyncio.get_running_loop()
        rows: dict[str, Vectors] = {}
        coming: dict[str, asyncio.Future[Vectors]] = {}
        missing: list[str] = []
        for text in dict.fromkeys(texts):
            if text in self._kept:
                self._kept.move_to_end(text)
                rows[text] = self._kept[text]
                continue
            if text not in self._waiting:
                self._waiting[text] = loop.create_future()
                missing.append(text)
            coming[text] = self._waiting[text]
        if missing:
            task = loop.create_task(self._fill(missing, kind))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        for text, future in coming.items():
            rows[text] = await asyncio.shield(future)
        if not texts:
            return np.empty((0, self.embedder.dimension), dtype=np.float32)
        return np.stack([rows[text] for text in texts])

    async def _fill(self, missing: list[str], kind: str) -> None:
        """Embed texts and tell everybody who waits for one of them, also of a failure."""
        loop = asyncio.get_running_loop()
        try:
            rows = await loop.run_in_executor(self._thread, self.embedder.encode, missing)
        except BaseException as error:
            for text in missing:
                future = self._waiting.pop(text)
                future.set_exception(error)
                future.exception()
            if not isinstance(error, Exception):
                raise
            return
        self.calls += 1
        self.texts_embedded += len(missing)
        self._on_embedded(kind, len(missing))
        for text, row in zip(missing, rows, strict=True):
            self._kept[text] = row
            self._waiting.pop(text).set_result(row)
        while len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=True, cancel_futures=True)
