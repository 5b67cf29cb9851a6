"""Business hours: several slots, nights, holidays, time zones and the hours that clocks skip."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.timing.calendar import BusinessCalendar, Slot


def slot(start: int, end: int) -> Slot:
    return Slot(start=time(start), end=time(end))


OFFICE = BusinessCalendar(zone="Europe/Warsaw", week={day: (slot(9, 12), slot(13, 17)) for day in range(5)})
NIGHTS = BusinessCalendar(zone="Asia/Tehran", week=dict.fromkeys(range(7), (slot(22, 6),)))


def warsaw(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    """A moment of March 2026, winter time: one hour ahead of UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


def test_open_inside_a_slot_and_closed_at_lunch() -> None:
    """The end of a slot is closed, its start open."""
    assert [OFFICE.is_open(warsaw(2, hour)) for hour in (8, 9, 11, 12, 13, 16, 17)] == [
        False,
        True,
        True,
        False,
        True,
        True,
        False,
    ]


def test_the_next_opening_is_now_after_lunch_or_on_monday() -> None:
    """Friday evening waits for Monday."""
    assert OFFICE.next_opening(warsaw(2, 10)) == warsaw(2, 10)
    assert OFFICE.next_opening(warsaw(2, 12, 30)) == warsaw(2, 13)
    assert OFFICE.next_opening(warsaw(6, 17)) == warsaw(9, 9)


def test_business_time_jumps_over_lunch_nights_and_weekends() -> None:
    """Eight hours from Friday 16:00 end on Monday at 17:00."""
    assert OFFICE.add(warsaw(2, 11, 30), timedelta(hours=1)) == warsaw(2, 13, 30)
    assert OFFICE.add(warsaw(6, 16), timedelta(hours=8)) == warsaw(9, 17)
    assert OFFICE.between(warsaw(6, 16), warsaw(9, 10)) == timedelta(hours=2)


def test_a_slot_over_midnight_belongs_to_the_day_it_began() -> None:
    """Open at one in the morning, and one stretch, not two."""
    one = datetime(2026, 3, 3, 21, 30, tzinfo=UTC)  # 01:00 in Tehran
    assert NIGHTS.is_open(one)
    begin, end = next(NIGHTS.openings(one))
    assert end - begin == timedelta(hours=8)


def test_a_holiday_is_closed_and_a_long_day_is_long() -> None:
    """Exceptions replace the slots of their day."""
    calendar = BusinessCalendar(
        zone="Europe/Warsaw",
        week=OFFICE.week,
        exceptions={date(2026, 3, 3): (), date(2026, 3, 7): (slot(10, 14),)},
    )
    assert not calendar.is_open(warsaw(3, 10))
    assert calendar.is_open(warsaw(7, 11))
    assert calendar.add(warsaw(2, 16), timedelta(hours=2)) == warsaw(4, 10)


def test_the_night_when_clocks_go_forward_is_an_hour_shorter() -> None:
    """From 22:00 to 06:00 on the night of 29 March 2026, Warsaw has seven hours."""
    nights = BusinessCalendar(zone="Europe/Warsaw", week={5: (slot(22, 6),)})
    begin, end = next(nights.openings(warsaw(28, 12)))
    assert end - begin == timedelta(hours=7)


def test_always_and_never() -> None:
    """Day and night without a seam; and a calendar that never opens says so."""
    at = warsaw(4, 3)
    always = BusinessCalendar.always()
    assert always.add(at, timedelta(days=30)) == at + timedelta(days=30)
    assert always.between(at, at + timedelta(days=9)) == timedelta(days=9)
    never = BusinessCalendar()
    assert never.next_opening(at) is None
    assert never.add(at, timedelta(minutes=1)) is None
    assert never.between(at, at + timedelta(days=9)) == timedelta()


moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1), timezones=st.just(UTC))
spans = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=20))


@given(at=moments, span=spans)
def test_adding_and_counting_agree(at: datetime, span: timedelta) -> None:
    """So much business time lies between a moment and the moment after so much of it."""
    for calendar in (OFFICE, NIGHTS, BusinessCalendar.always()):
        end = calendar.add(at, span)
        assert end is not None
        assert calendar.between(at, end) == span


@given(at=moments, spans=st.lists(spans, min_size=2, max_size=4))
def test_time_only_goes_forward(at: datetime, spans: list[timedelta]) -> None:
    """More business time is never over earlier."""
    ends = [OFFICE.add(at, span) for span in sorted(spans)]
    assert all(a is not None and b is not None and a <= b for a, b in pairwise(ends))
