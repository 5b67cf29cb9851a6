"""A second look at the best hits by a cross-encoder, where the settings name one."""

import logging
import threading
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from kb_index.errors import ModelProblem
from kb_index.lexical import Floats
from kb_index.models import downloaded, read_json

TOP = 10
_MOST_CHARS = 4000
_log = logging.getLogger(__name__)


class Reranker(Protocol):
    """What ranking needs: how well each text answers the question, or None where it cannot tell."""

    def scores(self, question: str, texts: Sequence[str]) -> Floats | None: ...


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder: it reads question and text together, slowly and well."""

    def __init__(self, folder: Path, threads: int) -> None:
        # torch takes seconds to import, and only a named cross-encoder needs it here.
        import torch
        from sentence_transformers import CrossEncoder

        torch.set_num_threads(threads)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._model: Any = CrossEncoder(str(folder), device="cpu", activation_fn=torch.nn.Identity())
        if self._model.num_labels != 1:
            raise ModelProblem(f"{folder} gives {self._model.num_labels} numbers for a pair; one is needed")

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """One number a text, greater where it answers better."""
        pairs = [(question[:_MOST_CHARS], text[:_MOST_CHARS]) for text in texts]
        found = self._model.predict(pairs, show_progress_bar=False)
        return np.asarray(found, dtype=np.float64)


class LateReranker:
    """Stands in for a cross-encoder until it is loaded; where it cannot be, ranking goes on without it."""

    def __init__(self, load: Callable[[], Reranker]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._loaded: Reranker | None = None
        self._broken = False

    def load(self) -> bool:
        """Load it once, and say whether that went well; blocks, so call it from a thread."""
        with self._lock:
            if self._loaded is None and not self._broken:
                try:
                    self._loaded = self._load()
                except ModelProblem as problem:
                    self._broken = True
                    _log.error("BATON_RERANKER_MODEL: %s; articles are ranked without it", problem)
        return self._loaded is not None

    def scores(self, question: str, texts: Sequence[str]) -> Floats | None:
        """The model's numbers; None before it is loaded and after it failed."""
        if self._loaded is None:
            return None
        try:
            return self._loaded.scores(question, texts)
        except (RuntimeError, ValueError) as error:
            _log.warning("the cross-encoder failed on a question: %s", error)
            return None


def load_reranker(name_or_path: str, *, threads: int = 1) -> CrossEncoderReranker:
    """The cross-encoder of a folder or a name, or ModelProblem in one line."""
    path = Path(name_or_path).expanduser()
    if not path.is_dir():
        if name_or_path.startswith(("/", ".", "~")):
            raise ModelProblem(f"{path} is no folder on this machine")
        path = downloaded(name_or_path, "cross-encoder")
    if not read_json(path / "config.json"):
        raise ModelProblem(f"{path} holds no cross-encoder (config.json and weights)")
    try:
        return CrossEncoderReranker(path, threads)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise ModelProblem(f"{path} cannot be used as a cross-encoder: {reason}") from error


def reordered(score: Floats, order: np.ndarray[Any, np.dtype[np.int64]], told: Floats) -> Floats:
    """The same scores, dealt anew among the best so that they stand as the cross-encoder said."""
    best = order[: len(told)]
    dealt = score.copy()
    dealt[best[np.argsort(-told, kind="stable")]] = score[best]
    return dealt
