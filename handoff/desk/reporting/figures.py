"""The reports of the desk, for those who lead: each is one read of what was kept."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.reporting.agent_hours import agent_hours
from handoff.desk.reporting.counting import Counting, counting_of
from handoff.desk.reporting.figure_makers import MAKERS
from handoff.domain.errors import NotFound
from handoff.domain.figures import report as lines_of
from handoff.domain.figures.line import Line
from handoff.domain.figures.report import Report
from handoff.domain.figures.scope import Days, Grain, TeamScope
from handoff.domain.identity.people import Actor
from handoff.domain.timing.sla import Terms

USUAL_DAYS = 28
DROPPED_AT_ONCE = 500


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
    actor.must_lead()
    at, zone = desk.clock(), desk.policy_now.terms.calendar.zone
    days = _days(asked, at, zone)
    grain = Grain.WHOLE if asked.report is Report.SUMMARY else asked.grain
    days.check(grain)
    async with desk.store.reading() as tx:
        agents = await tx.people.agents()
        team = await _team(tx, asked.team_id, {one.id: one.teams for one in agents})
        scope = days.scope(grain, lang=asked.lang, team=team)
        count = await counting_of(tx.figures, days, scope, at)
        lines = [line async for line in _lines(count, asked.report, desk.policy_now.terms)]
        if asked.report in (Report.AVAILABILITY, Report.SUMMARY):
            lines += await agent_hours(tx, scope, at)
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


async def _lines(count: Counting, report: Report, terms: Terms) -> AsyncIterator[Line]:
    wanted = tuple(MAKERS) if report is Report.SUMMARY else tuple(one for one in MAKERS if one is report)
    for one in wanted:
        for line in await MAKERS[one](count):
            if report is not Report.SUMMARY or line.bucket is None:
                yield line
    if Report.TIMES in wanted:
        for line in lines_of.targets(terms.targets):
            yield line
