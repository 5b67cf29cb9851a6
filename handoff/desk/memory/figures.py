"""Kept events in memory, and the figures counted plainly: what the SQL is held against."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from handoff.desk.memory.figure_days import MemoryFigureDays, disturb
from handoff.desk.memory.state import State
from handoff.domain.enums import EscalationReason
from handoff.domain.figures.scope import Grid, Scope
from handoff.domain.figures.tally import (
    ArticleTally,
    Columns,
    Dim,
    EndTally,
    Evidence,
    Key,
    Pick,
    Tally,
    columns_of,
    evidence_of,
)
from handoff.domain.history.keeping import BY_THE_CUSTOMER
from handoff.domain.history.kept_event import SHOWN, SPAM, EventKind, KeptEvent, slot_of


class MemoryEvents:
    """What happened, added to and never changed."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, events: Sequence[KeptEvent]) -> None:
        self._state.events |= {event.id: event for event in events}

    async def of(self, conversation_id: str) -> list[KeptEvent]:
        mine = (one for one in self._state.events.values() if one.conversation_id == conversation_id)
        return sorted(mine, key=_when)

    async def drop(self, before: datetime, limit: int) -> int:
        """Some that are older than a moment."""
        old = [one.id for one in self._state.events.values() if one.slot < slot_of(before)][:limit]
        touched = sorted({self._state.events[id_].conversation_id for id_ in old})
        disturb(self._state, touched)
        for id_ in old:
            del self._state.events[id_]
        return len(old)

    async def disturb(self, conversation_ids: Sequence[str]) -> None:
        disturb(self._state, conversation_ids)


class MemoryFigures(MemoryFigureDays):
    """Counts, times and ends, one event after the other."""

    async def counts(self, pick: Pick, scope: Scope, by: Sequence[Dim]) -> list[Tally]:
        return _tallies(_key(event, scope.grid, by) for event in self._picked(pick, scope))

    async def latest(self, kind: EventKind, scope: Scope, by: Sequence[Dim]) -> list[Tally]:
        """The same, of the last event about each thing."""
        last: dict[tuple[str, str | None], KeptEvent] = {}
        for event in _in_order(self._state):
            if event.kind is kind:
                last[event.conversation_id, event.about] = event
        return _tallies(_key(event, scope.grid, by) for event in last.values() if _within(event, scope))

    async def times(self, pick: Pick, scope: Scope) -> Columns:
        """By bucket, the values of each measure."""
        return columns_of(
            (scope.grid.bucket(one.slot), one.seconds, one.first_word_seconds, one.business_seconds)
            for one in self._picked(pick, scope)
        )

    async def ratings(self, scope: Scope) -> list[Tally]:
        """The last score of each end, with who had the conversation as it ended."""
        last = {(one.conversation_id, one.epoch): one for one in self._of(EventKind.CSAT)}
        whole_desk = Scope(since=scope.since, until=scope.until, grid=scope.grid, lang=scope.lang)
        return _tallies(
            (scope.grid.bucket(csat.slot), end.owner, end.agent_id, int(csat.score or 0))
            for key, csat in last.items()
            for end in self._of(EventKind.RESOLVED)
            if key == (end.conversation_id, end.epoch) and _within(csat, whole_desk) and _theirs(end, scope)
        )

    async def ends(self, scope: Scope, *, within: int, mature_before: int) -> list[EndTally]:
        """What came of each end."""
        counted: Counter[tuple[int, str, bool, Evidence, bool, bool, bool]] = Counter()
        for end in self._of(EventKind.RESOLVED):
            if not _within(end, scope) or end.word == SPAM or not (end.first_word_at or end.people):
                continue
            same = [one for one in _in_order(self._state) if one.conversation_id == end.conversation_id]
            counted[
                scope.grid.bucket(end.slot),
                end.owner,
                end.people,
                _evidence(end, same),
                not any(one.kind is EventKind.RESOLVED and one.epoch < end.epoch for one in same),
                end.slot < mature_before,
                any(_brings_back(one, end, within) for one in same),
            ] += 1
        return [
            EndTally(
                bucket=bucket,
                owner=owner,
                people=people,
                evidence=evidence,
                first=first,
                mature=mature,
                back=back,
                n=n,
            )
            for (bucket, owner, people, evidence, first, mature, back), n in counted.items()
        ]

    async def articles(self, scope: Scope) -> list[ArticleTally]:
        """How often each was shown, and stood last before a handoff."""
        shown: Counter[str] = Counter()
        handed_over: Counter[str] = Counter()
        for event in self._of(EventKind.ANSWER):
            if event.word in SHOWN and event.about is not None and _within(event, scope):
                shown[event.about] += 1
        for event in self._of(EventKind.QUEUED):
            blamed = event.owner == "bot" and event.word != EscalationReason.BOT_UNAVAILABLE
            if blamed and _within(event, scope) and (article := self._last_shown(event)) is not None:
                handed_over[article] += 1
        return [
            ArticleTally(article_id=id_, shown=shown[id_], handed_over=handed_over[id_])
            for id_ in sorted({*shown, *handed_over})
        ]

    def _last_shown(self, queued: KeptEvent) -> str | None:
        began = queued.first_word_at
        before = [
            one
            for one in self._of(EventKind.ANSWER)
            if one.conversation_id == queued.conversation_id
            and began is not None
            and began <= one.at <= queued.at
        ]
        return before[-1].about if before and before[-1].word in SHOWN else None

    def _picked(self, pick: Pick, scope: Scope) -> Iterator[KeptEvent]:
        for event in self._of(*pick.kinds):
            fits = (not pick.words or event.word in pick.words) and (
                not pick.owners or event.owner in pick.owners
            )
            if fits and pick.people in (None, event.people) and _within(event, scope):
                yield event

    def _of(self, *kinds: EventKind) -> Iterator[KeptEvent]:
        return (event for event in _in_order(self._state) if event.kind in kinds)


def _in_order(state: State) -> list[KeptEvent]:
    return sorted(state.events.values(), key=_when)


def _when(event: KeptEvent) -> tuple[datetime, str]:
    return event.at, event.id


def _within(event: KeptEvent, scope: Scope) -> bool:
    in_time = scope.since <= event.slot < scope.until
    return in_time and scope.lang in (None, event.lang) and _theirs(event, scope)


def _theirs(event: KeptEvent, scope: Scope) -> bool:
    team = scope.team
    return team is None or event.team_id == team.id or event.agent_id in team.members


def _key(event: KeptEvent, grid: Grid, by: Sequence[Dim]) -> tuple[Key, ...]:
    return tuple(_DIMS[one](event, grid) if one in _DIMS else getattr(event, one.value) for one in by)


_DIMS: dict[Dim, Callable[[KeptEvent, Grid], Key]] = {
    Dim.BUCKET: lambda event, grid: grid.bucket(event.slot),
    Dim.HOUR: lambda event, grid: grid.hour(event.slot),
    Dim.WEEKDAY: lambda event, grid: grid.weekday(event.slot),
    Dim.KIND: lambda event, grid: event.kind.value,
}


def _tallies(keys: Iterator[tuple[Key, ...]]) -> list[Tally]:
    return [Tally(key=key, n=n) for key, n in Counter(keys).items()]


def _evidence(end: KeptEvent, same: Sequence[KeptEvent]) -> Evidence:
    scores = [one for one in same if one.kind is EventKind.CSAT and one.epoch == end.epoch]
    told = [
        one
        for one in same
        if one.kind is EventKind.FEEDBACK
        and one.epoch <= end.epoch
        and end.first_word_at is not None
        and one.at >= end.first_word_at
    ]
    return evidence_of(
        csat=scores[-1].score if scores else None,
        helped=told[-1].score if told else None,
        confirmed=bool(told) and told[-1].seq >= end.seq,
        ended=end.word in BY_THE_CUSTOMER,
    )


def _brings_back(event: KeptEvent, end: KeptEvent, within: int) -> bool:
    again = event.kind is EventKind.REOPENED and event.epoch == end.epoch + 1
    return again and event.seconds is not None and event.seconds <= within
