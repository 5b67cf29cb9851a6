"""How long agents were online and away, told apart by bucket, state and agent."""

from datetime import UTC, date, datetime

import pytest

from handoff.domain.enums import Availability
from handoff.domain.figures.hours import Stretch, hours, state_of, stretches
from handoff.domain.figures.line import Line
from handoff.domain.figures.scope import Days, Grain
from handoff.domain.queueing.away import AvailabilityChange

ONLINE, AWAY, OFFLINE = Availability.ONLINE, Availability.AWAY, Availability.OFFLINE
DAYS = Days(first=date(2026, 3, 28), last=date(2026, 3, 29), zone="Europe/Warsaw")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def change(
    moment: datetime,
    how: Availability,
    reason: str | None = None,
    *,
    agent: str = "ana",
    present: bool = True,
) -> AvailabilityChange:
    return AvailabilityChange(
        id=f"{agent}{moment}", agent_id=agent, at=moment, availability=how, reason=reason, present=present
    )


def told(found: list[Stretch]) -> list[tuple[str, str, float]]:
    """In hours, as they come."""
    return [(one.agent_id, one.state, (one.end - one.begin) / 3600) for one in found]


def values(lines: list[Line], figure: str) -> dict[tuple[int | None, str | None], float | None]:
    return {(line.bucket, line.group): line.value for line in lines if line.figure == figure}


def test_each_stretch_ends_with_the_next_change() -> None:
    """Online, a lunch, online again, gone without a word, back, offline; the last goes on until now."""
    changes = [
        change(at(28, 8), ONLINE),
        change(at(28, 12), AWAY, "lunch"),
        change(at(28, 13), ONLINE),
        change(at(28, 14), ONLINE, present=False),
        change(at(28, 15), ONLINE),
        change(at(28, 16), OFFLINE),
        change(at(28, 9), AWAY, agent="reza"),
    ]
    found = list(stretches([], changes, at(28, 0), at(28, 18)))
    assert told(found) == [
        ("ana", "online", 4),
        ("ana", "away:lunch", 1),
        ("ana", "online", 1),
        ("ana", "online", 1),
        ("reza", "away", 9),
    ]


def test_who_was_online_before_is_so_from_the_first_moment() -> None:
    found = list(stretches([change(at(20, 9), ONLINE)], [], at(28, 0), at(28, 6)))
    assert told(found) == [("ana", "online", 6)]


@pytest.mark.parametrize(
    ("how", "reason", "present", "state"),
    [
        (ONLINE, None, True, "online"),
        (AWAY, None, True, "away"),
        (AWAY, "lunch", True, "away:lunch"),
        (AWAY, "lunch", False, None),
        (OFFLINE, None, True, None),
    ],
)
def test_only_who_is_here_counts(
    how: Availability, reason: str | None, present: bool, state: str | None
) -> None:
    assert state_of(change(at(28, 9), how, reason, present=present)) == state


def test_a_night_is_split_at_the_desks_midnight() -> None:
    """Warsaw's clock moves on at two: the second of these days has 23 hours, and both are in the whole."""
    scope = DAYS.scope(Grain.DAY)
    begin, end = (slot * 900.0 for slot in (scope.since, scope.until))
    night = Stretch(agent_id="ana", state="online", begin=begin, end=end)
    late = Stretch(agent_id="reza", state="online", begin=at(28, 22).timestamp(), end=at(29, 0).timestamp())
    lines = list(hours([night, late], scope))
    first, second = DAYS.buckets(Grain.DAY)
    assert values(lines, "availability") == {
        (None, "online"): 49,
        (first, "online"): 25,
        (second, "online"): 24,
    }
    assert values(lines, "agent_availability") == {
        (None, "agent:ana:online"): 47,
        (None, "agent:reza:online"): 2,
    }
    assert {line.n for line in lines if line.figure == "availability"} == {2}


def test_of_the_whole_range_there_are_no_buckets() -> None:
    scope = DAYS.scope(Grain.WHOLE)
    one = Stretch(agent_id="ana", state="away", begin=at(28, 10).timestamp(), end=at(28, 10, 30).timestamp())
    assert values(list(hours([one], scope)), "availability") == {(None, "away"): 0.5}
