"""The report of when agents were online and away: read from the changes that are kept of each."""

from collections.abc import Collection
from datetime import UTC, datetime

from handoff.desk.ports import Transaction
from handoff.domain.figures.hours import hours, stretches
from handoff.domain.figures.line import Line
from handoff.domain.figures.scope import Scope
from handoff.domain.history.kept_event import SLOT_SECONDS


async def agent_hours(tx: Transaction, scope: Scope, at: datetime) -> list[Line]:
    """Up to now; of a team its members, of whatever language, since an agent is online for all of them."""
    since, until = (datetime.fromtimestamp(slot * SLOT_SECONDS, UTC) for slot in (scope.since, scope.until))
    until = min(until, at)
    if until <= since:
        return []
    before = await tx.people.availabilities_at(since)
    changes = await tx.people.availabilities(since, until)
    members: Collection[str] | None = scope.team.members if scope.team else None
    found = [
        one for one in stretches(before, changes, since, until) if members is None or one.agent_id in members
    ]
    return list(hours(found, scope))
