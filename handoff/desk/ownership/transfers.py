"""Pass a conversation on: to a colleague, to a team, or to the bot, with a word for whoever takes it."""

from handoff.desk.context import Desk
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.ownership.handovers import requeue, to_bot
from handoff.desk.work import Work, working
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import AuthorType, MessageKind
from handoff.domain.errors import Forbidden, Invalid, NotAvailable, NotFound
from handoff.domain.identity.people import CONVERSING_ROLES, Actor, Team

BOT = "bot"
TEAM = "team:"
MOST_COMMENT_CHARS = 2000


async def transfer(
    desk: Desk,
    *,
    agent: Actor,
    conversation_id: str,
    to: str,
    comment: str | None = None,
    force: bool = False,
) -> ConversationView:
    """Pass it to the agent with id `to`, to `team:ID` or to `bot`.

    With `force`, for those who lead, an agent who is full or away gets it too.
    """
    if force and not agent.leads:
        raise Forbidden("Only those who lead may force a transfer.")
    async with working(desk) as work:
        team = await team_named(work, to)
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        await leave_word(work, conversation, agent, comment)
        if to == BOT:
            await to_bot(work, conversation, task=None)
        elif team is not None:
            await to_team(work, conversation, team)
        else:
            await to_colleague(work, conversation, to, force=force)
        return await work.view(conversation, agent.id)


async def to_colleague(work: Work, conversation: Conversation, to: str, *, force: bool) -> None:
    """An agent's conversation goes to another."""
    target = await work.tx.people.agent(to)
    if target is None or not target.active or target.role not in CONVERSING_ROLES:
        raise NotFound("There is no such agent.")
    if not (force or target.reachable(work.at)):
        raise NotAvailable
    from_place, before = conversation.place_of, conversation.agent_name or ""
    work.record(conversation.transfer(agent_id=target.id, name=target.name, at=work.at, policy=work.policy))
    to_place = conversation.place_with(target.id)
    if from_place is not None:
        await work.move_place(from_place, to_place, force=force)
    else:
        await work.take_place(to_place, force=force)
    await work.tx.people.set_last_agent(conversation.visitor_id, target.id)
    await work.announce(conversation, "transferred", before=before, agent=target.name)


async def to_team(work: Work, conversation: Conversation, team: Team) -> None:
    """An agent's conversation waits for a team."""
    await requeue(work, conversation, "to_team", team_id=team.id, team=team.name)


async def team_named(work: Work, to: str) -> Team | None:
    """The team that `team:ID` names, None for anything else.

    Before the conversation, as whoever drops a team does: nobody drops it then until this work is over, and
    nothing is ever left to wait for a team that is no more.
    """
    if not to.startswith(TEAM):
        return None
    team = await work.tx.people.team(to.removeprefix(TEAM))
    if team is None:
        raise NotFound("There is no such team.")
    return team


async def leave_word(work: Work, conversation: Conversation, agent: Actor, comment: str | None) -> None:
    """The comment is a note: the customer never sees it."""
    words = (comment or "").strip()
    if not words:
        return
    if len(words) > MOST_COMMENT_CHARS:
        raise Invalid(f"A comment has at most {MOST_COMMENT_CHARS} characters.")
    await work.say(
        conversation,
        Draft(
            id=work.desk.new_id(),
            author=Author(type=AuthorType.AGENT, id=agent.id, name=agent.name, picture=agent.picture),
            kind=MessageKind.NOTE,
            text=words,
        ),
    )
