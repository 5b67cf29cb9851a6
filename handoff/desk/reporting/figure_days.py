"""Counts the days that are over, once each; one is given up when something is added to its conversations."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from handoff.desk.context import Desk
from handoff.desk.reporting.counting import Counting, answers_of
from handoff.desk.reporting.figure_makers import MAKERS
from handoff.domain.figures.day import CountedDay, Rows
from handoff.domain.figures.scope import Days, Grain
from handoff.domain.history.kept_event import SLOT_SECONDS
from handoff.domain.languages import LANGUAGES

# A use case that began before midnight is long over by then, and clocks differ by less.
OVER_SINCE = timedelta(hours=3)
DAY = timedelta(days=1)


async def count_days(desk: Desk, *, most: int = 1000) -> int:
    """Count what has not been counted yet, the latest days first; returns how many days. Any process may."""
    at, zone = desk.clock(), desk.policy_now.terms.calendar.zone
    async with desk.store.reading() as tx:
        first = await tx.figures.first_slot()
        if first is None:
            return 0
        begin = datetime.fromtimestamp(first * SLOT_SECONDS, ZoneInfo(zone)).date()
        known = await tx.figures.counted_since(zone)
    done = 0
    for day in _days_over(begin, at, zone):
        scope = Days(first=day, last=day, zone=zone).scope(Grain.WHOLE)
        if scope.since in known:
            continue
        if done == most:
            break
        done += await _count(desk, Days(first=day, last=day, zone=zone))
    return done


async def recount(desk: Desk) -> int:
    """Give up what was counted and count it anew."""
    async with desk.store.transaction() as tx:
        await tx.figures.give_up_days()
    return await count_days(desk)


def _days_over(begin: date, at: datetime, zone: str) -> Iterator[date]:
    day = (at - OVER_SINCE).astimezone(ZoneInfo(zone)).date() - DAY
    while day >= begin:
        yield day
        day -= DAY


async def _count(desk: Desk, day: Days) -> bool:
    """A claim comes first: whoever adds to the day from then on takes it away, and the count is not kept."""
    stamp, scope = desk.new_id(), day.scope(Grain.WHOLE)
    counted = CountedDay(since=scope.since, until=scope.until, zone=day.zone)
    async with desk.store.transaction() as tx:
        await tx.figures.claim_day(counted, stamp)
    answers: dict[tuple[str, str], Rows] = {}
    async with desk.store.reading() as tx:
        for lang in (None, *LANGUAGES):
            said = await answers_of(tx.figures, day.scope(Grain.WHOLE, lang=lang), _everything)
            answers |= {(lang or "", name): rows for name, rows in said.items()}
    async with desk.store.transaction() as tx:
        return await tx.figures.keep_day(counted, answers, stamp)


async def _everything(count: Counting) -> None:
    for make in MAKERS.values():
        await make(count)
