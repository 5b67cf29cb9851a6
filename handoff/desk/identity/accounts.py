"""The accounts of the staff: who may log in as what, and who changed it when.

Every change is kept among the settings, under the account's key; by its number two admins are told apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from handoff.desk.context import Desk
from handoff.desk.identity.people import MOST_NAME_CHARS, checked_address, checked_capacity
from handoff.desk.identity.staff import checked_languages, checked_skills, checked_teams
from handoff.desk.ownership.sweep import find_owners
from handoff.desk.ports import Transaction
from handoff.desk.queueing.away import note_change
from handoff.desk.queueing.offers import end_offers
from handoff.desk.work import Work, working
from handoff.domain.deskwide import SettingChange
from handoff.domain.enums import Availability, Role
from handoff.domain.errors import Conflict, Invalid, LastAdmin, NotFound
from handoff.domain.history.events import AgentChanged, QueueChanged
from handoff.domain.identity.people import CONVERSING_ROLES, Actor, Agent, AgentRecord

ACCOUNTS = "account/"
SHOWN_CHANGES = 100
MOST_REQUEUED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff with the number of the last change to the account."""

    agent: Agent
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is chosen about a member of staff."""

    name: str
    role: Role
    languages: Sequence[str] = ()
    skills: Sequence[str] = ()
    teams: Sequence[str] = ()
    capacity: int | None = None


async def list_people(desk: Desk, *, actor: Actor) -> list[Person]:
    """All staff, also those who may not log in any more."""
    actor.must_lead()
    async with desk.store.reading() as tx:
        revisions = await tx.settings.revisions(ACCOUNTS)
        return [
            Person(agent=agent, revision=revisions.get(_key(agent.id), 0))
            for agent in await tx.people.agents()
        ]


async def list_changes(desk: Desk, *, actor: Actor) -> list[SettingChange]:
    """What was changed about the accounts lately, the newest first."""
    actor.must_lead()
    async with desk.store.reading() as tx:
        return await tx.settings.recent(ACCOUNTS, SHOWN_CHANGES)


async def add_person(
    desk: Desk, *, actor: Actor, email: str, chosen: Chosen, password_hash: str
) -> tuple[Person, AgentRecord]:
    """A new account; Conflict when the address is taken."""
    actor.must_administer()
    async with working(desk) as work:
        capacity = desk.policy.agent_capacity if chosen.capacity is None else chosen.capacity
        blank = Agent(
            id=desk.new_id(), email=checked_address(email), name="", role=chosen.role, created_at=work.at
        )
        teams = await checked_teams(work, chosen.teams)
        agent = _with(blank, replace(chosen, capacity=capacity), teams)
        record = AgentRecord(agent=agent, password_hash=password_hash)
        if not await work.tx.people.add_agent(record):
            raise Conflict("There is an account for this address already.")
        revision = await note_account(work, actor, agent, "added", {"role": [None, agent.role.value]}, 0)
        return Person(agent=agent, revision=revision), record


async def change_person(
    desk: Desk, *, actor: Actor, agent_id: str, chosen: Chosen, revision: int | None = None
) -> Person:
    """Change an account unless somebody did since `revision`; name and role are for admins."""
    actor.must_lead()
    async with working(desk) as work:
        teams = await checked_teams(work, chosen.teams)
        known = await account_to_change(work, agent_id)
        changed = _with(known, chosen, teams)
        if (known.name, known.role) != (changed.name, changed.role):
            actor.must_administer()
        if known.role is Role.ADMIN and changed.role is not Role.ADMIN:
            await _must_leave_an_admin(work, agent_id)
        told = {
            name: [_plain(getattr(known, name)), _plain(getattr(changed, name))]
            for name in ("name", "role", "languages", "skills", "teams", "capacity")
            if getattr(known, name) != getattr(changed, name)
        }
        await work.tx.people.save_agent(changed, work.at)
        await work.tx.people.save_account(changed)
        noted = await note_account(work, actor, changed, "changed", told, revision)
    if changed.role not in CONVERSING_ROLES:
        await _let_go(desk)
    return Person(agent=changed, revision=noted)


async def deactivate(desk: Desk, *, actor: Actor, agent_id: str, revision: int | None = None) -> Person:
    """End an account: no log-in counts any more, and whom they served goes back to the queue at once."""
    actor.must_administer()
    async with working(desk) as work:
        known = await account_to_change(work, agent_id)
        if not known.active:
            raise Conflict("This account is switched off already.")
        if known.role is Role.ADMIN:
            await _must_leave_an_admin(work, agent_id)
        off = replace(known, active=False, availability=Availability.OFFLINE, sessions_from=work.at)
        await work.tx.people.save_agent(off, work.at)
        await work.tx.people.save_account(off)
        await note_change(work, known, off, actor.id)
        noted = await note_account(work, actor, off, "deactivated", {}, revision)
    await _let_go(desk)
    return Person(agent=off, revision=noted)


async def reactivate(desk: Desk, *, actor: Actor, agent_id: str, revision: int | None = None) -> Person:
    """Let somebody log in again with the password they had."""
    actor.must_administer()
    async with working(desk) as work:
        known = await account_to_change(work, agent_id)
        if known.active:
            raise Conflict("This account is switched on already.")
        on = replace(known, active=True, sessions_from=work.at)
        await work.tx.people.save_account(on)
        return Person(agent=on, revision=await note_account(work, actor, on, "reactivated", {}, revision))


async def reset_password(
    desk: Desk, *, actor: Actor, agent_id: str, password_hash: str
) -> tuple[Person, AgentRecord]:
    """Put a password that nobody knows in place of the one there was, and end every log-in."""
    actor.must_administer()
    async with working(desk) as work:
        known = await account_to_change(work, agent_id)
        if not known.active:
            raise Conflict("This account is switched off.")
        agent = replace(known, sessions_from=work.at)
        await work.tx.people.set_password(agent.email, password_hash)
        await work.tx.people.save_account(agent)
        revision = await note_account(work, actor, agent, "invited", {}, None)
        return Person(agent=agent, revision=revision), AgentRecord(agent=agent, password_hash=password_hash)


async def record_of(desk: Desk, *, agent_id: str) -> AgentRecord | None:
    """The record to check a password or an invitation against; None for an account that is switched off."""
    async with desk.store.reading() as tx:
        agent = await tx.people.agent(agent_id)
        return await tx.people.record(agent.email) if agent is not None and agent.active else None


async def choose_password(desk: Desk, *, record: AgentRecord, password_hash: str) -> Agent:
    """One's own new password, in place of the one in `record`; every log-in until now is over."""
    async with working(desk) as work:
        known = await account_to_change(work, record.agent.id)
        if not known.active or not await work.tx.people.replace_password(record, password_hash):
            raise Conflict("The password has been changed meanwhile.")
        agent = replace(known, sessions_from=work.at)
        await work.tx.people.save_account(agent)
        await note_account(work, agent.actor, agent, "password", {}, None)
        return agent


async def rename_oneself(desk: Desk, *, actor: Actor, name: str) -> Agent:
    """One's own name, as colleagues and customers read it from now on."""
    async with working(desk) as work:
        known = await account_to_change(work, actor.id)
        agent = replace(known, name=_name(name))
        await work.tx.people.save_account(agent)
        await note_account(work, actor, agent, "changed", {"name": [known.name, agent.name]}, None)
        return agent


async def note_account(
    work: Work,
    actor: Actor,
    agent: Agent,
    what: str,
    told: Mapping[str, object] | None = None,
    revision: int | None = None,
) -> int:
    """Keep who did what; Conflict if it was done on an account as it is no more."""
    at = await revision_of(work.tx, agent.id)
    change = SettingChange(
        key=_key(agent.id),
        revision=at + 1,
        value={"what": what, "name": agent.name, "changes": dict(told or {})},
        by_id=actor.id,
        by_name=actor.name,
        at=work.at,
    )
    if revision not in (None, at) or not await work.tx.settings.add(change):
        raise Conflict("Somebody else has changed this account.")
    work.record([AgentChanged(agent_id=agent.id), QueueChanged()])
    return at + 1


async def revision_of(tx: Transaction, agent_id: str) -> int:
    """The number of the last change to an account."""
    known = await tx.settings.current(_key(agent_id))
    return known.revision if known else 0


async def _let_go(desk: Desk) -> None:
    """What somebody had who serves no more goes on; if this process dies before, the sweeps find it."""
    await end_offers(desk)
    await find_owners(desk, MOST_REQUEUED)


def _with(agent: Agent, chosen: Chosen, teams: tuple[str, ...]) -> Agent:
    return replace(
        agent,
        name=_name(chosen.name),
        role=chosen.role,
        languages=checked_languages(chosen.languages),
        skills=checked_skills(chosen.skills),
        teams=teams,
        capacity=agent.capacity if chosen.capacity is None else checked_capacity(chosen.capacity),
    )


async def account_to_change(work: Work, agent_id: str) -> Agent:
    """The account as it is now, and as nobody else changes it until this work is over; after its teams.

    Of an admin's account all admins are held first, in the one order in which they are counted.
    """
    seen = await work.tx.people.agent(agent_id)
    if seen is not None and seen.role is Role.ADMIN:
        await work.tx.people.admins()
    found = await work.tx.people.agent_to_change(agent_id)
    if found is None:
        raise NotFound("There is no such account.")
    return found


async def _must_leave_an_admin(work: Work, agent_id: str) -> None:
    if not set(await work.tx.people.admins()) - {agent_id}:
        raise LastAdmin


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _name(name: str) -> str:
    short = " ".join(name.split())
    if not 0 < len(short) <= MOST_NAME_CHARS:
        raise Invalid(f"An account needs a name of at most {MOST_NAME_CHARS} characters.")
    return short


def _key(agent_id: str) -> str:
    return f"{ACCOUNTS}{agent_id}"
