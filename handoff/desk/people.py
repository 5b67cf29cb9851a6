"""Visitors and staff."""

from handoff.desk.context import Desk
from handoff.domain.enums import Availability, Role
from handoff.domain.people import Actor, Agent, AgentRecord, Visitor
from handoff.domain.view import Colleague


async def create_visitor(
    desk: Desk,
    *,
    locale: str | None,
    external_id: str | None = None,
    name: str | None = None,
    email: str | None = None,
) -> Visitor:
    """A new visitor, or, when the host site vouches for `external_id`, the contact known by it."""
    raise NotImplementedError


async def get_visitor(desk: Desk, *, visitor_id: str) -> Visitor | None:
    """The visitor a token speaks of."""
    raise NotImplementedError


async def add_agent(
    desk: Desk,
    *,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    capacity: int | None = None,
    languages: tuple[str, ...] = (),
) -> Agent:
    """A new member of staff; Invalid when the e-mail address is taken."""
    raise NotImplementedError


async def authenticate(desk: Desk, *, email: str) -> AgentRecord | None:
    """The record to check a password against; None for an unknown or switched-off account."""
    raise NotImplementedError


async def get_agent(desk: Desk, *, agent_id: str) -> Agent | None:
    """The agent a token speaks of, as the role stands today; None once switched off."""
    raise NotImplementedError


async def set_password(desk: Desk, *, email: str, password_hash: str) -> None:
    """A new password hash for an account."""
    raise NotImplementedError


async def list_agents(desk: Desk, *, actor: Actor) -> tuple[Colleague, ...]:
    """The colleagues who serve conversations, with presence and load."""
    raise NotImplementedError


async def set_availability(
    desk: Desk, *, agent: Actor, availability: Availability, capacity: int | None = None
) -> Agent:
    """The agent's own choice whether, and how many, conversations to take."""
    raise NotImplementedError


async def keep_present(desk: Desk, *, agent_id: str) -> None:
    """A live connection of the agent was seen: call at connect and again well within `presence_ttl`."""
    raise NotImplementedError


async def leave(desk: Desk, *, agent_id: str) -> None:
    """The agent's last connection is gone."""
    raise NotImplementedError
