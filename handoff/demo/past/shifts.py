"""When the demo's agents were at work in its past: by day or in the evening, with a lunch and a break."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handoff.domain.enums import Availability, Role
from handoff.domain.identity.people import AgentRecord
from handoff.domain.queueing.away import AvailabilityChange

# Hours at which a shift begins, and after how many of its minutes what comes next.
BEGINS = (8, 9, 12)
PLAN: tuple[tuple[int, Availability, str | None], ...] = (
    (0, Availability.ONLINE, None),
    (115, Availability.AWAY, "break"),
    (130, Availability.ONLINE, None),
    (230, Availability.AWAY, "lunch"),
    (265, Availability.ONLINE, None),
    (480, Availability.OFFLINE, None),
)
DAYS_A_WEEK = 5


def shifts(
    records: Sequence[AgentRecord], last: date, days: int, zone: ZoneInfo, new_id: Callable[[], str]
) -> Iterator[AvailabilityChange]:
    """Five days a week each, in turn, until the day before `last`; a few minutes off, as people are."""
    of = random.Random(days)
    agents = [record.agent for record in records if record.agent.role is Role.AGENT]
    for ago in range(days, 0, -1):
        day = last - timedelta(days=ago)
        for number, agent in enumerate(agents):
            if (day.toordinal() + 2 * number) % 7 >= DAYS_A_WEEK:
                continue
            begin = datetime.combine(day, time(BEGINS[number % len(BEGINS)]), zone).astimezone(UTC)
            for minutes, availability, reason in PLAN:
                at = begin + timedelta(minutes=minutes + of.randrange(-4, 9))
                yield AvailabilityChange(
                    id=new_id(),
                    agent_id=agent.id,
                    at=at,
                    availability=availability,
                    reason=reason,
                    by_id=agent.id,
                )
