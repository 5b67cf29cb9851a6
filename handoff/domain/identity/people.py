"""The people at both ends of a conversation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handoff.domain.enums import AuthorType, Availability, Role
from handoff.domain.errors import Forbidden
from handoff.domain.queueing.place import WHOLE, Weights

CONVERSING_ROLES = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
LEADING_ROLES = frozenset({Role.SUPERVISOR, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks the desk to do something; made by a door from a checked token, never from a payload."""

    kind: AuthorType
    id: str
    name: str = ""
    role: Role | None = None
    picture: str | None = None

    @property
    def is_visitor(self) -> bool:
        return self.kind is AuthorType.VISITOR

    @property
    def is_agent(self) -> bool:
        """Whether this is staff who may look at conversations."""
        return self.kind is AuthorType.AGENT and self.role in CONVERSING_ROLES

    @property
    def leads(self) -> bool:
        """Whether this is staff who may act on a colleague's conversation."""
        return self.kind is AuthorType.AGENT and self.role in LEADING_ROLES

    @property
    def administers(self) -> bool:
        """Whether this is staff who may decide what leaves the desk, and what is deleted in it."""
        return self.kind is AuthorType.AGENT and self.role is Role.ADMIN

    def must_administer(self) -> None:
        if not self.administers:
            raise Forbidden("Only admins may do this.")

    def must_be_agent(self) -> None:
        if not self.is_agent:
            raise Forbidden("Only agents may do this.")

    def must_lead(self) -> None:
        if not self.leads:
            raise Forbidden("Only supervisors and admins may do this.")


def visitor_actor(visitor_id: str, name: str = "") -> Actor:
    return Actor(kind=AuthorType.VISITOR, id=visitor_id, name=name)


SYSTEM = Actor(kind=AuthorType.SYSTEM, id="system")


MOST_EXTERNAL_ID_CHARS = 255
MOST_TIER_CHARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A customer; a contact as soon as the host site told us who it is (`external_id`).

    The host site may also say of which `tier` they are, such as "gold".
    """

    id: str
    locale: str
    created_at: datetime
    external_id: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    last_agent_id: str | None = None
    blocked_at: datetime | None = None
    tier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Agents who serve the same kind of conversation."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A member of staff with their choice (availability), fact (presence) and load.

    `load` counts live chats, `async_load` what can be done later; offers count as what they hold out.
    """

    id: str
    email: str
    name: str
    role: Role
    created_at: datetime
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    availability: Availability = Availability.OFFLINE
    away_reason: str | None = None
    auto_accept: bool = False
    capacity: int = 4
    load: int = 0
    async_load: int = 0
    active: bool = True
    present_until: datetime | None = None
    state_since: datetime | None = None
    last_assigned_at: datetime | None = None
    missed_offers: int = 0
    hard_in_a_row: int = 0
    rests_until: datetime | None = None
    sessions_from: datetime | None = None
    picture: str | None = None

    @property
    def actor(self) -> Actor:
        return Actor(kind=AuthorType.AGENT, id=self.id, name=self.name, role=self.role, picture=self.picture)

    def present(self, at: datetime) -> bool:
        """Whether a live connection was seen lately."""
        return self.present_until is not None and self.present_until > at

    def used(self, weights: Weights) -> int:
        """How much of the capacity is taken up, in percent of a place."""
        return self.load * WHOLE + self.async_load * weights.asynchronous

    def has_room(self, weights: Weights, *, live: bool = True) -> bool:
        """Whether one conversation more of this kind stays within the capacity."""
        return self.used(weights) + weights.of(live=live) <= self.capacity * WHOLE

    def can_take(self, at: datetime, weights: Weights, *, live: bool = True) -> bool:
        """Whether a conversation of this kind may be given to this agent now."""
        return self.reachable(at) and self.has_room(weights, live=live)

    def reachable(self, at: datetime) -> bool:
        """Whether this agent serves conversations now, with or without a free place."""
        return self._serves and self.present(at)

    def keeps_offers(self, at: datetime, grace: timedelta) -> bool:
        """Whether what is held out to this agent stays so, though the connection may just have been lost."""
        return self._serves and not self.gone(at, grace)

    @property
    def _serves(self) -> bool:
        return self.active and self.role in CONVERSING_ROLES and self.availability is Availability.ONLINE

    def welcomes(self, begun: datetime) -> bool:
        """Whether a log-in of that moment still counts: no later moment has ended it, nor the account."""
        return self.active and (self.sessions_from is None or begun >= self.sessions_from)

    def speaks(self, lang: str) -> bool:
        """Whether this agent serves customers in a language; one who names none serves all."""
        return not self.languages or lang in self.languages

    def resting(self, at: datetime) -> bool:
        """Whether this agent has a short break after a hard conversation."""
        return self.rests_until is not None and self.rests_until > at

    def gone(self, at: datetime, grace: timedelta) -> bool:
        """Whether no live connection was seen for longer than the grace period."""
        return self.present_until is None or self.present_until + grace <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRecord:
    """An agent with the password hash: for the log-in alone."""

    agent: Agent
    password_hash: str
