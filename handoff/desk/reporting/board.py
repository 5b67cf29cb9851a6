"""What those who lead do from the live board: look, give conversations, steer colleagues."""

from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.identity.people import colleagues_of
from handoff.desk.identity.staff import change_agent
from handoff.desk.ownership.handovers import to_agent
from handoff.desk.ownership.transfers import leave_word, team_named, to_colleague, to_team
from handoff.desk.work import Work, working
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import Availability, Owner
from handoff.domain.errors import Conflict, IllegalTransition, NotFound
from handoff.domain.identity.people import CONVERSING_ROLES, Actor, Agent, Team
from handoff.domain.queueing.board import Board

MOST_LINES = 200
ACTIVE = timedelta(minutes=15)


async def read_board(desk: Desk, *, actor: Actor) -> Board:
    """Everything that goes on now, for those who lead."""
    actor.must_lead()
    at = desk.clock()
    async with desk.store.reading() as tx:
        return Board(
            at=at,
            opens_at=desk.opens_at,
            lines=await tx.board.lines(at - ACTIVE, MOST_LINES),
            agents=colleagues_of(await tx.people.agents(), at, desk.policy_now.weights),
            teams=tuple(await tx.people.teams()),
        )


async def reassign(
    desk: Desk,
    *,
    agent: Actor,
    conversation_id: str,
    to: str,
    epoch: int,
    comment: str | None = None,
) -> ConversationView:
    """Give it to the agent with id `to` (oneself: take it over) or to `team:ID`, from whoever has it.

    Neither capacity nor availability stops those who lead; what changed hands since `epoch` does.
    """
    agent.must_lead()
    async with working(desk) as work:
        team = await team_named(work, to)
        conversation = await work.conversation_for(agent, conversation_id)
        if conversation.owned_by(to):
            return await work.view(conversation, agent.id)
        if conversation.epoch != epoch:
            raise Conflict("The conversation has changed hands meanwhile.")
        await leave_word(work, conversation, agent, comment)
        if team is not None:
            await _give_team(work, conversation, team)
        elif conversation.owner is Owner.AGENT:
            await to_colleague(work, conversation, to, force=True)
        else:
            await to_agent(work, conversation, await _serving(work, to), force=True)
        return await work.view(conversation, agent.id)


async def steer_agent(
    desk: Desk,
    *,
    actor: Actor,
    agent_id: str,
    availability: Availability | None = None,
    capacity: int | None = None,
) -> Agent:
    """Set a colleague's availability or capacity; they are told, and by whom."""
    actor.must_lead()
    return await change_agent(
        desk, actor=actor, agent_id=agent_id, availability=availability, capacity=capacity
    )


async def _give_team(work: Work, conversation: Conversation, team: Team) -> None:
    if conversation.owner is Owner.AGENT:
        await to_team(work, conversation, team)
    elif conversation.owner is Owner.QUEUE:
        work.record(conversation.assign_team(team.id, at=work.at))
    else:
        raise IllegalTransition("Only what waits for people can be given to a team.")


async def _serving(work: Work, agent_id: str) -> Agent:
    found = await work.tx.people.agent(agent_id)
    if found is None or not found.active or found.role not in CONVERSING_ROLES:
        raise NotFound("There is no such agent.")
    return found
