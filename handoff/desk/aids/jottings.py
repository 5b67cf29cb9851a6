"""Unfinished words of an agent, and colleagues who are named in notes."""

from collections.abc import Sequence

from handoff.desk.context import Desk
from handoff.desk.work import Work
from handoff.domain.aids.jottings import AgentDraft, Mention
from handoff.domain.conversation.message import Message
from handoff.domain.enums import MessageKind
from handoff.domain.errors import Invalid, NotFound, TooLarge
from handoff.domain.history.events import AgentMentioned
from handoff.domain.identity.people import CONVERSING_ROLES, Actor

DRAFTED = frozenset({MessageKind.TEXT, MessageKind.NOTE})
MOST_MENTIONS = 50
MOST_EXCERPT_CHARS = 300


async def save_draft(
    desk: Desk, *, agent: Actor, conversation_id: str, kind: MessageKind, text: str
) -> AgentDraft:
    """Keep what an agent has begun to write; nothing takes it away."""
    agent.must_be_agent()
    if kind not in DRAFTED:
        raise Invalid("A draft is of a text or a note.")
    if len(text) > desk.policy.max_message_chars:
        raise TooLarge(f"A message has at most {desk.policy.max_message_chars} characters.")
    async with desk.store.transaction() as tx:
        if await tx.conversations.get(conversation_id) is None:
            raise NotFound("There is no such conversation.")
        draft = AgentDraft(
            agent_id=agent.id,
            conversation_id=conversation_id,
            kind=kind,
            text=text if text.strip() else "",
            at=desk.clock(),
        )
        await tx.drafts.put(draft)
    return draft


async def drafts_of(desk: Desk, *, agent: Actor, conversation_id: str) -> list[AgentDraft]:
    """What this agent has begun to write here."""
    agent.must_be_agent()
    async with desk.store.reading() as tx:
        return await tx.drafts.of(agent.id, conversation_id)


async def list_mentions(desk: Desk, *, agent: Actor) -> list[Mention]:
    """Where colleagues have named this agent, what is not seen yet first."""
    agent.must_be_agent()
    async with desk.store.reading() as tx:
        return await tx.mentions.of(agent.id, MOST_MENTIONS)


async def see_mentions(desk: Desk, *, agent: Actor, conversation_id: str) -> int:
    """The agent has looked at this conversation; returns how many mentions were new."""
    agent.must_be_agent()
    async with desk.store.transaction() as tx:
        if await tx.conversations.get(conversation_id) is None:
            raise NotFound("There is no such conversation.")
        return await tx.mentions.see(agent.id, conversation_id, desk.clock())


async def named(work: Work, agent_ids: Sequence[str]) -> tuple[dict[str, str], ...]:
    """The colleagues a note names, as its payload keeps them; Invalid for one who does not serve."""
    known = {agent.id: agent for agent in await work.tx.people.agents()} if agent_ids else {}
    found = []
    for agent_id in dict.fromkeys(agent_ids):
        agent = known.get(agent_id)
        if agent is None or not agent.active or agent.role not in CONVERSING_ROLES:
            raise Invalid("A note names colleagues who serve conversations.")
        found.append({"id": agent.id, "name": agent.name})
    return tuple(found)


async def tell_named(work: Work, note: Message, mentioned: Sequence[dict[str, str]]) -> None:
    """Keep and publish who was named in a stored note; nobody is told of their own."""
    for colleague in mentioned:
        if colleague["id"] == note.author.id:
            continue
        mention = Mention(
            message_id=note.id,
            agent_id=colleague["id"],
            conversation_id=note.conversation_id,
            seq=note.seq,
            by_name=note.author.name or "",
            text=note.text[:MOST_EXCERPT_CHARS],
            at=note.created_at,
        )
        await work.tx.mentions.add(mention)
        work.record([AgentMentioned(conversation_id=note.conversation_id, mention=mention)])


def unwritten(message: Message) -> AgentDraft:
    """What was sent is a draft no more."""
    return AgentDraft(
        agent_id=message.author.id or "",
        conversation_id=message.conversation_id,
        kind=message.kind,
        text="",
        at=message.created_at,
    )
