"""Trains the Rasa model in the bot's own environment, once until the bot's files change."""

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.child_environment import child_environment
from bot.training_vectors import Embedding, KeptVectors, serving

# Everything the model is made from; words and patterns that only the app reads are not in it.
SOURCES = (
    "config.yml",
    "bot/pyproject.toml",
    "bot/components",
    "bot/domain",
    "bot/data/nlu",
    "bot/data/rules",
)
SUFFIXES = frozenset({".yml", ".toml", ".py"})
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FAULT = re.compile(r"could not be loaded|Exception: |Error: |rasa train: error")


_RASA_TRAIN = [
    *("-W", "ignore", "-m", "rasa", "train", "--skip-validation", "--fixed-model-name", "model"),
    *("--config", "config.yml", "--domain", "bot/domain", "--data", "bot/data/nlu", "bot/data/rules"),
]


class TrainingFailed(Exception):
    """Rasa could not train the model."""


def bot_python(root: Path) -> Path:
    """The interpreter of the bot's environment."""
    return root / "bot" / ".venv" / "bin" / "python"


def model_path(data_dir: Path) -> Path:
    """Where an instance keeps its trained model."""
    return data_dir / "bot" / "model.tar.gz"


def fingerprint(root: Path, embedding_key: str) -> str:
    """A digest of all that the model is made from: the files, and the embedding model by its identity."""
    digest = hashlib.sha256(f"{embedding_key}\0".encode())
    for path in _sources(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_current(root: Path, model: Path, embedding_key: str) -> bool:
    """Whether this model was trained from the files as they are now, with this embedding model."""
    try:
        return model.exists() and _mark(model).read_text().strip() == fingerprint(root, embedding_key)
    except OSError:
        return False


def train(root: Path, out: Path, embedding: Embedding, on_line: Callable[[str], None]) -> Path:
    """Train from the files under `root`, pass on Rasa's lines, move the model to `out` once it is whole."""
    python = bot_python(root)
    if not python.exists():
        raise TrainingFailed("the bot's environment bot/.venv is missing: run `make setup`")
    made_from = fingerprint(root, embedding.key)
    out.parent.mkdir(parents=True, exist_ok=True)
    log_path = out.with_name("train.log")
    vectors = KeptVectors(embedding, out.with_name("vectors.npz"))
    with tempfile.TemporaryDirectory(dir=out.parent, prefix="training-") as folder, serving(vectors) as door:
        command = [str(python), *_RASA_TRAIN, "--out", str(Path(folder).absolute())]
        environment = environment_of(root) | door | {"RASA_CACHE_DIRECTORY": str(_cache(out))}
        reason = _run_rasa(command, root, environment, log_path, on_line)
        made = Path(folder) / "model.tar.gz"
        if reason or not made.exists():
            raise TrainingFailed(f"the bot could not be trained: {reason or 'no model'} (log: {log_path})")
        # The mark goes first and comes back last: a crash between leaves a model that is trained again.
        _mark(out).unlink(missing_ok=True)
        made.replace(out)
        vectors.save()
        _mark(out).write_text(made_from + "\n")
    return out


def _run_rasa(
    command: list[str],
    root: Path,
    environment: dict[str, str],
    log_path: Path,
    on_line: Callable[[str], None],
) -> str:
    """Run `rasa train`; return the reason of a failure, empty when there was none."""
    lines: list[str] = []
    with log_path.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        with process:
            assert process.stdout is not None
            try:
                for line in process.stdout:
                    log.write(line)
                    if plain := _COLOUR.sub("", line).strip():
                        lines.append(plain)
                        on_line(plain)
            except BaseException:
                process.kill()
                raise
    if process.returncode == 0:
        return ""
    return _reason(lines) or f"exit code {process.returncode}"


def _reason(lines: list[str]) -> str:
    """The line that tells most: the first that names a fault, else the last."""
    telling = [line for line in lines if _FAULT.search(line)]
    return (telling or lines[-1:] or [""])[0][-300:]


def environment_of(root: Path) -> dict[str, str]:
    """What a command of the bot's environment needs to know."""
    return {
        **child_environment(os.environ),
        "PYTHONPATH": str(root),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _sources(root: Path) -> Iterator[Path]:
    for name in SOURCES:
        path = root / name
        found = path.rglob("*") if path.is_dir() else iter([path])
        yield from sorted(file for file in found if file.suffix in SUFFIXES and file.is_file())


def _mark(model: Path) -> Path:
    return model.with_name("model.fingerprint")


def _cache(model: Path) -> Path:
    """Where Rasa keeps what a training made of what: a part whose input is the same is not trained again."""
    return model.with_name("rasa-cache").absolute()
