"""Days, weeks and hours by the clock of the desk's zone, also when that clock is moved."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.errors import Invalid
from handoff.domain.figures.scope import Days, Grain
from handoff.domain.history.kept_event import SLOT_SECONDS, slot_of

ZONES = ("UTC", "Europe/Warsaw", "Asia/Tehran", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
WARSAW = "Europe/Warsaw"


@given(
    zone=st.sampled_from(ZONES),
    first=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 60),
    minutes=st.integers(0, 60 * 24 * 60),
)
def test_a_moment_lies_where_the_zones_own_clock_says(
    zone: str, first: date, length: int, minutes: int
) -> None:
    """Day, week, weekday and hour agree with `zoneinfo` for any moment of any range."""
    days = Days(first=first, last=first + timedelta(days=length), zone=zone)
    start = datetime.combine(first, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
    at = start + timedelta(minutes=minutes % ((length + 1) * 23 * 60))
    local, slot = at.astimezone(ZoneInfo(zone)), slot_of(at)
    by_day, by_week = days.scope(Grain.DAY), days.scope(Grain.WEEK)
    assert by_day.since <= slot < by_day.until
    assert days.buckets(Grain.DAY)[by_day.grid.bucket(slot)] == local.date().isoformat()
    monday = local.date() - timedelta(days=local.weekday())
    assert days.buckets(Grain.WEEK)[by_week.grid.bucket(slot)] == monday.isoformat()
    assert (by_day.grid.weekday(slot), by_day.grid.hour(slot)) == (local.weekday(), local.hour)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)]
)
def test_a_day_on_which_the_clock_is_moved_has_the_hours_it_has(day: date, hours: int) -> None:
    """The hour that comes twice is two buckets, the one that is skipped is none."""
    days = Days(first=day, last=day, zone=WARSAW)
    scope = days.scope(Grain.HOUR)
    assert scope.until - scope.since == hours * 4
    assert len(days.buckets(Grain.HOUR)) == hours


def test_hours_begin_when_the_zones_hours_do() -> None:
    """Tehran's full hours are half past by UTC."""
    days = Days(first=date(2026, 5, 1), last=date(2026, 5, 1), zone="Asia/Tehran")
    labels = list(days.buckets(Grain.HOUR).values())
    assert (labels[0], len(labels)) == ("2026-04-30T20:30:00Z", 24)


def test_the_range_before_is_as_long_and_ends_where_this_one_begins() -> None:
    """What a range is compared with."""
    days = Days(first=date(2026, 3, 1), last=date(2026, 3, 7), zone=WARSAW)
    assert (days.before.first, days.before.last) == (date(2026, 2, 22), date(2026, 2, 28))
    assert days.before.scope(Grain.DAY).until == days.scope(Grain.DAY).since


@pytest.mark.parametrize(
    ("first", "last", "grain"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), Grain.DAY),
        (date(2020, 1, 1), date(2026, 1, 1), Grain.WEEK),
        (date(2026, 1, 1), date(2026, 2, 1), Grain.HOUR),
    ],
)
def test_a_range_that_nobody_could_read_is_refused(first: date, last: date, grain: Grain) -> None:
    """Backwards, or with more buckets than a page can show."""
    with pytest.raises(Invalid):
        Days(first=first, last=last, zone="UTC").check(grain)


def test_a_slot_is_a_quarter_of_an_hour() -> None:
    """So that every zone of today begins its days at the border of one."""
    at = datetime(2026, 3, 1, 12, 14, 59, tzinfo=UTC)
    assert slot_of(at) * SLOT_SECONDS == int(at.replace(minute=0, second=0).timestamp())
