"""Kept events and what is counted from them, as the desk needs it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.figures.scope import Scope
from handoff.domain.figures.tally import ArticleTally, Dim, EndTally, Pick, Spread, Tally
from handoff.domain.kept_event import EventKind, KeptEvent


class Events(Protocol):
    """What happened, added to and never changed."""

    async def add(self, events: Sequence[KeptEvent]) -> None: ...

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

    async def spreads(self, pick: Pick, scope: Scope, *, by_bucket: bool) -> list[Spread]:
        """Every measure's, by (measure, bucket); without a bucket of the whole range."""
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
