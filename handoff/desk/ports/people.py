"""People, as the desk needs them kept."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.identity.people import Agent, AgentRecord, Team, Visitor
from handoff.domain.queueing.away import AvailabilityChange
from handoff.domain.queueing.place import Place, Weights


class People(Protocol):
    """Visitors and agents, and the agents' places."""

    async def add_visitor(self, visitor: Visitor) -> bool:
        """False when there is a contact with this external id."""
        ...

    async def visitor(self, visitor_id: str) -> Visitor | None: ...

    async def visitor_by_external_id(self, external_id: str) -> Visitor | None: ...

    async def save_visitor(self, visitor: Visitor) -> None: ...

    async def claim_contact(self, contact: Visitor) -> bool:
        """An anonymous visitor gets their external id; False when it is somebody's already."""
        ...

    async def set_last_agent(self, visitor_id: str, agent_id: str) -> None:
        """Who served a customer last is asked first the next time."""
        ...

    async def add_agent(self, record: AgentRecord) -> bool:
        """False when the e-mail address is taken."""
        ...

    async def agent(self, agent_id: str) -> Agent | None: ...

    async def agent_to_change(self, agent_id: str) -> Agent | None:
        """The same, and nobody else changes it before this work is over."""
        ...

    async def record(self, email: str) -> AgentRecord | None: ...

    async def agents(self) -> list[Agent]: ...

    async def set_password(self, email: str, password_hash: str) -> bool: ...

    async def replace_password(self, record: AgentRecord, password_hash: str) -> bool:
        """False when the password is not the one in `record` any more."""
        ...

    async def save_account(self, agent: Agent) -> None:
        """Name, role, whether it is active, and since when its log-ins count."""
        ...

    async def put_picture(self, agent_id: str, digest: str, data: bytes) -> None:
        """An agent's picture in place of the one there was; `digest` is how the agent's record names it."""
        ...

    async def drop_picture(self, agent_id: str) -> None: ...

    async def picture(self, digest: str) -> bytes | None:
        """The picture of this digest, as long as somebody has it."""
        ...

    async def admins(self) -> list[str]:
        """Who administers the desk; nobody else changes that before this work is over."""
        ...

    async def save_agent(self, agent: Agent, at: datetime) -> None:
        """What staff choose about an agent; load, presence and what the desk counts stay as they are."""
        ...

    async def note_availability(self, change: AvailabilityChange) -> None:
        """Keep how an agent is from a moment on."""
        ...

    async def availabilities(
        self, since: datetime, until: datetime, limit: int | None = None
    ) -> list[AvailabilityChange]:
        """The changes in a stretch of time, oldest first."""
        ...

    async def availabilities_at(self, at: datetime) -> list[AvailabilityChange]:
        """The last change of each agent before a moment, in the order of the agents' ids."""
        ...

    async def drop_availabilities(self, before: datetime) -> int:
        """Forget those that are older than a moment; returns how many."""
        ...

    async def note_missed(self, agent_id: str) -> int:
        """One more offer missed in a row; returns how many."""
        ...

    async def note_taken(self, agent_id: str, *, hard: bool | None) -> None:
        """A conversation was taken: no offer missed in a row, one more hard one or none.

        With `hard` None it is one they had before, and as many are hard in a row as were.
        """
        ...

    async def rest(self, agent_id: str, until: datetime) -> None:
        """A short break in which nothing is offered."""
        ...

    async def add_team(self, team: Team) -> None: ...

    async def teams(self) -> list[Team]: ...

    async def team(self, team_id: str) -> Team | None:
        """The team, which nobody drops before this work is over; asked for before anything else is held."""
        ...

    async def rename_team(self, team: Team) -> bool:
        """False when there is none of this id."""
        ...

    async def drop_team(self, team_id: str) -> bool:
        """False when there was none; who was in it, and what waits for it, the caller has dealt with."""
        ...

    async def agents_among(self, agent_ids: Collection[str]) -> list[Agent]:
        """Those of these agents that there are, locked; always in the same order."""
        ...

    async def be_present(self, agent_ids: Sequence[str], process: str, at: datetime, until: datetime) -> None:
        """A process vouches for live connections until a moment; the latest one of all processes counts."""
        ...

    async def be_gone(self, agent_id: str, process: str, at: datetime) -> None:
        """A process vouches no more; another's word still counts."""
        ...

    async def lapsed(self, at: datetime) -> list[str]:
        """Agents for whom nobody vouches any more; each is told once, to whoever asks first."""
        ...

    async def take_place(self, place: Place, at: datetime, weights: Weights | None) -> bool:
        """One conversation more, by a conditional update: False at capacity; without weights it is forced."""
        ...

    async def free_place(self, place: Place) -> None: ...

    async def turn_place(self, after: Place) -> None:
        """What takes it up has become of the other kind, `after`; capacity is not asked."""
        ...

    async def move_place(self, before: Place, after: Place, at: datetime, weights: Weights | None) -> bool:
        """One less here and one more there, or False; always locks in the same order."""
        ...
