"""The trained bot: made once for all test runs, and anew only when the bot's files change."""

import fcntl
import shutil
from pathlib import Path

from bot import training

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".stamps" / "test-model"


def trained_model() -> Path:
    """The path of a current model; processes that ask at once train it once."""
    KEPT.mkdir(parents=True, exist_ok=True)
    model = training.model_path(KEPT)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not training.is_current(ROOT, model):
            training.train(ROOT, model, lambda line: None)
    return model


def give_model(data_dir: Path) -> None:
    """Put the trained model into an instance's data folder, so that its start need not train."""
    shutil.copytree(trained_model().parent, data_dir / "bot", dirs_exist_ok=True)
