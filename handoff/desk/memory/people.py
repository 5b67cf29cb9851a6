"""People and handoffs in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.conversation.closing_form import Rating
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.message import Message
from handoff.domain.enums import Role
from handoff.domain.identity.people import Agent, AgentRecord, Team, Visitor
from handoff.domain.queueing.away import AvailabilityChange
from handoff.domain.queueing.place import Place, Weights
from handoff.domain.queueing.wait_report import Waited


class MemoryPeople:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add_visitor(self, visitor: Visitor) -> bool:
        if visitor.external_id and await self.visitor_by_external_id(visitor.external_id):
            return False
        self._state.visitors[visitor.id] = visitor
        return True

    async def visitor(self, visitor_id: str) -> Visitor | None:
        return self._state.visitors.get(visitor_id)

    async def visitor_by_external_id(self, external_id: str) -> Visitor | None:
        known = (one for one in self._state.visitors.values() if one.external_id == external_id)
        return next(known, None)

    async def save_visitor(self, visitor: Visitor) -> None:
        self._state.visitors[visitor.id] = visitor

    async def claim_contact(self, contact: Visitor) -> bool:
        known = self._state.visitors.get(contact.id)
        if known is None or known.external_id is not None:
            return False
        if await self.visitor_by_external_id(contact.external_id or ""):
            return False
        self._state.visitors[contact.id] = contact
        return True

    async def set_last_agent(self, visitor_id: str, agent_id: str) -> None:
        visitors = self._state.visitors
        visitors[visitor_id] = replace(visitors[visitor_id], last_agent_id=agent_id)

    async def add_agent(self, record: AgentRecord) -> bool:
        if await self.record(record.agent.email) is not None:
            return False
        self._state.agents[record.agent.id] = record
        return True

    async def agent(self, agent_id: str) -> Agent | None:
        known = self._state.agents.get(agent_id)
        return known.agent if known else None

    async def agent_to_change(self, agent_id: str) -> Agent | None:
        return await self.agent(agent_id)

    async def record(self, email: str) -> AgentRecord | None:
        return next((one for one in self._state.agents.values() if one.agent.email == email), None)

    async def agents(self) -> list[Agent]:
        everybody = (record.agent for record in self._state.agents.values())
        return sorted(everybody, key=lambda agent: (agent.name, agent.id))

    async def set_password(self, email: str, password_hash: str) -> bool:
        known = await self.record(email)
        if known is not None:
            self._state.agents[known.agent.id] = replace(known, password_hash=password_hash)
        return known is not None

    async def replace_password(self, record: AgentRecord, password_hash: str) -> bool:
        known = self._state.agents[record.agent.id]
        same = known.password_hash == record.password_hash
        if same:
            self._state.agents[record.agent.id] = replace(known, password_hash=password_hash)
        return same

    async def save_account(self, agent: Agent) -> None:
        known = self._state.agents[agent.id].agent
        self._put(
            replace(
                known,
                name=agent.name,
                role=agent.role,
                active=agent.active,
                sessions_from=agent.sessions_from,
            )
        )

    async def put_picture(self, agent_id: str, digest: str, data: bytes) -> None:
        self._state.pictures[agent_id] = data
        self._put(replace(self._state.agents[agent_id].agent, picture=digest))

    async def drop_picture(self, agent_id: str) -> None:
        self._state.pictures.pop(agent_id, None)
        self._put(replace(self._state.agents[agent_id].agent, picture=None))

    async def picture(self, digest: str) -> bytes | None:
        owners = (one.id for one in await self.agents() if one.picture == digest)
        return next((self._state.pictures[id_] for id_ in owners), None)

    async def admins(self) -> list[str]:
        return sorted(one.id for one in await self.agents() if one.active and one.role is Role.ADMIN)

    async def save_agent(self, agent: Agent, at: datetime) -> None:
        known = self._state.agents[agent.id].agent
        same = (known.availability, known.away_reason) == (agent.availability, agent.away_reason)
        self._put(
            replace(
                known,
                availability=agent.availability,
                away_reason=agent.away_reason,
                capacity=agent.capacity,
                auto_accept=agent.auto_accept,
                languages=agent.languages,
                skills=agent.skills,
                teams=agent.teams,
                state_since=known.state_since if same else at,
            )
        )

    async def note_availability(self, change: AvailabilityChange) -> None:
        self._state.availabilities[change.id] = change

    async def availabilities(
        self, since: datetime, until: datetime, limit: int | None = None
    ) -> list[AvailabilityChange]:
        found = [one for one in self._state.availabilities.values() if since <= one.at < until]
        return sorted(found, key=lambda one: (one.at, one.id))[:limit]

    async def availabilities_at(self, at: datetime) -> list[AvailabilityChange]:
        before = [one for one in self._state.availabilities.values() if one.at < at]
        last = {one.agent_id: one for one in sorted(before, key=lambda one: (one.at, one.id))}
        return [last[agent_id] for agent_id in sorted(last)]

    async def drop_availabilities(self, before: datetime) -> int:
        old = [one.id for one in self._state.availabilities.values() if one.at < before]
        for id_ in old:
            del self._state.availabilities[id_]
        return len(old)

    async def note_missed(self, agent_id: str) -> int:
        agent = self._state.agents[agent_id].agent
        self._put(replace(agent, missed_offers=agent.missed_offers + 1))
        return agent.missed_offers + 1

    async def note_taken(self, agent_id: str, *, hard: bool | None) -> None:
        agent = self._state.agents[agent_id].agent
        before = agent.hard_in_a_row
        in_a_row = before if hard is None else before + 1 if hard else 0
        self._put(replace(agent, missed_offers=0, hard_in_a_row=in_a_row))

    async def rest(self, agent_id: str, until: datetime) -> None:
        self._put(replace(self._state.agents[agent_id].agent, rests_until=until))

    async def add_team(self, team: Team) -> None:
        self._state.teams[team.id] = team

    async def teams(self) -> list[Team]:
        return sorted(self._state.teams.values(), key=lambda team: team.name)

    async def team(self, team_id: str) -> Team | None:
        return self._state.teams.get(team_id)

    async def rename_team(self, team: Team) -> bool:
        known = team.id in self._state.teams
        if known:
            self._state.teams[team.id] = team
        return known

    async def drop_team(self, team_id: str) -> bool:
        return self._state.teams.pop(team_id, None) is not None

    async def agents_among(self, agent_ids: Collection[str]) -> list[Agent]:
        return [self._state.agents[id_].agent for id_ in sorted(agent_ids) if id_ in self._state.agents]

    async def be_present(self, agent_ids: Sequence[str], process: str, at: datetime, until: datetime) -> None:
        for agent_id in agent_ids:
            self._state.presences[agent_id, process] = until
            known = self._state.agents[agent_id].agent
            since = known.state_since if known.present(at) else at
            if known.present_until is None or known.present_until < until:
                self._put(replace(known, present_until=until, state_since=since))

    async def be_gone(self, agent_id: str, process: str, at: datetime) -> None:
        self._state.presences.pop((agent_id, process), None)
        known = self._state.agents[agent_id].agent
        until = max((u for (id_, _), u in self._state.presences.items() if id_ == agent_id), default=at)
        since = known.state_since if until > at else at
        self._put(replace(known, present_until=max(until, at), state_since=since))

    async def lapsed(self, at: datetime) -> list[str]:
        over = [key for key, until in self._state.presences.items() if until <= at]
        for key in over:
            del self._state.presences[key]
        known = (self._state.agents[id_].agent for id_ in sorted({id_ for id_, _ in over}))
        gone = [one for one in known if not one.present(at)]
        for one in gone:
            self._put(replace(one, state_since=one.present_until))
        return [one.id for one in gone]

    async def take_place(self, place: Place, at: datetime, weights: Weights | None) -> bool:
        agent = self._state.agents[place.agent_id].agent
        if not agent.active or (weights is not None and not agent.has_room(weights, live=place.live)):
            return False
        self._put(replace(_counted(agent, place, 1), last_assigned_at=at))
        return True

    async def free_place(self, place: Place) -> None:
        self._put(_counted(self._state.agents[place.agent_id].agent, place, -1))

    async def turn_place(self, after: Place) -> None:
        before = replace(after, live=not after.live)
        agent = self._state.agents[after.agent_id].agent
        self._put(_counted(_counted(agent, before, -1), after, 1))

    async def move_place(self, before: Place, after: Place, at: datetime, weights: Weights | None) -> bool:
        await self.free_place(before)
        return await self.take_place(after, at, weights)

    def _put(self, agent: Agent) -> None:
        self._state.agents[agent.id] = replace(self._state.agents[agent.id], agent=agent)


def _counted(agent: Agent, place: Place, more: int) -> Agent:
    if place.live:
        return replace(agent, load=agent.load + more)
    return replace(agent, async_load=agent.async_load + more)


class MemoryHandoffs:
    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, handoff: Handoff) -> None:
        self._state.handoffs[handoff.id] = handoff

    async def latest(self, conversation_id: str) -> Handoff | None:
        known = (one for one in self._state.handoffs.values() if one.conversation_id == conversation_id)
        return max(known, key=lambda one: one.epoch, default=None)

    async def waits(self, since: datetime, at: datetime) -> list[Waited]:
        known = self._state.handoffs.values()
        asked = [one for one in known if one.reason is not None and not one.merged]
        return [one.waited(at) for one in asked if one.queued_at >= since]

    async def save(self, handoff: Handoff) -> None:
        self._state.handoffs[handoff.id] = handoff

    async def put_feedback(self, message: Message, visitor_id: str, helpful: bool, at: datetime) -> None:
        self._state.feedback[message.id] = helpful

    async def put_rating(self, rating: Rating) -> None:
        self._state.ratings[rating.conversation_id, rating.epoch] = rating

    async def ratings(self, conversation_id: str) -> list[Rating]:
        known = self._state.ratings
        return [known[key] for key in sorted(known) if key[0] == conversation_id]
