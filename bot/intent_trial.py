"""Has the project's own Rasa pipeline guess intents, in the bot's environment."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.training import bot_python, environment_of
from bot.training_vectors import Embedding, KeptVectors, serving


class TrialFailed(Exception):
    """The bot's environment could not run the pipeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest intent of a text, never the fallback; `decided` may be the fallback."""

    intent: str
    confidence: float
    decided: str = ""


def guess_intents(
    root: Path,
    texts: Sequence[str],
    *,
    embedding: Embedding,
    examples: Sequence[tuple[str, str]] | None,
    model: Path | None,
) -> list[Guess]:
    """Train the pipeline of config.yml on the examples, or load a model, and guess each text's intent."""
    python = bot_python(root)
    if not python.exists():
        raise TrialFailed("the bot's environment bot/.venv is missing: run `make setup`")
    with tempfile.TemporaryDirectory() as name, serving(KeptVectors(embedding)) as door:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        command = [str(python), "-m", "bot.components.try_intents", name]
        command += ["--config", str(root / "config.yml")]
        if examples is not None:
            (folder / "examples.json").write_text(json.dumps(list(examples)), encoding="utf-8")
        else:
            command += ["--model", str(model)]
        environment = environment_of(root) | door | {"RASA_MAX_CACHE_SIZE": "0"}
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        answer = folder / "guesses.json"
        if done.returncode or not answer.exists():
            last = (done.stderr.strip().splitlines() or ["no output"])[-1]
            raise TrialFailed(f"Rasa could not run the pipeline: {last}")
        guesses = json.loads(answer.read_text("utf-8"))
    return [Guess(intent=intent, confidence=sure, decided=decided) for intent, sure, decided in guesses]
