"""The sweep of the promises: warns before one is due and when it is, and opens again what was closed."""

from collections.abc import Sequence

from handoff.desk import due
from handoff.desk.context import Desk
from handoff.desk.conversation.merged import going_on
from handoff.desk.ownership.handovers import back_to_agent, bring_back, into_queue
from handoff.desk.ports import Transaction
from handoff.desk.timing.promise_notes import note
from handoff.desk.work import Work
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.promise.ledger import Promise


async def look_at_promises(desk: Desk) -> int:
    """Look at every promise whose moment has come; returns how many. Any process may call it at any time."""
    at = desk.clock()

    async def find(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.promises(at, limit, but)

    return sum(await due.run(desk, due.Sweep(find=find, act=_look_at_all, name="the look at promises")))


async def _look_at_all(work: Work, conversation_id: str) -> int:
    """Each is read anew: what is done about one may change the next."""
    conversation, looked = await work.conversation(conversation_id), 0
    for listed in await work.tx.promises.of(conversation_id):
        promise = await work.tx.promises.get(listed.id)
        if promise is not None and promise.open:
            looked += await _look_at(work, conversation, promise)
    return looked


async def _look_at(work: Work, conversation: Conversation, promise: Promise) -> bool:
    """False where nothing is due, or another process has looked already."""
    judged = promise.judged(work.at)
    if judged == promise:
        return False
    await work.tx.promises.save(judged)
    if judged.state is not promise.state:
        note(work, conversation, judged)
    await _before_a_person(work, await going_on(work, conversation), judged)
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
