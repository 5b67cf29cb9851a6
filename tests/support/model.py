"""The trained bot: made once for all test runs, and anew only when the bot's files change."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import training
from bot.training_vectors import Embedding, embedding_of
from kb_index.embedder import Embedder, load_embedder
from kb_index.models import DEFAULT_MODEL

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".stamps" / "test-model"


def embedding() -> Embedding:
    """The packaged embedding model; its export is kept for all runs."""
    return embedding_of(DEFAULT_MODEL, _loaded)


def _loaded() -> Embedder:
    return load_embedder(cache_dir=KEPT / "models", threads=1)


def trained_model() -> Path:
    """The path of a current model; processes that ask at once train it once."""
    model = training.model_path(KEPT)
    with locked():
        if not training.is_current(ROOT, model, embedding().key):
            training.train(ROOT, model, embedding(), lambda line: None)
    return model


def exported_embedder() -> Path:
    """The folder of the packaged embedding model's export; exporting takes torch and half a minute."""
    with locked():
        load_embedder(cache_dir=KEPT / "models")
    return KEPT / "models"


def give_models(data_dir: Path) -> None:
    """Put what was trained and exported into an instance's data folder, so that its start need not."""
    shutil.copytree(trained_model().parent, data_dir / "bot", dirs_exist_ok=True)
    shutil.copytree(exported_embedder(), data_dir / "models", dirs_exist_ok=True)


@contextmanager
def locked(what: str = "model") -> Iterator[None]:
    """One process at a time makes what others then find."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
