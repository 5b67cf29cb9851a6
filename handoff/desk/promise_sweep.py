"""The sweep of the promises: warns before one is due and when it is, and opens again what was closed."""

import logging

from handoff.desk.context import Desk
from handoff.desk.handovers import back_to_agent, bring_back, into_queue
from handoff.desk.promise_notes import note
from handoff.desk.work import Work, working
from handoff.domain.conversation import Conversation
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.promise.ledger import Promise
from handoff.domain.turn import HandoffRequest

log = logging.getLogger(__name__)


async def look_at_promises(desk: Desk, limit: int = 200) -> int:
    """Look at every promise whose moment has come; returns how many."""
    async with desk.store.reading() as tx:
        due = await tx.promises.due(desk.clock(), limit)
    looked = 0
    for promise in due:
        looked += await _safely(desk, promise)
    return looked


async def _safely(desk: Desk, promise: Promise) -> bool:
    """One bad conversation never stops the rest."""
    try:
        async with working(desk) as work:
            conversation = await work.conversation(promise.conversation_id)
            known = await work.tx.promises.get(promise.id)
            return known is not None and await _look_at(work, conversation, known)
    except Exception:
        log.exception("the promise %s of conversation %s", promise.id, promise.conversation_id)
        return False


async def _look_at(work: Work, conversation: Conversation, promise: Promise) -> bool:
    """False where another process has looked already."""
    judged = promise.judged(work.at)
    if judged == promise:
        return False
    await work.tx.promises.save(judged)
    if judged.state is not promise.state:
        note(work, conversation, judged)
    await _before_a_person(work, conversation, judged)
    return True


async def _before_a_person(work: Work, conversation: Conversation, promise: Promise) -> None:
    """What is owed lies with a person: nobody keeps one in a conversation that is closed or put aside."""
    if conversation.owner is Owner.AGENT and conversation.snoozed:
        await bring_back(work, conversation)
    elif conversation.owner is Owner.NOBODY:
        await _open_again(work, conversation, promise)
    elif conversation.owner is Owner.BOT and not conversation.owes_turn:
        await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.PROMISE_DUE))


async def _open_again(work: Work, conversation: Conversation, promise: Promise) -> None:
    keeper = await work.tx.people.agent(promise.keeper_id or "")
    if (
        keeper is not None
        and keeper.reachable(work.at)
        and await work.try_place(conversation.place_with(keeper.id))
    ):
        await back_to_agent(work, conversation, keeper, EscalationReason.PROMISE_DUE)
    else:
        await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.PROMISE_DUE))
