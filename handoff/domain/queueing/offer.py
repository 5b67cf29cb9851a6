"""An offer: one waiting conversation held out to one agent for a short while."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handoff.domain.queueing.place import Place


class OfferOutcome(StrEnum):
    """How an offer ended."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Who may take which stay in the queue (its `epoch`) until when; the agent's place is kept for it."""

    id: str
    conversation_id: str
    agent_id: str
    epoch: int
    made_at: datetime
    expires_at: datetime
    outcome: OfferOutcome | None = None
    ended_at: datetime | None = None
    live: bool = True

    @property
    def place(self) -> Place:
        """What it keeps free."""
        return Place(agent_id=self.agent_id, live=self.live)
