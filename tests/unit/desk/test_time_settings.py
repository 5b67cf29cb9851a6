"""Hours and targets: who may set them, what is refused, and what an iCalendar file brings."""

from datetime import date, time, timedelta

import pytest

from handoff.desk.timing.time_settings import read_hours, read_targets, set_hours, set_targets
from handoff.domain.enums import Priority, Role
from handoff.domain.errors import Conflict, Forbidden, Invalid
from handoff.domain.timing.calendar import Slot
from handoff.domain.timing.hours import Hours
from handoff.domain.timing.sla import USUAL_TARGETS, Targets
from handoff.web.holidays import NoCalendar, read_holidays
from tests.support.desks import World

NIGHT = Slot(start=time(22), end=time(6))
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//ours//ours//EN
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20200101
RRULE:FREQ=YEARLY
SUMMARY:New Year
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20261225
DTEND;VALUE=DATE:20261227
SUMMARY:Christmas
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20260504T090000Z
DTEND:20260504T100000Z
SUMMARY:A meeting
END:VEVENT
END:VCALENDAR
"""


async def test_what_was_set_is_read_back_with_who_and_when() -> None:
    """Before that the desk is always open and promises the usual."""
    world = World()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    start, usual = await read_hours(world.desk, actor=sam), await read_targets(world.desk, actor=sam)
    assert (start.value.always, start.revision, usual.value) == (True, 0, USUAL_TARGETS)
    hours = Hours(
        zone="Asia/Tehran",
        week={5: (NIGHT,)},
        exceptions={date(2026, 3, 20): ()},
        holidays={date(2026, 3, 21): "نوروز"},
    )
    await set_hours(world.desk, actor=sam, hours=hours, revision=0)
    found = await read_hours(world.desk, actor=sam)
    assert (found.value, found.revision, found.by, found.at) == (hours, 1, "Sam", world.clock.now)
    targets = {Priority.HIGH: Targets(next_response=timedelta(minutes=7))}
    assert (await set_targets(world.desk, actor=sam, targets=targets)).value == targets
    assert (await read_targets(world.desk, actor=sam)).value == targets


async def test_only_leaders_and_only_the_faster() -> None:
    """An agent may neither look nor set; the slower of two is told."""
    world = World()
    ana, sam = await world.agent(), await world.agent("Sam", role=Role.SUPERVISOR)
    with pytest.raises(Forbidden):
        await read_hours(world.desk, actor=ana)
    with pytest.raises(Forbidden):
        await set_targets(world.desk, actor=ana, targets={})
    await set_targets(world.desk, actor=sam, targets={}, revision=0)
    with pytest.raises(Conflict):
        await set_targets(world.desk, actor=sam, targets={}, revision=0)


@pytest.mark.parametrize(
    "hours",
    [
        Hours(zone="Mars/Olympus"),
        Hours(zone="../etc/passwd"),
        Hours(week={0: ()}),
        Hours(week={0: (NIGHT,) * 13}),
    ],
)
async def test_hours_that_cannot_be_kept_are_refused(hours: Hours) -> None:
    """No such place, a desk that never opens, a day of slots without end."""
    world = World()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    with pytest.raises(Invalid):
        await set_hours(world.desk, actor=sam, hours=hours)


def test_all_day_events_become_holidays_for_years() -> None:
    """Those that recur every year, those of several days, and no meetings."""
    found = read_holidays(CALENDAR, today=date(2026, 3, 1))
    new_years = [day for day, name in found.items() if name == "New Year"]
    assert new_years == [date(year, 1, 1) for year in range(2026, 2031)]
    assert [day for day, name in found.items() if name == "Christmas"] == [
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]
    assert date(2026, 5, 4) not in found


@pytest.mark.parametrize("content", ["", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR", CALENDAR[:200]])
def test_a_file_without_holidays_is_refused(content: str) -> None:
    """With a word on why."""
    with pytest.raises(NoCalendar):
        read_holidays(content, today=date(2026, 3, 1))
