"""Visitors and agents in SQL."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.enums import Availability, Role
from handoff.domain.identity.people import Agent, AgentRecord, Team, Visitor
from handoff.domain.queueing.away import AvailabilityChange
from handoff.domain.queueing.place import WHOLE, Place, Weights
from handoff.storage.engine.prepared import Prepared
from handoff.storage.engine.upsert import insert_if_new, upsert
from handoff.storage.rows import agent_of, agent_values, visitor_of, visitor_values
from handoff.storage.tables.desk_tables import (
    UtcTime,
    agent_pictures,
    agents,
    availabilities,
    presences,
    teams,
    visitors,
)

ACCOUNT = ("name", "role", "active", "sessions_from")
CHOSEN = ("availability", "away_reason", "capacity", "auto_accept", "languages", "skills", "teams")
BY_ID = sa.select(agents).where(agents.c.id == sa.bindparam("id"))
AGENT, AGENT_TO_CHANGE = Prepared(BY_ID), Prepared(BY_ID.with_for_update())
SOME_AGENTS = (
    sa.select(agents)
    .where(agents.c.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(agents.c.id)
    .with_for_update()
)
AGENTS = Prepared(sa.select(agents).order_by(agents.c.name, agents.c.id))
OF_AGENT = agents.update().where(agents.c.id == sa.bindparam("of_id"))
VISITOR = Prepared(sa.select(visitors).where(visitors.c.id == sa.bindparam("id")))
SERVED_BY = Prepared(visitors.update().where(visitors.c.id == sa.bindparam("of_id")), sets=("last_agent_id",))


@cache
def _counting(live: bool, more: int) -> Prepared:
    return Prepared(OF_AGENT.values(_counted(live, more)))


@cache
def _taking(live: bool, forced: bool) -> Prepared:
    """One more at a moment, within the capacity unless it is forced."""
    used = agents.c.load * WHOLE + agents.c.async_load * sa.bindparam("asynchronous", type_=sa.Integer)
    takes = sa.literal(WHOLE) if live else sa.bindparam("asynchronous", type_=sa.Integer)
    room = sa.true() if forced else used + takes <= agents.c.capacity * WHOLE
    now = {"last_assigned_at": sa.bindparam("at", type_=UtcTime)}
    return Prepared(OF_AGENT.where(agents.c.active, room).values(_counted(live, 1) | now))


@cache
def _taken(hard: bool | None) -> Prepared:
    before = agents.c.hard_in_a_row
    in_a_row = before if hard is None else before + 1 if hard else 0
    return Prepared(OF_AGENT.values(missed_offers=0, hard_in_a_row=in_a_row))


class SqlPeople:
    """The people, and the agents' places, which conditional updates keep within capacity."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add_visitor(self, visitor: Visitor) -> bool:
        """False when there is a contact with this external id."""
        added = insert_if_new(self._db, visitors, visitor_values(visitor), key=("external_id",))
        return (await self._db.execute(added)).rowcount == 1

    async def visitor(self, visitor_id: str) -> Visitor | None:
        row = await VISITOR.one(self._db, {"id": visitor_id})
        return visitor_of(row) if row else None

    async def visitor_by_external_id(self, external_id: str) -> Visitor | None:
        query = sa.select(visitors).where(visitors.c.external_id == external_id)
        row = (await self._db.execute(query)).mappings().one_or_none()
        return visitor_of(row) if row else None

    async def save_visitor(self, visitor: Visitor) -> None:
        change = visitors.update().where(visitors.c.id == visitor.id).values(visitor_values(visitor))
        await self._db.execute(change)

    async def claim_contact(self, contact: Visitor) -> bool:
        """An anonymous visitor gets their external id; False when it is somebody's already."""
        known = visitors.alias()
        taken = sa.exists().where(known.c.external_id == contact.external_id)
        change = (
            visitors.update()
            .where(visitors.c.id == contact.id, visitors.c.external_id.is_(None), ~taken)
            .values(visitor_values(contact))
        )
        try:
            async with self._db.begin_nested():
                return (await self._db.execute(change)).rowcount == 1
        except sa.exc.IntegrityError:  # somebody else took it at the same moment
            return False

    async def set_last_agent(self, visitor_id: str, agent_id: str) -> None:
        """Who served a customer last is asked first the next time."""
        await SERVED_BY.run(self._db, {"of_id": visitor_id, "last_agent_id": agent_id})

    async def add_agent(self, record: AgentRecord) -> bool:
        """False when the e-mail address is taken."""
        values = agent_values(record.agent) | {"password_hash": record.password_hash}
        added = insert_if_new(self._db, agents, values, key=("email",))
        return (await self._db.execute(added)).rowcount == 1

    async def agent(self, agent_id: str) -> Agent | None:
        row = await AGENT.one(self._db, {"id": agent_id})
        return agent_of(row) if row else None

    async def agent_to_change(self, agent_id: str) -> Agent | None:
        row = await AGENT_TO_CHANGE.one(self._db, {"id": agent_id})
        return agent_of(row) if row else None

    async def record(self, email: str) -> AgentRecord | None:
        query = sa.select(agents).where(agents.c.email == email)
        row = (await self._db.execute(query)).mappings().one_or_none()
        return AgentRecord(agent=agent_of(row), password_hash=row["password_hash"]) if row else None

    async def agents(self) -> list[Agent]:
        return [agent_of(row) for row in await AGENTS.rows(self._db, {})]

    async def set_password(self, email: str, password_hash: str) -> bool:
        change = agents.update().where(agents.c.email == email).values(password_hash=password_hash)
        return (await self._db.execute(change)).rowcount == 1

    async def replace_password(self, record: AgentRecord, password_hash: str) -> bool:
        same = (agents.c.id == record.agent.id, agents.c.password_hash == record.password_hash)
        change = agents.update().where(*same).values(password_hash=password_hash)
        return (await self._db.execute(change)).rowcount == 1

    async def save_account(self, agent: Agent) -> None:
        """Name, role, whether it is active, and since when its log-ins count."""
        values = agent_values(agent)
        await self._change(agent.id, **{name: values[name] for name in ACCOUNT})

    async def put_picture(self, agent_id: str, digest: str, data: bytes) -> None:
        """In place of the one there was."""
        row = {"agent_id": agent_id, "digest": digest, "data": data}
        await self._db.execute(upsert(self._db, agent_pictures, row, key=("agent_id",)))
        await self._change(agent_id, picture=digest)

    async def drop_picture(self, agent_id: str) -> None:
        await self._db.execute(agent_pictures.delete().where(agent_pictures.c.agent_id == agent_id))
        await self._change(agent_id, picture=None)

    async def picture(self, digest: str) -> bytes | None:
        query = sa.select(agent_pictures.c.data).where(agent_pictures.c.digest == digest).limit(1)
        return await self._db.scalar(query)

    async def admins(self) -> list[str]:
        """Who administers the desk, each locked, always in the same order."""
        active = sa.select(agents.c.id).where(agents.c.role == Role.ADMIN, agents.c.active)
        return list(await self._db.scalars(active.order_by(agents.c.id).with_for_update()))

    async def save_agent(self, agent: Agent, at: datetime) -> None:
        """What staff choose about an agent; load, presence and what the desk counts stay as they are."""
        values = agent_values(agent)
        chosen = {name: values[name] for name in CHOSEN}
        await self._change(agent.id, **chosen, state_since=_since(agent, at))

    async def note_availability(self, change: AvailabilityChange) -> None:
        """Keep how an agent is from a moment on."""
        await self._db.execute(availabilities.insert().values(asdict(change)))

    async def availabilities(
        self, since: datetime, until: datetime, limit: int | None = None
    ) -> list[AvailabilityChange]:
        """The changes in a stretch of time, oldest first."""
        query = (
            sa.select(availabilities)
            .where(availabilities.c.at >= since, availabilities.c.at < until)
            .order_by(availabilities.c.at, availabilities.c.id)
            .limit(limit)
        )
        return await self._changes(query)

    async def availabilities_at(self, at: datetime) -> list[AvailabilityChange]:
        """The last change of each agent before a moment, in the order of the agents' ids."""
        agent_id, moment, row_id = (availabilities.c[name] for name in ("agent_id", "at", "id"))
        newest = sa.func.row_number().over(partition_by=agent_id, order_by=(moment.desc(), row_id.desc()))
        numbered = sa.select(row_id.label("id"), newest.label("place")).where(moment < at).subquery()
        last = sa.select(numbered.c.id).where(numbered.c.place == 1)
        return await self._changes(sa.select(availabilities).where(row_id.in_(last)).order_by(agent_id))

    async def _changes(self, query: sa.Select[Any]) -> list[AvailabilityChange]:
        rows = (await self._db.execute(query)).mappings()
        return [
            AvailabilityChange(**{**row, "availability": Availability(row["availability"])}) for row in rows
        ]

    async def drop_availabilities(self, before: datetime) -> int:
        """Forget those that are older than a moment; returns how many."""
        return (await self._db.execute(availabilities.delete().where(availabilities.c.at < before))).rowcount

    async def note_missed(self, agent_id: str) -> int:
        """One more offer missed in a row; returns how many."""
        change = (
            agents.update()
            .where(agents.c.id == agent_id)
            .values(missed_offers=agents.c.missed_offers + 1)
            .returning(agents.c.missed_offers)
        )
        return int(await self._db.scalar(change) or 0)

    async def note_taken(self, agent_id: str, *, hard: bool | None) -> None:
        """A conversation was taken: no offer missed in a row, one more hard one or none."""
        await _taken(hard).run(self._db, {"of_id": agent_id})

    async def rest(self, agent_id: str, until: datetime) -> None:
        """A short break in which nothing is offered."""
        await self._change(agent_id, rests_until=until)

    async def add_team(self, team: Team) -> None:
        await self._db.execute(teams.insert().values(id=team.id, name=team.name))

    async def teams(self) -> list[Team]:
        rows = await self._db.execute(sa.select(teams).order_by(teams.c.name))
        return [Team(id=row.id, name=row.name) for row in rows]

    async def team(self, team_id: str) -> Team | None:
        """With a lock that only dropping it waits for."""
        query = sa.select(teams).where(teams.c.id == team_id).with_for_update(read=True, key_share=True)
        row = (await self._db.execute(query)).one_or_none()
        return Team(id=row.id, name=row.name) if row else None

    async def rename_team(self, team: Team) -> bool:
        change = teams.update().where(teams.c.id == team.id).values(name=team.name)
        return (await self._db.execute(change)).rowcount == 1

    async def drop_team(self, team_id: str) -> bool:
        return (await self._db.execute(teams.delete().where(teams.c.id == team_id))).rowcount == 1

    async def agents_among(self, agent_ids: Collection[str]) -> list[Agent]:
        """Those of these agents that there are, locked; always in the same order."""
        rows = await self._db.execute(SOME_AGENTS, {"ids": list(agent_ids)})
        return [agent_of(row) for row in rows.mappings()]

    async def be_present(self, agent_ids: Sequence[str], process: str, at: datetime, until: datetime) -> None:
        """A process vouches for live connections until a moment; the latest one of all processes counts."""
        words = [{"agent_id": agent_id, "process": process, "until": until} for agent_id in agent_ids]
        await self._db.execute(upsert(self._db, presences, words, key=("agent_id", "process")))
        absent = sa.or_(agents.c.present_until.is_(None), agents.c.present_until <= at)
        sooner = sa.or_(agents.c.present_until.is_(None), agents.c.present_until < until)
        change = agents.update().where(agents.c.id.in_(agent_ids), sooner)
        since = sa.case((absent, sa.literal(at, UtcTime)), else_=agents.c.state_since)
        await self._db.execute(change.values(present_until=until, state_since=since))

    async def be_gone(self, agent_id: str, process: str, at: datetime) -> None:
        """A process vouches no more; another's word still counts."""
        mine = (presences.c.agent_id == agent_id, presences.c.process == process)
        await self._db.execute(presences.delete().where(*mine))
        query = sa.select(sa.func.max(presences.c.until)).where(presences.c.agent_id == agent_id)
        until = await self._db.scalar(query)
        if until is not None and until > at:
            await self._change(agent_id, present_until=until)
        else:
            await self._change(agent_id, present_until=at, state_since=at)

    async def lapsed(self, at: datetime) -> list[str]:
        """Agents for whom nobody vouches any more; each is told once, to whoever asks first."""
        over = presences.delete().where(presences.c.until <= at).returning(presences.c.agent_id)
        ids = set((await self._db.execute(over)).scalars())
        if not ids:
            return []
        gone = (
            agents.update()
            .where(agents.c.id.in_(ids), agents.c.present_until <= at)
            .values(state_since=agents.c.present_until)
            .returning(agents.c.id)
        )
        return sorted((await self._db.execute(gone)).scalars())

    async def take_place(self, place: Place, at: datetime, weights: Weights | None) -> bool:
        """One conversation more, by a conditional update: False at capacity; without weights it is forced."""
        values: dict[str, object] = {"of_id": place.agent_id, "at": at}
        if weights is not None:
            values["asynchronous"] = weights.asynchronous
        return await _taking(place.live, weights is None).run(self._db, values) == 1

    async def free_place(self, place: Place) -> None:
        await _counting(place.live, -1).run(self._db, {"of_id": place.agent_id})

    async def turn_place(self, after: Place) -> None:
        """What takes it up has become of the other kind, `after`; capacity is not asked."""
        counted = _counted(not after.live, -1) | _counted(after.live, 1)
        await self._change(after.agent_id, **counted)

    async def move_place(self, before: Place, after: Place, at: datetime, weights: Weights | None) -> bool:
        """One less here and one more there, or False; always locks in the same order."""
        ids = (before.agent_id, after.agent_id)
        both = sa.select(agents.c.id).where(agents.c.id.in_(ids)).order_by(agents.c.id)
        await self._db.execute(both.with_for_update())
        await self.free_place(before)
        return await self.take_place(after, at, weights)

    async def _change(self, agent_id: str, **values: object) -> None:
        await self._db.execute(agents.update().where(agents.c.id == agent_id).values(**values))


def _since(agent: Agent, at: datetime) -> sa.ColumnElement[datetime]:
    """Since when the agent is as they are: now, if they were something else."""
    reason = agents.c.away_reason.is_not_distinct_from(agent.away_reason)
    same = sa.and_(agents.c.availability == agent.availability, reason)
    return sa.case((same, agents.c.state_since), else_=sa.literal(at, UtcTime))


def _counted(live: bool, more: int) -> dict[str, object]:
    column = agents.c.load if live else agents.c.async_load
    return {column.name: column + more}
