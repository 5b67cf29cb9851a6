"""`baton bot`: how good is the bot, on files of questions and dialogues."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress

from bot import evaluate
from bot.intent_trial import Guess, TrialFailed, guess_intents
from bot.rows import BadFile
from bot.training import model_path
from bot.training_vectors import Embedding, embedding_of
from kb_index.embedder import SentenceEmbedder, load_embedder
from kb_index.errors import KnowledgeError
from kb_index.models import DEFAULT_MODEL

ROOT = Path(__file__).parent.parent
KINDS = ("intents", "emotion", "handoff-requests", "handoff-dialogues")
DEFAULT_LABEL = {"emotion": "anger", "handoff-dialogues": "transferred"}
console = Console(stderr=True, highlight=False)


class Home(Protocol):
    """What these commands need of the settings."""

    @property
    def data_dir(self) -> Path: ...

    @property
    def embedding_model(self) -> str: ...

    @property
    def embedding_backend(self) -> str: ...


SCORES = ["anger", "distress", "negative", "displeased"]


class Mistake(click.ClickException):
    """Something the person at the terminal can put right; told in one plain line."""

    exit_code = 2


@click.group()
def bot() -> None:
    """The bot: how good it is."""


@bot.command("evaluate")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--train", type=click.Path(path_type=Path), help="intents: first train on this file.")
@click.option("--label", help="The yes-or-no column; also column=value, or one of a list column `labels`.")
@click.option("--lang", type=click.Choice(["en", "fa", "pl"]), help="emotion: only the rows of one language.")
@click.option("--score", type=click.Choice(SCORES), help="emotion: which feeling.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def evaluate_command(
    home: Home,
    kind: str,
    file: Path,
    train: Path | None,
    label: str | None,
    lang: str | None,
    score: str | None,
    as_json: bool,
) -> None:
    """Measure the bot on a labelled file (JSONL, CSV or TSV)."""
    if train is not None and kind != "intents":
        raise Mistake("--train goes with intents only")
    for path in (file, train):
        if path is not None and not path.is_file():
            raise Mistake(f"{path}: no such file")
    label = label or DEFAULT_LABEL.get(kind, "")
    try:
        if kind == "intents":
            figures = _intents(home, file, train)
        elif kind == "handoff-requests":
            figures = evaluate.handoff_requests(file, embed=_embedder(home, quiet=as_json))
        elif kind == "emotion":
            embed = _embedder(home, quiet=as_json)
            figures = evaluate.emotion(file, label=label, embed=embed, lang=lang, head=score)
        else:
            figures = evaluate.handoff_dialogues(file, label=label, embed=_embedder(home, quiet=as_json))
    except (BadFile, TrialFailed, KnowledgeError) as error:
        raise Mistake(str(error)) from error
    click.echo(json.dumps(figures, ensure_ascii=False) if as_json else _table(figures))


def _intents(home: Home, file: Path, train: Path | None) -> Mapping[str, Any]:
    rows = evaluate.intent_rows(file)
    examples, model = None, None
    if train is not None:
        examples = evaluate.intent_rows(train)
        if len({intent for _, intent in examples} - {evaluate.OUT_OF_SCOPE}) < 2:
            raise Mistake(f"{train}: needs at least two intents")
    else:
        model = model_path(home.data_dir)
        if not model.exists():
            raise Mistake("the bot is not trained yet: run `baton train`, or give --train FILE")
    texts = [text for text, _ in rows]
    with console.status("Asking the bot's own environment; training takes a minute or more"):
        guesses: Sequence[Guess] = guess_intents(
            ROOT, texts, embedding=_embedding(home), examples=examples, model=model
        )
    return evaluate.intents(rows, guesses)


def _embedder(home: Home, *, quiet: bool) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """Embed with the default model, whose vectors the shipped weights know; others leave the words alone."""
    if home.embedding_model != DEFAULT_MODEL:
        return lambda texts: np.zeros((len(texts), 0), dtype=np.float32)
    embedder = _loaded(home)

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        with Progress(console=console, disable=quiet, transient=True) as progress:
            task = progress.add_task("Reading", total=len(texts))
            return embedder.encode(texts, lambda more: progress.advance(task, more))

    return embed


def _embedding(home: Home) -> Embedding:
    return embedding_of(home.embedding_model, lambda: _loaded(home))


def _loaded(home: Home) -> SentenceEmbedder:
    return load_embedder(
        home.embedding_model, backend=home.embedding_backend, cache_dir=home.data_dir / "models"
    )


def _table(figures: Mapping[str, Any]) -> str:
    width = max(len(name) for name in figures)
    return "\n".join(f"{name:<{width}}  {_shown(value)}" for name, value in figures.items())


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_shown(inner)}" for name, inner in value.items())
    return "-" if value is None else str(value)
