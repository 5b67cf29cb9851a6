"""Days that were counted before, in memory."""

from collections.abc import Sequence

from handoff.desk.memory.state import State
from handoff.domain.figures.day import Answers, CountedDay, Rows
from handoff.domain.history.kept_event import EventKind


class MemoryFigureDays:
    """A claim, its answers, and what gives them up."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def counted_days(self, zone: str, since: int, until: int) -> list[CountedDay]:
        """The days within these slots."""
        found = (day for _, day, kept in self._state.figure_days.values() if kept is not None)
        fits = (day for day in found if day.zone == zone and since <= day.since and day.until <= until)
        return sorted(fits, key=lambda day: day.since)

    async def answers(self, question: str, lang: str, since: int, until: int) -> dict[int, Rows]:
        """By the slot at which each day begins."""
        return {
            begin: kept[lang, question]
            for begin, (_, _, kept) in self._state.figure_days.items()
            if kept is not None and since <= begin < until
        }

    async def counted_since(self, zone: str) -> set[int]:
        days = self._state.figure_days.values()
        return {day.since for _, day, kept in days if kept is not None and day.zone == zone}

    async def first_slot(self) -> int | None:
        opened = (one.slot for one in self._state.events.values() if one.kind is EventKind.OPENED)
        return min(opened, default=None)

    async def claim_day(self, day: CountedDay, stamp: str) -> None:
        """A day without answers."""
        known = self._state.figure_days
        self._state.figure_days = {since: one for since, one in known.items() if one[1].zone == day.zone}
        self._state.figure_days[day.since] = stamp, day, None

    async def keep_day(self, day: CountedDay, answers: Answers, stamp: str) -> bool:
        """Unless the claim is gone."""
        known = self._state.figure_days.get(day.since)
        if known is None or known[0] != stamp:
            return False
        self._state.figure_days[day.since] = stamp, day, dict(answers)
        return True

    async def give_up_days(self) -> None:
        self._state.figure_days = {}


def disturb(state: State, conversation_ids: Sequence[str]) -> None:
    """Give up the days in which these conversations have events."""
    ids = frozenset(conversation_ids)
    slots = {one.slot for one in state.events.values() if one.conversation_id in ids}
    state.figure_days = {
        since: (stamp, day, kept)
        for since, (stamp, day, kept) in state.figure_days.items()
        if not any(since <= slot < day.until for slot in slots)
    }
