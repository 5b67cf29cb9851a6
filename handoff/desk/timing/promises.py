"""The ledger of promises, for those who have to keep them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from handoff.desk.context import Desk
from handoff.desk.headers import view_of
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.timing.promise_notes import note
from handoff.desk.work import working
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import Owed
from handoff.domain.enums import AuthorType
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.identity.people import Actor
from handoff.domain.promise.ledger import MOST_TEXT_CHARS, Promise, warning_of

MOST_OWED = 200
MOST_AHEAD = timedelta(days=366)


async def owed(desk: Desk, *, actor: Actor, everybody: bool = False) -> Owed:
    """What the agent owes customers, the most urgent first; those who lead may see it of everybody."""
    actor.must_be_agent()
    if everybody and not actor.leads:
        raise Forbidden("Only those who lead see what others have promised.")
    async with desk.store.reading() as tx:
        promises = await tx.promises.owed(None if everybody else actor.id, MOST_OWED)
        ids = dict.fromkeys(promise.conversation_id for promise in promises)
        views = [await view_of(tx, conversation_id, desk, actor.id) for conversation_id in ids]
    return Owed(promises=tuple(promises), conversations=tuple(views))


async def promises_of(desk: Desk, *, conversation_id: str) -> tuple[Promise, ...]:
    """A conversation's promises, for the publisher."""
    async with desk.store.reading() as tx:
        return tuple(await tx.promises.of(conversation_id))


async def promise(
    desk: Desk, *, agent: Actor, conversation_id: str, text: str, due_at: datetime
) -> tuple[Promise, ...]:
    """Write a promise down by hand: something said on the telephone, or something to remember."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        must_answer_for(agent, conversation)
        words = _words(text)
        _check_due(desk, due_at)
        warn_at = warning_of(work.at, due_at, work.policy.terms.calendar)
        made = Promise(
            id=desk.new_id(),
            conversation_id=conversation.id,
            seq=conversation.head_seq,
            text=words,
            author=AuthorType.AGENT,
            made_at=work.at,
            due_at=due_at,
            warn_at=warn_at,
            next_at=warn_at,
            timed=True,
            keeper_id=conversation.agent_id or agent.id,
        )
        await work.tx.promises.add([made])
        note(work, conversation, made)
        return tuple(await work.tx.promises.of(conversation.id))


async def change_due(desk: Desk, *, agent: Actor, promise_id: str, due_at: datetime) -> tuple[Promise, ...]:
    """It is due at another moment than was read."""

    def moved(one: Promise) -> Promise:
        _check_due(desk, due_at)
        return one.moved(due_at, desk.clock(), desk.policy_now.terms.calendar) if one.open else one

    return await _change(desk, agent, promise_id, moved)


async def keep(desk: Desk, *, agent: Actor, promise_id: str) -> tuple[Promise, ...]:
    """It is done; saying so twice is saying it once."""
    return await _change(
        desk, agent, promise_id, lambda one: one.kept(desk.clock(), by=agent.id) if one.open else one
    )


async def drop(desk: Desk, *, agent: Actor, promise_id: str) -> tuple[Promise, ...]:
    """It was no promise, or nobody has to keep it any more."""
    return await _change(
        desk, agent, promise_id, lambda one: one.taken_back(desk.clock(), by=agent.id) if one.open else one
    )


async def owe_again(desk: Desk, *, agent: Actor, promise_id: str) -> tuple[Promise, ...]:
    """Its end was a mistake."""
    return await _change(desk, agent, promise_id, lambda one: one if one.open else one.again(desk.clock()))


async def _change(
    desk: Desk, agent: Actor, promise_id: str, change: Callable[[Promise], Promise]
) -> tuple[Promise, ...]:
    """Change one promise under its conversation's lock; returns all of the conversation."""
    agent.must_be_agent()
    async with working(desk) as work:
        known = await work.tx.promises.get(promise_id)
        if known is None:
            raise NotFound("There is no such promise.")
        conversation = await work.conversation(known.conversation_id)
        known = await work.tx.promises.get(promise_id)
        assert known is not None
        _must_keep(agent, known, conversation)
        changed = change(known)
        if changed != known:
            await work.tx.promises.save(changed)
            note(work, conversation, changed)
        return tuple(await work.tx.promises.of(conversation.id))


def _must_keep(agent: Actor, known: Promise, conversation: Conversation) -> None:
    theirs = known.keeper_id in (None, agent.id) or conversation.owned_by(agent.id)
    if not (theirs or agent.leads):
        raise Forbidden("This promise is not yours to keep.")


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= MOST_TEXT_CHARS:
        raise Invalid(f"A promise has 1 to {MOST_TEXT_CHARS} characters.")
    return words


def _check_due(desk: Desk, due_at: datetime) -> None:
    now = desk.clock()
    if not now < due_at <= now + MOST_AHEAD:
        raise Invalid("A promise is due within the next year.")
