"""What has come due, and who has it in hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.conversation.view import Neglected


class Due(Protocol):
    """Conversations whose time has come, by id.

    In a writing transaction whoever finds them has them in hand: another transaction passes over them until
    this one ends, and who dies lets go of them. `but` leaves out what was dealt with already.
    """

    async def overdue(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        """Open ones without a deadline or past it, the most overdue first."""
        ...

    async def ownerless(self, limit: int, but: Sequence[str] = ()) -> list[str]:
        """Open ones that nobody has: no owner, or an agent who is not here any more."""
        ...

    async def clocks(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        """Those with an SLA clock whose warning or due moment has passed, the longest ago first."""
        ...

    async def vanished(self, before: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        """Live ones (no tickets) whose customer waits for an agent without a connection since a moment."""
        ...

    async def offers(
        self, at: datetime, gone_before: datetime, limit: int, but: Sequence[str] = ()
    ) -> list[str]:
        """Those held out to an agent who let the time pass, serves nobody, or was gone before a moment."""
        ...

    async def promises(self, at: datetime, limit: int, but: Sequence[str] = ()) -> list[str]:
        """Those with an open promise at whose next moment nobody has looked yet, the longest ago first."""
        ...

    async def take(self, conversation_id: str) -> bool:
        """Take this one in hand; False while another transaction has it."""
        ...

    async def neglected(self, at: datetime) -> Neglected:
        """How many law 1 is broken for just now; beyond MOST_COUNTED it no longer matters."""
        ...
