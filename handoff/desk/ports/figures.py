"""Kept events and what is counted from them, as the desk needs it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.figures.day import Answers, CountedDay, Rows
from handoff.domain.figures.scope import Scope
from handoff.domain.figures.tally import ArticleTally, Columns, Dim, EndTally, Pick, Tally
from handoff.domain.history.kept_event import EventKind, KeptEvent


class Events(Protocol):
    """What happened, added to and never changed."""

    async def add(self, events: Sequence[KeptEvent]) -> None: ...

    async def disturb(self, conversation_ids: Sequence[str]) -> None:
        """Give up the counted days in which these conversations have events: something is added to them."""
        ...

    async def of(self, conversation_id: str) -> list[KeptEvent]:
        """Those of one conversation, oldest first."""
        ...

    async def drop(self, before: datetime, limit: int) -> int:
        """Forget some that are older than a moment; returns how many."""
        ...


class Figures(Protocol):
    """Counts over kept events, made where they are kept."""

    async def counts(self, pick: Pick, scope: Scope, by: Sequence[Dim]) -> list[Tally]: ...

    async def latest(self, kind: EventKind, scope: Scope, by: Sequence[Dim]) -> list[Tally]:
        """The same, of the last event about each thing: earlier opinions do not count."""
        ...

    async def times(self, pick: Pick, scope: Scope) -> Columns:
        """How long it took, by every measure, in no order."""
        ...

    async def ratings(self, scope: Scope) -> list[Tally]:
        """The last score of each end, by bucket, who had the conversation, which agent, and score."""
        ...

    async def ends(self, scope: Scope, *, within: int, mature_before: int) -> list[EndTally]:
        """Ends of begun conversations that were no spam; customers come back within so many seconds."""
        ...

    async def articles(self, scope: Scope) -> list[ArticleTally]:
        """Every article that was shown or stood last before a handoff of the bot's."""
        ...

    async def counted_days(self, zone: str, since: int, until: int) -> list[CountedDay]:
        """The days within these slots that were counted before."""
        ...

    async def answers(self, question: str, lang: str, since: int, until: int) -> dict[int, Rows]:
        """What these days answered, by the slot at which each begins; of a language or ("") of all."""
        ...

    async def counted_since(self, zone: str) -> set[int]:
        """The slots at which the days begin that were counted."""
        ...

    async def first_slot(self) -> int | None:
        """When the first conversation was opened; None where none was."""
        ...

    async def claim_day(self, day: CountedDay, stamp: str) -> None:
        """Say that a day is being counted; days of another zone are given up."""
        ...

    async def keep_day(self, day: CountedDay, answers: Answers, stamp: str) -> bool:
        """Keep what a day answers; False where something was added to it since the claim."""
        ...

    async def give_up_days(self) -> None:
        """Forget all that was counted."""
        ...
