"""`baton train`: the bot's Rasa model where its files changed, and the judge on the desk's own feedback."""

import asyncio
import json
from pathlib import Path
from typing import Any

import click

from handoff.commands.terminal import Mistake, console, data_dir_option, migrated, settings_of, step
from handoff.config import Settings

ROOT = Path(__file__).parent.parent.parent


@click.command()
@data_dir_option
@click.option("--force", is_flag=True, help="Train the bot even if nothing changed.")
@click.option("--only", type=click.Choice(["bot", "judge"]), help="Leave the other one as it is.")
@click.option("--forget", is_flag=True, help="Go back to the judge that ships.")
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def train(
    obj: dict[str, Any],
    data_dir: Path | None,
    force: bool,
    only: str | None,
    forget: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Train the bot's Rasa model where its files changed, and refit the judge on the desk's own feedback."""
    settings = settings_of(data_dir=data_dir or obj["data_dir"])
    told: dict[str, object] = {}
    if forget:
        told["forgot"] = _forget_judge(settings, dry_run=dry_run, quiet=as_json)
    else:
        if only != "judge":
            told["bot"] = train_bot(settings, again=force, dry_run=dry_run, quiet=as_json)
        if only != "bot":
            told["judge"] = _train_judge(settings, dry_run=dry_run, quiet=as_json)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))


def train_bot(settings: Settings, *, again: bool, dry_run: bool = False, quiet: bool = False) -> str:
    """Train the Rasa model if it is needed; `current`, `needed` or `trained`."""
    from bot import training
    from bot.training_vectors import embedding_of
    from handoff.processes.embedding import load_model  # heavy: the embedding model
    from kb_index.errors import ModelProblem

    model = training.model_path(settings.data_dir)
    try:
        embedding = embedding_of(settings.embedding_model, lambda: load_model(settings))
    except ModelProblem as error:
        raise Mistake(str(error)) from None
    if not again and training.is_current(ROOT, model, embedding.key):
        return "current"
    if dry_run:
        return "needed"
    if not quiet:
        step("Training the bot (about a minute; only when its files changed)")
    try:
        with console.status("rasa train") as status:
            training.train(ROOT, model, embedding, lambda line: status.update(f"rasa train: {line[:100]}"))
    except training.TrainingFailed as error:
        raise Mistake(str(error)) from None
    return "trained"


def _train_judge(settings: Settings, *, dry_run: bool, quiet: bool) -> dict[str, object]:
    from handoff.commands import learning  # heavy: database drivers
    from kb_index.errors import KnowledgeError

    asyncio.run(migrated(settings))
    if not quiet:
        step("Refitting the judge on the desk's own feedback")
    try:
        trained = learning.train(settings, dry_run=dry_run)
    except KnowledgeError as error:
        raise Mistake(str(error)) from None
    if not quiet:
        learning.show_training(trained, dry_run=dry_run, console=console)
    return trained.as_json()


def _forget_judge(settings: Settings, *, dry_run: bool, quiet: bool) -> int | None:
    from handoff.commands import learning  # heavy: database drivers

    asyncio.run(migrated(settings))
    forgot = learning.forget(settings, dry_run=dry_run)
    if not quiet:
        known = "The shipped judge is in force anyway."
        console.print(
            known if forgot is None else f"Judge {forgot} is given up; the shipped one is in force."
        )
    return forgot
