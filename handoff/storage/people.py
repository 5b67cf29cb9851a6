"""Visitors and agents in SQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.enums import Availability
from handoff.domain.people import Agent, AgentRecord, Visitor
from handoff.storage.rows import agent_of, agent_values, visitor_of, visitor_values
from handoff.storage.tables import agents, visitors
from handoff.storage.upsert import insert_if_new


class SqlPeople:
    """The people, and the agents' places, which conditional updates keep within capacity."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def add_visitor(self, visitor: Visitor) -> bool:
        """False when there is a contact with this external id."""
        added = insert_if_new(self._db, visitors, visitor_values(visitor), key=("external_id",))
        return (await self._db.execute(added)).rowcount == 1

    async def visitor(self, visitor_id: str) -> Visitor | None:
        return await self._visitor(visitors.c.id == visitor_id)

    async def visitor_by_external_id(self, external_id: str) -> Visitor | None:
        return await self._visitor(visitors.c.external_id == external_id)

    async def save_visitor(self, visitor: Visitor) -> None:
        change = visitors.update().where(visitors.c.id == visitor.id).values(visitor_values(visitor))
        await self._db.execute(change)

    async def add_agent(self, record: AgentRecord) -> bool:
        """False when the e-mail address is taken."""
        values = agent_values(record.agent) | {"password_hash": record.password_hash}
        added = insert_if_new(self._db, agents, values, key=("email",))
        return (await self._db.execute(added)).rowcount == 1

    async def agent(self, agent_id: str) -> Agent | None:
        query = sa.select(agents).where(agents.c.id == agent_id)
        row = (await self._db.execute(query)).mappings().one_or_none()
        return agent_of(row) if row else None

    async def record(self, email: str) -> AgentRecord | None:
        query = sa.select(agents).where(agents.c.email == email)
        row = (await self._db.execute(query)).mappings().one_or_none()
        return AgentRecord(agent=agent_of(row), password_hash=row["password_hash"]) if row else None

    async def agents(self) -> list[Agent]:
        query = sa.select(agents).order_by(agents.c.name, agents.c.id)
        return [agent_of(row) for row in (await self._db.execute(query)).mappings()]

    async def set_password(self, email: str, password_hash: str) -> bool:
        change = agents.update().where(agents.c.email == email).values(password_hash=password_hash)
        return (await self._db.execute(change)).rowcount == 1

    async def set_availability(self, agent_id: str, availability: Availability, capacity: int) -> None:
        await self._change(agent_id, availability=availability, capacity=capacity)

    async def set_presence(self, agent_id: str, until: datetime | None) -> None:
        await self._change(agent_id, present_until=until)

    async def take_place(self, agent_id: str, at: datetime) -> bool:
        """One conversation more, by a conditional update: False at capacity."""
        change = (
            agents.update()
            .where(agents.c.id == agent_id, agents.c.active, agents.c.load < agents.c.capacity)
            .values(load=agents.c.load + 1, last_assigned_at=at)
        )
        return (await self._db.execute(change)).rowcount == 1

    async def free_place(self, agent_id: str) -> None:
        change = agents.update().where(agents.c.id == agent_id).values(load=agents.c.load - 1)
        await self._db.execute(change)

    async def move_place(self, from_id: str, to_id: str, at: datetime) -> bool:
        """One less here and one more there, or False; always locks in the same order."""
        both = sa.select(agents.c.id).where(agents.c.id.in_((from_id, to_id))).order_by(agents.c.id)
        await self._db.execute(both.with_for_update())
        await self.free_place(from_id)
        return await self.take_place(to_id, at)

    async def _visitor(self, condition: sa.ColumnElement[bool]) -> Visitor | None:
        row = (await self._db.execute(sa.select(visitors).where(condition))).mappings().one_or_none()
        return visitor_of(row) if row else None

    async def _change(self, agent_id: str, **values: object) -> None:
        await self._db.execute(agents.update().where(agents.c.id == agent_id).values(**values))
