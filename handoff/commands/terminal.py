"""What the commands share: the console, plain lines for mistakes, settings, and a database that is ready."""

import logging
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.logging import RichHandler

from handoff.config import Settings, SettingsError, load_settings

console = Console(stderr=True, highlight=False)

data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Everything one instance keeps."
)


class Mistake(click.ClickException):
    """Something the person at the terminal can put right; told in one plain line."""

    exit_code = 2


def settings_of(**overrides: Any) -> Settings:
    """The settings, or one plain line and exit 2."""
    try:
        return load_settings(overrides)
    except SettingsError as error:
        raise Mistake(str(error)) from None


async def migrated(settings: Settings) -> None:
    """Apply what is missing in the database; one plain line when it cannot be reached."""
    from handoff.storage import migrate
    from handoff.storage.engine.database import DatabaseUnusable, saying_why

    url = settings.resolved_database_url()
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mistake(f"the data folder {settings.data_dir} cannot be made: {error.strerror}") from None
    try:
        with saying_why(url):
            if await migrate.pending(url):
                await migrate.upgrade(url)
    except DatabaseUnusable as error:
        raise Mistake(f"the database {error}") from None


def step(words: str) -> None:
    """Say what is done now."""
    console.print(f"[bold]▸ {words}[/]")


def log_to_terminal(settings: Settings) -> None:
    """Log in the terminal's colours; what only chatters is kept to warnings."""
    from handoff.commands.logs import OneLineForWhatIsAway  # heavy: database drivers

    shown = RichHandler(console=console, show_path=False)
    shown.addFilter(OneLineForWhatIsAway())
    logging.basicConfig(level=settings.log_level, format="%(name)s: %(message)s", handlers=[shown])
    for noisy in (
        "sanic.root",
        "uvicorn.error",
        "rasa_sdk",
        "httpx",
        "httpcore",
        "alembic",
        "sentence_transformers",
        "uvicorn.access",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)
