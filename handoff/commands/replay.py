"""`baton bot replay`: what other limits, or another risk, would have done to the logged decisions."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from bot.replay import BadLimit, Logged, Report, read_changes, replay
from handoff.config import Settings
from handoff.desk.bot.decisions import all_decisions
from handoff.domain.bot.decision import Decision
from handoff.storage.engine.database import DatabaseUnusable, open_engine, saying_why
from handoff.storage.migrate import pending
from handoff.storage.store import SqlStore
from kb_index.judgement import decide

SHOWN = 20


class Mistake(click.ClickException):
    """Something the person at the terminal can put right; told in one plain line."""

    exit_code = 2


@click.command("replay")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]), help="From when on (UTC).")
@click.option(
    "--limits", "limits", multiple=True, metavar="NAME=VALUE", help="A limit to change; repeatable."
)
@click.option("--risk", type=click.FloatRange(0, 1, min_open=True, max_open=True), help="Another risk.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def replay_command(
    settings: Settings, since: datetime | None, limits: tuple[str, ...], risk: float | None, as_json: bool
) -> None:
    """Make the bot's logged decisions again, with other limits or another risk, and show what changes."""
    try:
        changes = read_changes(part for given in limits for part in given.split(",") if part)
        rows = asyncio.run(_rows(settings, since))
    except (BadLimit, DatabaseUnusable) as error:
        raise Mistake(str(error)) from error
    answer = partial(_decided, risk=risk) if risk is not None else None
    report = replay(rows, changes=changes, answer=answer)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _show(report)


def _decided(probability: float, risk: float) -> str:
    return decide(probability, risk).value


async def _rows(settings: Settings, since: datetime | None) -> list[Logged]:
    url = settings.resolved_database_url()
    with saying_why(url):
        if await pending(url):
            raise Mistake("there is no database of this version yet: start `baton run` once")
        engine = open_engine(url)
        try:
            logged = all_decisions(SqlStore(engine), since=since.replace(tzinfo=UTC) if since else None)
            return [_logged(decision) async for decision in logged if decision.stored]
        finally:
            await engine.dispose()


def _logged(decision: Decision) -> Logged:
    decided = decision.decided
    return Logged(
        conversation_id=decision.conversation_id,
        kind=decided.kind.value,
        seq=decided.seq,
        outcome=decided.outcome,
        reason=decided.reason.value if decided.reason else None,
        signals=decided.signals,
        limits=decided.limits,
        probability=decided.probability,
    )


def _show(report: Report) -> None:
    console = Console(highlight=False)
    found = report.as_json()
    console.print(
        f"{found['n']} decisions in {found['conversations']} conversations; {found['changed']} would change."
    )
    handed = found["handed_over"]
    console.print(
        f"Handed over: {handed['then']} then, {handed['now']} now; "
        f"{found['earlier']} earlier, {found['later']} later, {found['other_reason']} for another reason."
    )
    for change, count in sorted(found["answers"].items()):
        console.print(f"  {change}: {count}")
    if found["which"]:
        console.print(_table(found["which"][:SHOWN]))
    if len(found["which"]) > SHOWN:
        console.print(f"and {len(found['which']) - SHOWN} more; --json lists them all.")


def _table(which: list[dict[str, Any]]) -> Table:
    table = Table("conversation", "then", "now", box=None)
    for one in which:
        table.add_row(one["conversation_id"], _moment(one["then"]), _moment(one["now"]))
    return table


def _moment(moment: Mapping[str, Any] | None) -> str:
    return "stays with the bot" if moment is None else f"message {moment['seq']}: {moment['reason']}"
