"""The command `baton`: thin commands over the parts; a user's mistake is one plain line and exit 2."""

import asyncio
import contextlib
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from handoff.commands.terminal import (
    Mistake,
    console,
    data_dir_option,
    log_to_terminal,
    migrated,
    settings_of,
    step,
)
from handoff.commands.training import train, train_bot
from handoff.config import Settings, SettingsError

ROOT = Path(__file__).parent.parent
ELSEWHERE = {"kb": "kb_index.cli:kb", "bot": "bot.cli:bot"}
# The replays need the desk's own past, of which the bot and the knowledge base know nothing.
JOINING = {
    "bot": ["handoff.commands.replay:replay_command"],
    "kb": ["handoff.commands.learning:replay_command"],
}
ROLES = ("agent", "supervisor", "editor", "admin")


def _named(place: str) -> click.Command:
    module, name = place.split(":")
    command: click.Command = getattr(importlib.import_module(module), name)
    return command


class Commands(click.Group):
    """Our commands, with the groups of other packages imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in ELSEWHERE:
            command = _named(ELSEWHERE[cmd_name])
            if isinstance(command, click.Group):
                for joining in JOINING.get(cmd_name, ()):
                    command.add_command(_named(joining))
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@data_dir_option
@click.version_option(package_name="baton")
@click.pass_context
def cli(ctx: click.Context, data_dir: Path | None) -> None:
    """Baton: a support desk in which a bot and people answer the same conversation."""
    if ctx.invoked_subcommand in ELSEWHERE:
        settings = settings_of(data_dir=data_dir)
        ctx.obj = settings.model_copy(update={"database_url": settings.resolved_database_url()})
        ctx.meta["baton.prepare"] = lambda: asyncio.run(migrated(ctx.obj))
    else:
        ctx.obj = {"data_dir": data_dir}


@cli.command()
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (8000).")
@data_dir_option
@click.option("--demo", is_flag=True, default=None, help="Seed the demo shop and its people; loopback only.")
@click.option(
    "--processes", type=click.IntRange(1, 64), help="App processes (1); more need PostgreSQL and Redis."
)
@click.pass_obj
def run(obj: dict[str, Any], /, **options: Any) -> None:
    """Start the desk: the app, and Rasa beside it."""
    settings = settings_of(**(obj | {key: value for key, value in options.items() if value is not None}))
    from handoff import app  # heavy: the whole product
    from handoff.commands import doctor, offline
    from handoff.health.findings import Verdict
    from handoff.processes import crew, embedding
    from handoff.processes.listener import fast_loop  # heavy: the web server

    log_to_terminal(settings)
    for finding in asyncio.run(doctor.before_start(settings, ROOT)):
        if finding.verdict is Verdict.PROBLEM:
            raise Mistake(f"{finding.name}: {finding.found}. {finding.remedy}")
    settings = settings.with_secrets()
    step("Bringing the database up to date")
    asyncio.run(migrated(settings))
    if settings.demo:
        step("Seeding the demo shop")
        asyncio.run(offline.seed_demo(settings))
    if not embedding.model_cache(settings).exists():
        step("Preparing the embedding model (once)")
        embedding.prepare_embedder(settings)
    if settings.bot_enabled and not settings.bot_url:
        train_bot(settings, again=False)
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=fast_loop()) as runner:
        serve = app.serve if settings.processes == settings.bot_processes == 1 else crew.serve
        runner.run(serve(settings, root=ROOT, announce=_announce))
    console.print("Stopped.")


@cli.command(hidden=True)
@click.pass_obj
def member(obj: dict[str, Any]) -> None:
    """Run one process of `baton run --processes`; everything was prepared by the one that starts it."""
    settings = settings_of(**obj)
    from handoff import app  # heavy: the whole product
    from handoff.processes.listener import fast_loop  # heavy: the web server

    log_to_terminal(settings)
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(app.serve(settings, root=ROOT, announce=lambda url, settings: click.echo("up")))


cli.add_command(train)


@cli.command()
@data_dir_option
@click.pass_obj
def recount(obj: dict[str, Any], data_dir: Path | None) -> None:
    """Count the days of the reports anew from what was kept; the desk may be running."""
    from handoff.commands import offline  # heavy: database drivers

    settings = settings_of(data_dir=data_dir or obj["data_dir"])
    asyncio.run(migrated(settings))
    console.print(f"{asyncio.run(offline.recount_figures(settings))} days were counted.")


@cli.command()
@data_dir_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def doctor(obj: dict[str, Any], data_dir: Path | None, as_json: bool) -> None:
    """Say what is wrong with this machine or configuration, and what to do."""
    from handoff.commands import doctor as examination  # heavy: database drivers

    findings = asyncio.run(examination.report({"data_dir": data_dir or obj["data_dir"]}, ROOT))
    if as_json:
        click.echo(examination.as_json(findings))
    else:
        for line in examination.as_text(findings):
            console.print(line)
    sys.exit(0 if examination.healthy(findings) else 1)


@cli.group()
def agent() -> None:
    """The people who work at this desk."""


@agent.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What this person may do.")
@click.option("--name", help="Name that customers see; the e-mail's first part if left out.")
@click.option(
    "--lang", "langs", multiple=True, type=click.Choice(["en", "fa", "pl"]), help="Language spoken."
)
@click.password_option(help="Asked for when left out.")
@data_dir_option
@click.pass_context
def add_agent(
    ctx: click.Context,
    email: str,
    role: str,
    name: str | None,
    langs: tuple[str, ...],
    password: str,
    data_dir: Path | None,
) -> None:
    """Let a person log in: `baton agent add ana@shop.example --role agent`."""
    obj = ctx.find_root().obj or {}
    settings = settings_of(data_dir=data_dir or obj.get("data_dir"))
    from handoff.commands import offline  # heavy: the whole product
    from handoff.domain.errors import BatonError

    asyncio.run(migrated(settings))
    try:
        asyncio.run(
            offline.add_person(settings, email=email, name=name, role=role, langs=langs, password=password)
        )
    except BatonError as error:
        raise Mistake(str(error)) from None
    console.print(f"[green]✓[/] {email} may log in as {role}.")


def _announce(url: str, settings: Settings) -> None:
    console.print(f"\n[bold green]Baton is up[/] at {url}\n")
    if settings.demo:
        console.print(f"  Demo shop with the widget   [bold]{url}/[/]")
    console.print(f"  Agents' console             [bold]{url}/console[/]")
    console.print(f"  Article editor              [bold]{url}/editor[/]")
    console.print(f"  Supervisors' settings       [bold]{url}/settings[/]")
    if settings.demo:
        console.print(
            "\n  Log in as ana, reza or kasia (agents), sam (supervisor), eli (editor), ada (admin)"
            "\n  @demo.example, password baton-demo"
        )
    console.print("\n  Ctrl-C stops everything.\n")


def main() -> None:
    """Run the command line; every mistake ends in one line on stderr and exit 2."""
    try:
        outcome = cli.main(standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"baton: {error.format_message()}", err=True)
        sys.exit(2)
    except SettingsError as error:
        click.echo(f"baton: {error}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    sys.exit(outcome if isinstance(outcome, int) else 0)


if __name__ == "__main__":
    main()
