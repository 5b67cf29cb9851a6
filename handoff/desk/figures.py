"""The reports of the desk, for those who lead: each is one read of what was kept."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.domain.errors import Forbidden, NotFound
from handoff.domain.figures import report as lines_of
from handoff.domain.figures.line import Line
from handoff.domain.figures.report import Report
from handoff.domain.figures.scope import Days, Grain, Scope, TeamScope
from handoff.domain.figures.tally import Dim, Measure, Pick
from handoff.domain.kept_event import FIRST, EventKind, slot_of
from handoff.domain.people import Actor
from handoff.domain.sla import Terms
from handoff.domain.verdict import Verdict

BACK_WITHIN = timedelta(days=7)
USUAL_DAYS = 28
MOST_ARTICLES = 20
DROPPED_AT_ONCE = 500

BEGUN = Pick(kinds=(EventKind.BEGUN,))
BACK = Pick(kinds=(EventKind.REOPENED,))
SAID = Pick(kinds=(EventKind.MESSAGE,))
ANSWERED = Pick(kinds=(EventKind.FIRST_RESPONSE,))
TAKEN = Pick(kinds=(EventKind.ASSIGNED,), words=(FIRST,), owners=("queue",))
SOLVED = Pick(kinds=(EventKind.RESOLVED,), owners=("agent",))
CLOCKS = Pick(kinds=(EventKind.CLOCK,))
QUEUED = Pick(kinds=(EventKind.QUEUED,))
LEFT = Pick(kinds=(EventKind.LEFT,))
# The first time that a conversation which the bot had needs a person, by handoff or because one took it.
PASSED_ON = Pick(kinds=(EventKind.QUEUED, EventKind.ASSIGNED), owners=("bot",), people=False)

SINCE_FIRST_WORD = "since_first_word"
BUSINESS = "business"
MEASURES = MappingProxyType(
    {
        "": Measure.SECONDS,
        f"_{SINCE_FIRST_WORD}": Measure.FIRST_WORD_SECONDS,
        f"_{BUSINESS}": Measure.BUSINESS_SECONDS,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which report, of which days, grouped how, of which team and language."""

    report: Report
    first: date | None = None
    last: date | None = None
    grain: Grain = Grain.DAY
    lang: str | None = None
    team_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report: its lines, what its buckets are called, and what they cover."""

    asked: Asked
    days: Days
    lines: tuple[Line, ...]
    buckets: Mapping[int, str]
    agents: Mapping[str, str]
    made_at: datetime


async def read_report(desk: Desk, *, actor: Actor, asked: Asked) -> Told:
    """Make a report from one consistent state."""
    if not actor.leads:
        raise Forbidden("Only supervisors and admins may do this.")
    at, zone = desk.clock(), desk.policy_now.terms.calendar.zone
    days = _days(asked, at, zone)
    grain = Grain.WHOLE if asked.report is Report.SUMMARY else asked.grain
    days.check(grain)
    async with desk.store.reading() as tx:
        agents = await tx.people.agents()
        team = await _team(tx, asked.team_id, {one.id: one.teams for one in agents})
        scope = days.scope(grain, lang=asked.lang, team=team)
        lines = [line async for line in _lines(tx, scope, asked.report, at, desk.policy_now.terms)]
    return Told(
        asked=asked,
        days=days,
        lines=tuple(lines),
        buckets=days.buckets(grain),
        agents={one.id: one.name for one in agents},
        made_at=at,
    )


async def forget_events(desk: Desk, *, older_than: timedelta) -> int:
    """Drop what is older, in steps that hold nobody up; returns how many events."""
    before, dropped = desk.clock() - older_than, 0
    async with desk.store.transaction() as tx:
        await tx.people.drop_availabilities(before)
    while True:
        async with desk.store.transaction() as tx:
            some = await tx.events.drop(before, DROPPED_AT_ONCE)
        dropped += some
        if some < DROPPED_AT_ONCE:
            return dropped


def _days(asked: Asked, at: datetime, zone: str) -> Days:
    last = asked.last or at.astimezone(ZoneInfo(zone)).date()
    first = asked.first or last - timedelta(days=USUAL_DAYS - 1)
    return Days(first=first, last=last, zone=zone)


async def _team(
    tx: Transaction, team_id: str | None, teams: Mapping[str, tuple[str, ...]]
) -> TeamScope | None:
    if team_id is None:
        return None
    if all(team.id != team_id for team in await tx.people.teams()):
        raise NotFound("There is no such team.")
    return TeamScope(id=team_id, members=tuple(id_ for id_, of in teams.items() if team_id in of))


async def _lines(
    tx: Transaction, scope: Scope, report: Report, at: datetime, terms: Terms
) -> AsyncIterator[Line]:
    wanted = tuple(MAKERS) if report is Report.SUMMARY else (report,)
    for one in wanted:
        for line in await MAKERS[one](tx, scope, at):
            if report is not Report.SUMMARY or line.bucket is None:
                yield line
    if Report.TIMES in wanted:
        for line in lines_of.targets(terms.targets):
            yield line


async def _volume(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    begun = await tx.figures.counts(BEGUN, scope, (Dim.BUCKET, Dim.CHANNEL))
    hours = await tx.figures.counts(BEGUN, scope, (Dim.WEEKDAY, Dim.HOUR))
    back = await tx.figures.counts(BACK, scope, (Dim.BUCKET, Dim.CHANNEL))
    said = await tx.figures.counts(SAID, scope, (Dim.BUCKET, Dim.WORD))
    return [
        *lines_of.counted("conversations", begun),
        *lines_of.counted("came_back", back),
        *lines_of.counted("messages", said),
        *lines_of.by_hour_of_the_week(hours),
    ]


async def _times(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    lines: list[Line] = []
    by_bucket = scope.grid.grain is not Grain.WHOLE
    for figure, pick in (("first_response", ANSWERED), ("wait", TAKEN), ("resolution", SOLVED)):
        spreads = await tx.figures.spreads(pick, scope, by_bucket=by_bucket)
        for suffix, measure in MEASURES.items():
            lines += lines_of.timed(figure + suffix, [one for one in spreads if one.key[0] == measure.value])
    clocks = await tx.figures.counts(CLOCKS, scope, (Dim.BUCKET, Dim.ABOUT, Dim.WORD))
    return [*lines, *lines_of.shares("sla_met", clocks, ("met",), ("met", "breached"))]


async def _handoffs(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    queued = await tx.figures.counts(QUEUED, scope, (Dim.BUCKET, Dim.WORD))
    left = await tx.figures.counts(LEFT, scope, (Dim.BUCKET, Dim.WORD))
    answered = await tx.figures.counts(ANSWERED, scope, (Dim.BUCKET,))
    articles = await tx.figures.articles(scope)
    return [
        *lines_of.counted("handoffs", queued),
        *lines_of.abandonment(left, answered),
        *lines_of.articles(articles, MOST_ARTICLES),
    ]


async def _outcomes(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    within = round(BACK_WITHIN.total_seconds())
    ends = await tx.figures.ends(scope, within=within, mature_before=slot_of(at - BACK_WITHIN))
    passed_on = await tx.figures.counts(PASSED_ON, scope, (Dim.BUCKET,))
    return list(lines_of.outcomes(ends, passed_on))


async def _satisfaction(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    return list(lines_of.satisfaction(await tx.figures.ratings(scope)))


async def _answers(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    said = await tx.figures.counts(Pick(kinds=(EventKind.ANSWER,)), scope, (Dim.BUCKET, Dim.WORD))
    verdicts = await tx.figures.latest(EventKind.VERDICT, scope, (Dim.BUCKET, Dim.WORD))
    thumbs = await tx.figures.latest(EventKind.FEEDBACK, scope, (Dim.BUCKET, Dim.SCORE))
    return [
        *lines_of.counted("answers", said),
        *lines_of.precision(verdicts, thumbs, right=Verdict.RIGHT, wrong=Verdict.WRONG),
    ]


Maker = Callable[[Transaction, Scope, datetime], Awaitable[list[Line]]]

MAKERS: Mapping[Report, Maker] = MappingProxyType(
    {
        Report.VOLUME: _volume,
        Report.TIMES: _times,
        Report.HANDOFFS: _handoffs,
        Report.OUTCOMES: _outcomes,
        Report.SATISFACTION: _satisfaction,
        Report.ANSWERS: _answers,
    }
)
