"""Visitors and staff."""

from collections.abc import Awaitable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from handoff.desk.context import Desk
from handoff.desk.queueing.away import note_change, note_presence
from handoff.desk.work import working
from handoff.domain.conversation.view import Colleague
from handoff.domain.enums import Availability, Role
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.history.events import AgentChanged, QueueChanged
from handoff.domain.identity.people import (
    CONVERSING_ROLES,
    MOST_EXTERNAL_ID_CHARS,
    MOST_TIER_CHARS,
    Actor,
    Agent,
    AgentRecord,
    Visitor,
)
from handoff.domain.queueing.place import WHOLE, Weights

MOST_CAPACITY = 100
MOST_NAME_CHARS = 255
MOST_ADDRESS_CHARS = 320


async def create_visitor(
    desk: Desk,
    *,
    locale: str | None,
    external_id: str | None = None,
    name: str | None = None,
    email: str | None = None,
    tier: str | None = None,
) -> Visitor:
    """A new visitor, or, when the host site vouches for `external_id`, the contact known by it."""
    if external_id is not None and not 0 < len(external_id) <= MOST_EXTERNAL_ID_CHARS:
        raise Invalid(f"An external id has 1 to {MOST_EXTERNAL_ID_CHARS} characters.")
    lang = desk.policy_now.languages.answering(locale)
    visitor = Visitor(
        id=desk.new_id(),
        locale=lang,
        created_at=desk.clock(),
        external_id=external_id,
        name=name[:MOST_NAME_CHARS] if name else None,
        email=email[:MOST_ADDRESS_CHARS] if email else None,
        tier=tier_of(tier),
    )
    async with working(desk) as work:
        people = work.tx.people
        if await people.add_visitor(visitor):
            return visitor
        known = await people.visitor_by_external_id(external_id or "")
        assert known is not None
        contact = replace(
            known,
            locale=lang,
            name=visitor.name or known.name,
            email=visitor.email or known.email,
            tier=visitor.tier or known.tier,
        )
        await people.save_visitor(contact)
        return contact


def tier_of(told: str | None) -> str | None:
    """A tier as it is kept and named in the settings."""
    return " ".join((told or "").split()).casefold()[:MOST_TIER_CHARS] or None


async def get_visitor(desk: Desk, *, visitor_id: str) -> Visitor | None:
    """The visitor a token speaks of."""
    async with desk.store.reading() as tx:
        return await tx.people.visitor(visitor_id)


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
    address = checked_address(email)
    if not 0 < len(name.strip()) <= MOST_NAME_CHARS:
        raise Invalid(f"An agent needs a name of at most {MOST_NAME_CHARS} characters.")
    async with working(desk) as work:
        agent = Agent(
            id=desk.new_id(),
            email=address,
            name=name.strip(),
            role=role,
            created_at=work.at,
            languages=languages,
            capacity=checked_capacity(desk.policy.agent_capacity if capacity is None else capacity),
        )
        if not await work.tx.people.add_agent(AgentRecord(agent=agent, password_hash=password_hash)):
            raise Invalid(f"There is an account for {address} already.")
        work.record([AgentChanged(agent_id=agent.id)])
        return agent


async def authenticate(desk: Desk, *, email: str) -> AgentRecord | None:
    """The record to check a password against; None for an unknown or switched-off account."""
    async with desk.store.reading() as tx:
        record = await tx.people.record(_address(email))
    return record if record is not None and record.agent.active else None


async def get_agent(desk: Desk, *, agent_id: str, begun: datetime | None = None) -> Agent | None:
    """The agent a token speaks of, as the role stands today; None once switched off.

    Also None where all log-ins as old as the one that was `begun` then have been ended.
    """
    async with desk.store.reading() as tx:
        agent = await tx.people.agent(agent_id)
    return agent if agent is not None and agent.welcomes(begun or desk.clock()) else None


async def get_agents(desk: Desk, *, agent_ids: Sequence[str]) -> list[Agent]:
    """Those of them that may still work here, as they are at one moment."""
    async with desk.store.reading() as tx:
        found = [await tx.people.agent(agent_id) for agent_id in agent_ids]
    return [agent for agent in found if agent is not None and agent.welcomes(desk.clock())]


async def set_password(desk: Desk, *, email: str, password_hash: str) -> None:
    """A new password hash for an account."""
    async with working(desk) as work:
        if not await work.tx.people.set_password(_address(email), password_hash):
            raise NotFound("There is no such account.")


async def list_agents(desk: Desk, *, actor: Actor) -> tuple[Colleague, ...]:
    """The colleagues who serve conversations, with presence and load."""
    actor.must_be_agent()
    at, weights = desk.clock(), desk.policy_now.weights
    async with desk.store.reading() as tx:
        return colleagues_of(await tx.people.agents(), at, weights)


def colleagues_of(agents: Sequence[Agent], at: datetime, weights: Weights) -> tuple[Colleague, ...]:
    """Those who serve conversations, as they are at a moment."""
    return tuple(
        Colleague(
            id=agent.id,
            name=agent.name,
            role=agent.role,
            availability=agent.availability,
            away_reason=agent.away_reason,
            present=agent.present(at),
            load=agent.load,
            async_load=agent.async_load,
            used=agent.used(weights) / WHOLE,
            capacity=agent.capacity,
            languages=agent.languages,
            skills=agent.skills,
            teams=agent.teams,
            auto_accept=agent.auto_accept,
            rests_until=agent.rests_until,
            state_since=agent.state_since,
            hard_in_a_row=agent.hard_in_a_row,
            can_take=agent.can_take(at, weights),
            picture=agent.picture,
        )
        for agent in agents
        if agent.active and agent.role in CONVERSING_ROLES
    )


async def set_availability(
    desk: Desk, *, agent: Actor, availability: Availability, capacity: int | None = None
) -> Agent:
    """The agent's own choice whether, and how many, conversations to take."""
    agent.must_be_agent()
    async with working(desk) as work:
        known = await _agent(work.tx.people.agent_to_change(agent.id))
        wanted = known.capacity if capacity is None else checked_capacity(capacity)
        changed = replace(known, availability=availability, away_reason=None, capacity=wanted)
        await work.tx.people.save_agent(changed, work.at)
        await note_change(work, known, changed, agent.id)
        work.record([AgentChanged(agent_id=agent.id), QueueChanged()])
        return changed


async def keep_present(desk: Desk, *, agent_id: str, process: str = "") -> None:
    """A process saw a live connection: call at connect and again well within `presence_ttl`."""
    if not await keep_all_present(desk, agent_ids=(agent_id,), process=process):
        raise _no_such_agent()


async def keep_all_present(desk: Desk, *, agent_ids: Collection[str], process: str = "") -> int:
    """A process sees live connections of all of these; returns how many of them serve here still."""
    async with working(desk) as work:
        known = [agent for agent in await work.tx.people.agents_among(agent_ids) if agent.active]
        if known:
            until = work.at + desk.policy.presence_ttl
            await work.tx.people.be_present([agent.id for agent in known], process, work.at, until)
        came = [agent for agent in known if not agent.present(work.at)]
        for agent in came:
            await note_presence(work, agent, present=True)
        work.record([*(AgentChanged(agent_id=agent.id) for agent in came), QueueChanged()] if came else [])
        return len(known)


async def leave(desk: Desk, *, agent_id: str, process: str = "") -> None:
    """The last connection to a process is gone; where none is left, the moment is kept for the grace."""
    async with working(desk) as work:
        await work.tx.people.be_gone(agent_id, process, work.at)
        for agent in await work.tx.people.agents_among([agent_id]):
            if not agent.present(work.at):
                await note_presence(work, agent, present=False)
        work.record([AgentChanged(agent_id=agent_id), QueueChanged()])


async def note_lapsed(desk: Desk) -> int:
    """Tell of agents whose process died without a word; returns how many. Any process may ask."""
    async with working(desk) as work:
        gone = await work.tx.people.lapsed(work.at)
        for agent in await work.tx.people.agents_among(gone):
            await note_presence(work, agent, present=False)
        work.record([AgentChanged(agent_id=agent_id) for agent_id in gone])
        work.record([QueueChanged()] if gone else [])
        return len(gone)


async def _agent(found: Awaitable[Agent | None]) -> Agent:
    agent = await found
    if agent is None or not agent.active:
        raise _no_such_agent()
    return agent


def _no_such_agent() -> NotFound:
    return NotFound("There is no such agent.")


def _address(email: str) -> str:
    return email.strip().lower()


def checked_address(email: str) -> str:
    """An e-mail address as it is kept and asked for."""
    address = _address(email)
    if "@" not in address or len(address) > MOST_ADDRESS_CHARS:
        raise Invalid("An agent needs an e-mail address.")
    return address


def checked_capacity(wanted: int) -> int:
    """A number of conversations an agent may take at once."""
    if not 0 <= wanted <= MOST_CAPACITY:
        raise Invalid(f"Capacity lies between 0 and {MOST_CAPACITY}.")
    return wanted
