"""What the terminal can ask of the learning desk: `baton train`'s judge and `baton kb replay`."""

import asyncio
import getpass
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from handoff.config import Settings
from handoff.desk.bot.dial import GREATEST_RISK, LEAST_RISK, current_risk
from handoff.desk.bot.judges import latest_judge
from handoff.desk.bot.past import past_questions
from handoff.desk.context import Desk
from handoff.desk.ids import uuid7
from handoff.domain.bot.replay import ENOUGH, Replay, Tally, replay
from handoff.learning.dial import InForce, chosen
from handoff.learning.scoring import rescored
from handoff.learning.training import Trained, forget_judge, train_judge
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from kb_index.judgement import Judge
from kb_index.measured import Measured, measured_at
from kb_index.models import find_model

OUTCOMES = ("answered", "clarify", "no_answer")
WORDS = {"answered": "answered", "clarify": "asked back", "no_answer": "no answer"}


class _Silent:
    """A publisher for work that is done while nobody is connected."""

    async def publish(self, events: object) -> None:
        """Tell nobody."""


@asynccontextmanager
async def _desk(settings: Settings) -> AsyncIterator[Desk]:
    engine = open_engine(settings.resolved_database_url())
    try:
        yield Desk(store=SqlStore(engine), publisher=_Silent(), clock=lambda: datetime.now(UTC), new_id=uuid7)
    finally:
        await engine.dispose()


def train(settings: Settings, *, dry_run: bool) -> Trained:
    """Refit the judge on the desk's own feedback; a running desk takes it up by itself."""

    async def work() -> Trained:
        async with _desk(settings) as desk:
            return await train_judge(
                desk,
                model=find_model(settings.embedding_model).key,
                made_by=_somebody(),
                start_risk=settings.answer_risk,
                dry_run=dry_run,
            )

    return asyncio.run(work())


def forget(settings: Settings, *, dry_run: bool) -> int | None:
    """Bring the shipped judge into force; the version that is given up, or None."""

    async def work() -> int | None:
        async with _desk(settings) as desk:
            newest = await latest_judge(desk)
            if newest is None or newest.content is None:
                return None
            if not dry_run:
                await forget_judge(desk, made_by=_somebody())
            return newest.version

    return asyncio.run(work())


def show_training(trained: Trained, *, dry_run: bool, console: Console) -> None:
    """One plain table, and one sentence on what came of it."""
    report = trained.report
    console.print(_table_of_labels(report))
    if "after" in report:
        console.print(_table_of_figures(report))
    for line in _conclusion(trained, dry_run=dry_run):
        console.print(line)


def _table_of_labels(report: Mapping[str, Any]) -> Table:
    table = Table("labels", "number", title=f"What is known of {report['questions']} questions")
    for source, count in report["by_source"].items():
        table.add_row(f"by {source}", str(count))
    for lang, known in report["by_lang"].items():
        table.add_row(f"in {lang}", str(known["n"] if isinstance(known, Mapping) else known))
    table.add_row("right", str(report["right"]))
    table.add_row("wrong", str(report["labels"] - report["right"]))
    return table


def _table_of_figures(report: Mapping[str, Any]) -> Table:
    table = Table("unseen examples", "shipped", "refitted")
    names = {
        "ece": "calibration error",
        "log_loss": "log loss",
        "answered": f"answered at {report['risk']:.0%}",
    }
    for name, words in names.items():
        table.add_row(words, *(f"{report[side][name]:.3f}" for side in ("before", "after")))
    for lang, known in report["by_lang"].items():
        for name in ("ece", "log_loss"):
            values = (f"{known[side][name]:.3f}" for side in ("before", "after"))
            table.add_row(f"{lang}: {names[name]} ({known['n']})", *values)
    return table


def _conclusion(trained: Trained, *, dry_run: bool) -> list[str]:
    if trained.missing.any:
        wanted = {
            "": trained.missing.labels,
            " right": trained.missing.right,
            " wrong": trained.missing.wrong,
        }
        lines = ", ".join(f"{count} more{what}" for what, count in wanted.items() if count)
        return [f"Too few labels to learn from: it takes {lines}. The judge in force stays."]
    if not trained.refitted:
        return [f"Nothing is changed: {trained.reason}."]
    if dry_run:
        return ["The refitted judge is better; without --dry-run it would be in force now."]
    version = trained.record.version if trained.record else 0
    return [f"Judge {version} is in force; `baton train --forget` goes back to the shipped one."]


async def judge_in_force(settings: Settings) -> InForce:
    """Which judge a desk with these settings uses, for `baton doctor`."""
    async with _desk(settings) as desk:
        record = await latest_judge(desk)
    return chosen(record, model=find_model(settings.embedding_model).key)[1]


@click.command("replay")
@click.option("--risk", type=click.FloatRange(LEAST_RISK, GREATEST_RISK), required=True, help="Risk to try.")
@click.option("--days", type=click.IntRange(1, 365), default=30, show_default=True, help="How far back.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_context
def replay_command(ctx: click.Context, risk: float, days: int, as_json: bool) -> None:
    """Show what another risk would have done with the questions of the last days."""
    prepare: Callable[[], None] = ctx.meta.get("baton.prepare", lambda: None)
    prepare()
    settings: Settings = ctx.obj
    now, found = asyncio.run(_replayed(settings, risk, days))
    if as_json:
        click.echo(json.dumps(_as_json(found, now=now, then=risk, days=days), ensure_ascii=False))
    else:
        _show(found, now=now, then=risk)


async def _replayed(settings: Settings, risk: float, days: int) -> tuple[float, Replay]:
    async with _desk(settings) as desk:
        judge, _ = chosen(await latest_judge(desk), model=find_model(settings.embedding_model).key)
        now = await current_risk(desk, start=settings.answer_risk)
        past = await past_questions(desk, rescore=partial(rescored, judge), days=days)
    return now, replay(past, now=_at(judge, now), then=_at(judge, risk))


def _at(judge: Judge, risk: float) -> Callable[[float], str]:
    return partial(judge.decide, risk=risk)


def _as_json(found: Replay, *, now: float, then: float, days: int) -> dict[str, object]:
    shown: dict[str, object] = {
        "risk_now": now,
        "risk": then,
        "days": days,
        "n": found.n,
        "labelled": found.labelled,
        "enough": found.enough,
        "now": _tally(found.now),
        "then": _tally(found.then),
        "changed": found.changed,
        "examples": [
            {
                "query": one.question.query,
                "title": one.question.title,
                "before": one.before,
                "after": one.after,
            }
            for one in found.examples
        ],
    }
    if not found.enough:
        shown["measured"] = {str(risk): [_measured(one) for one in measured_at(risk)] for risk in (now, then)}
    return shown


def _tally(tally: Tally) -> dict[str, object]:
    seen = tally.observed_wrong
    observed = {"n": seen.n, "wrong": seen.wrong, "low": seen.low, "high": seen.high} if seen else None
    counts: dict[str, object] = {outcome: getattr(tally, outcome) for outcome in OUTCOMES}
    return {**counts, "expected_wrong": tally.expected_wrong, "observed_wrong": observed}


def _measured(one: Measured) -> dict[str, object]:
    shares = {outcome: getattr(one, outcome) for outcome in OUTCOMES}
    return {
        "set": one.set,
        "what": one.what,
        "n": one.n,
        "unanswerable": one.unanswerable,
        **shares,
        "wrong": one.wrong,
    }


def _show(found: Replay, *, now: float, then: float) -> None:
    console = Console(highlight=False)
    table = Table(f"{found.n} questions", f"at {now:.0%} (now)", f"at {then:.0%}")
    for outcome in OUTCOMES:
        counts = (str(getattr(tally, outcome)) for tally in (found.now, found.then))
        table.add_row(WORDS[outcome], *counts)
    table.add_row(
        "wrong among answered, expected", *(_percent(t.expected_wrong) for t in (found.now, found.then))
    )
    table.add_row("wrong among answered, seen", *(_seen(tally) for tally in (found.now, found.then)))
    console.print(table)
    for one in found.examples:
        console.print(f"  {one.question.query}: {WORDS[one.before]} → {WORDS[one.after]}", markup=False)
    if found.enough:
        return
    console.print(
        f"Fewer than {ENOUGH} questions: too few to go by. The shipped judge, as measured elsewhere:"
    )
    for before, after in zip(measured_at(now), measured_at(then), strict=True):
        shares = f"answers {before.answered:.0%} now, {after.answered:.0%} then"
        wrong = f"{_percent(before.wrong)} and {_percent(after.wrong)} of them wrong"
        asked = f"{before.n}, {before.unanswerable} without an answer"
        console.print(f"  {before.what} ({asked}): {shares}; {wrong}")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _seen(tally: Tally) -> str:
    seen = tally.observed_wrong
    return "–" if seen is None else f"{seen.wrong} of {seen.n} ({seen.low:.0%}–{seen.high:.0%})"


def _somebody() -> str:
    """Who sits at the terminal, as far as the system knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "baton train"
