"""The SLA clocks, whatever the hours and whoever keeps whom waiting."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.timing.calendar import BusinessCalendar, Slot
from handoff.domain.timing.sla import ClockState, SlaClock

START = datetime(2026, 3, 27, 9, tzinfo=UTC)

hours = st.builds(
    lambda zone, week: BusinessCalendar(zone=zone, week=week),
    st.sampled_from(["UTC", "Europe/Warsaw", "Asia/Tehran"]),
    st.dictionaries(
        st.integers(0, 6),
        st.lists(
            st.builds(Slot, start=st.times(time(0), time(23)), end=st.times(time(0), time(23))), max_size=3
        ).map(tuple),
        max_size=7,
    ),
).filter(lambda calendar: calendar.next_opening(START) is not None)
targets = st.integers(1, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
steps = st.lists(st.integers(0, 20 * 60).map(lambda minutes: timedelta(minutes=minutes)), max_size=8)


@given(hours, targets, steps)
def test_only_business_time_of_running_pieces_is_used(
    calendar: BusinessCalendar, target: timedelta, waits: list[timedelta]
) -> None:
    """Runs and rests in turn: what is used is the sum of the runs, however long the rests were."""
    clock, at, expected = SlaClock.start(target, START, calendar), START, timedelta()
    for number, wait in enumerate(waits):
        until = at + wait
        if number % 2 == 0:
            expected += calendar.between(at, until)
            clock = clock.pause(until, calendar)
        else:
            clock = clock.resume(until, calendar)
        at = until
    assert expected == clock.pause(at, calendar).used


@given(hours, targets, steps)
def test_the_due_moment_never_moves_backwards(
    calendar: BusinessCalendar, target: timedelta, waits: list[timedelta]
) -> None:
    """A rest only puts it off; while the clock runs it stands still."""
    clock, at = SlaClock.start(target, START, calendar), START
    known = clock.due_at
    for wait in waits:
        rests = clock.pause(at + wait, calendar)
        clock, at = rests.resume(at + 2 * wait, calendar), at + 2 * wait
        if clock.breached_at is not None:
            break
        assert known is None or clock.due_at is None or known <= clock.due_at
        assert clock.due_at == clock.judged(at + wait).due_at
        known = clock.due_at


@given(hours, targets, targets)
def test_a_clock_is_met_exactly_up_to_its_target(
    calendar: BusinessCalendar, target: timedelta, passed: timedelta
) -> None:
    """Met as long as no more business time than the target has passed, breached a moment later."""
    clock = SlaClock.start(target, START, calendar)
    at = calendar.add(START, passed)
    if at is None or clock.due_at is None:
        return
    ended = clock.stop(at, calendar)
    assert ended.state is (ClockState.MET if passed <= target else ClockState.BREACHED)
    assert clock.warn_at is not None
    assert clock.warn_at <= clock.due_at
    late = clock.stop(clock.due_at + timedelta(microseconds=1), calendar)
    assert (late.state, late.breached_at) == (ClockState.BREACHED, clock.due_at)
