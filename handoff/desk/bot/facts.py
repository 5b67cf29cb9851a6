"""Asks a customer for what a person will need to know, while the queue is too long to send them there."""

from functools import partial

from handoff.desk.queueing.queue_state import queue_facts
from handoff.desk.words import say
from handoff.desk.work import Work
from handoff.domain.bot.turn import HandoffRequest, Turn
from handoff.domain.briefing.facts import facts_in
from handoff.domain.briefing.goal import said_by_visitor
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author
from handoff.domain.enums import AuthorType

ABOUT_ORDERS = frozenset({"orders", "returns", "billing", "technical", None})
SECONDS = 60


async def ask_for_facts(work: Work, conversation: Conversation, turn: Turn, request: HandoffRequest) -> None:
    """Say why it takes long, ask for what is not known yet, and leave the way to a person open."""
    tell = partial(say, lang=conversation.lang)
    missing = await _missing(work, conversation, request.skill)
    minutes = await _minutes(work, conversation.lang)
    why = tell("collect.away") if minutes is None else tell("collect.wait", minutes=minutes)
    button = {"id": "human", "title": tell("choice.ask_human"), "intent": "ask_human"}
    await work.say(
        conversation,
        Draft(
            id=work.desk.new_id(),
            author=Author(type=AuthorType.BOT),
            text=f"{why} {tell(f'collect.ask{missing}')}",
            lang=turn.lang,
            payload={"buttons": [button]},
            epoch=turn.epoch,
        ),
    )


async def _missing(work: Work, conversation: Conversation, skill: str | None) -> str:
    """Which question to put, by the end of its key: order, e-mail, both, or neither."""
    session = await work.tx.messages.of(conversation.id, after=conversation.bot_since_seq)
    known = {fact.name for message in said_by_visitor(session) for fact in facts_in(message.text)}
    visitor = await work.tx.people.visitor(conversation.visitor_id)
    if visitor is not None and visitor.email:
        known.add("email")
    wanted = ["order_number"] if skill in ABOUT_ORDERS else []
    return "".join(f"_{name}" for name in (*wanted, "email") if name not in known)


async def _minutes(work: Work, lang: str) -> int | None:
    """How many minutes a person will take, or None when nobody is there or nobody can say."""
    state = (await queue_facts(work.tx, work.desk)).state(lang)
    if not state.open_now or state.expected_wait_seconds is None:
        return None
    return max(1, round(state.expected_wait_seconds / SECONDS))
