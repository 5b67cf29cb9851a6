"""Two conversations of one customer become one, and are two again where that was a mistake."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.conversation.same_customer import give_back, make_one_customers
from handoff.desk.mail.ticketing import make_ticket
from handoff.desk.ownership.handoff import must_answer_for
from handoff.desk.ownership.handovers import bring_back, end_handoff, end_offer, to_agent
from handoff.desk.work import Work, working
from handoff.domain.briefing.goal import goal_of, shortened
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.merge import (
    ABOUT_CHARS,
    CAME_BACK,
    GAVE_BACK,
    SPOKEN,
    TOOK_IN,
    WENT_INTO,
    Merge,
    MovedPromise,
    Standing,
    must_fit,
)
from handoff.domain.conversation.message import Message, Payload
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import ConversationState, HandoffOutcome, Owner
from handoff.domain.errors import Forbidden, IllegalTransition
from handoff.domain.history.events import PromisesChanged
from handoff.domain.identity.people import CONVERSING_ROLES, Actor
from handoff.domain.queueing.offer import OfferOutcome
from handoff.domain.queueing.place import Place

RECORD = TypeAdapter(Merge)
KEPT_AS = "merge"


async def merge(desk: Desk, *, agent: Actor, conversation_id: str, other: str) -> ConversationView:
    """Put another conversation of the same customer into this one, which the agent has or takes by it.

    What a colleague has, only those who lead may put together. Merging twice is merging once.
    """
    async with working(desk) as work:
        earlier = await _merged(work, other)
        beside = [one for one in await _merged(work, conversation_id) if one.id != other]
        gone = await work.conversation_for(agent, other)
        into = gone if other == conversation_id else await work.conversation_for(agent, conversation_id)
        if gone.merged_into != into.id:
            must_fit(gone, into)
            for one in (gone, into):
                if one.owner is Owner.AGENT:
                    must_answer_for(agent, one)
            were = (gone.visitor_id, into.visitor_id)
            await make_one_customers(work, gone, into, (*earlier, *beside))
            await _merge(work, agent, gone, into, were)
            for one in earlier:
                work.record(one.go_on_in(into.id, at=work.at))
        return await work.view(into, agent.id)


async def unmerge(desk: Desk, *, agent: Actor, conversation_id: str, other: str) -> ConversationView:
    """Take the other conversation out again, as long as nothing has come of the merge."""
    agent.must_be_agent()
    async with working(desk) as work:
        merged = {one.id: one for one in await _merged(work, conversation_id)}
        gone = merged.pop(other, None) or await work.conversation(other)
        into = gone if other == conversation_id else await work.conversation(conversation_id)
        record = await _record_of(work, gone)
        if record is None or record.into != into.id or gone.merged_into not in (into.id, None):
            raise IllegalTransition("The other conversation was not merged into this one.")
        if gone.merged_into is not None:
            must_answer_for(agent, into)
            record.must_be_undoable(into, await work.tx.messages.of(into.id), work.at)
            await _unmerge(work, agent, gone, into, record)
            await give_back(work, gone, record.visitor)
            await give_back(work, into, record.into_visitor)
            for one in merged.values():
                await _follow_back(work, one, gone, into)
        return await work.view(into, agent.id)


async def _merged(work: Work, conversation_id: str) -> list[Conversation]:
    """Those that were merged into this one, locked first: so does whoever follows them here."""
    ids = await work.tx.conversations.merged_into(conversation_id)
    return [await work.conversation(id_) for id_ in ids]


async def _merge(
    work: Work, agent: Actor, gone: Conversation, into: Conversation, were: tuple[str, str]
) -> None:
    asked = gone.owes_turn or gone.deferred is not None or (gone.with_people and gone.customer_waits)
    ticket = gone.asynchronous and gone.owner is not Owner.NOBODY
    before, said = Standing.of(gone), await work.tx.messages.of(gone.id)
    await _put_away(work, gone, into)
    place = await _taken(work, agent, into, asked=asked)
    into_before = Standing.of(into)
    work.record(into.take_in(before, asked=asked, at=work.at, policy=work.policy))
    line = await work.announce(
        into,
        TOOK_IN,
        agent=agent.name,
        about=_about(gone, said),
        conversation_id=gone.id,
        messages=sum(one.kind in SPOKEN for one in said),
        ticket=gone.ticket,
    )
    record = Merge(
        into=into.id,
        seq=line.seq,
        epoch=into.epoch,
        at=work.at,
        before=before,
        into_before=into_before,
        promises=await _pass_promises(work, gone, into, line.seq),
        visitor=were[0],
        into_visitor=were[1],
    )
    kept: Payload = {KEPT_AS: RECORD.dump_python(record, mode="json")}
    await work.announce(gone, WENT_INTO, kept, agent=agent.name, conversation_id=into.id)
    if ticket:
        await make_ticket(work, into)
    if place is not None and into.place_of is not None:
        await work.move_place(place, into.place_of)


async def _put_away(work: Work, gone: Conversation, into: Conversation) -> None:
    """Nobody has to act in it any more; its offer, its place and its stay with people end."""
    place, was, agent_id = gone.place_of, gone.owner, gone.agent_id
    offer = await work.tx.offers.pending(gone.id) if was is Owner.QUEUE else None
    if offer is not None:
        await end_offer(work, offer, OfferOutcome.WITHDRAWN)
    work.record(gone.merge_into(into.id, at=work.at, policy=work.policy))
    await work.free_place(place)
    if was in (Owner.QUEUE, Owner.AGENT):
        await end_handoff(work, gone, HandoffOutcome.MERGED, closed_by=agent_id)


async def _taken(work: Work, agent: Actor, into: Conversation, *, asked: bool) -> Place | None:
    """Somebody answers for what goes on: its agent, or else whoever merges. A place that this took."""
    if into.owner is not Owner.AGENT:
        person = await work.tx.people.agent(agent.id)
        if person is None or not person.active or person.role not in CONVERSING_ROLES:
            raise Forbidden("Only agents may take a conversation.")
        await to_agent(work, into, person)
    elif into.snoozed and asked:
        await bring_back(work, into)
    else:
        return None
    return into.place_of


def _about(gone: Conversation, said: Sequence[Message]) -> str:
    """What it was about, in the customer's words."""
    goal = goal_of(said)
    return shortened(goal.text if goal else gone.preview or "…", ABOUT_CHARS)


async def _pass_promises(
    work: Work, gone: Conversation, into: Conversation, seq: int
) -> tuple[MovedPromise, ...]:
    """What the customer was promised there is owed here."""
    moved = []
    for one in await work.tx.promises.of(gone.id):
        if one.open:
            moved.append(MovedPromise(id=one.id, seq=one.seq, keeper_id=one.keeper_id))
            await work.tx.promises.save(
                replace(one, conversation_id=into.id, seq=seq, keeper_id=into.agent_id)
            )
    if moved:
        work.record([PromisesChanged(conversation_id=one.id) for one in (gone, into)])
    return tuple(moved)


async def _unmerge(work: Work, agent: Actor, gone: Conversation, into: Conversation, record: Merge) -> None:
    about = _about(gone, await work.tx.messages.of(gone.id))
    work.record(into.give_back(record.into_before, record.before, at=work.at, policy=work.policy))
    was = await _place_again(work, agent, gone, record.before)
    work.record(gone.unmerge(was, at=work.at, policy=work.policy))
    await _stay_again(work, gone)
    await _return_promises(work, record, gone, into)
    await work.announce(into, GAVE_BACK, agent=agent.name, conversation_id=gone.id, about=about)
    await work.announce(gone, CAME_BACK, agent=agent.name, conversation_id=into.id)


async def _record_of(work: Work, gone: Conversation) -> Merge | None:
    said = await work.tx.messages.of(gone.id)
    kept = next((one.payload[KEPT_AS] for one in reversed(said) if KEPT_AS in one.payload), None)
    return None if kept is None else RECORD.validate_python(kept)


async def _place_again(work: Work, agent: Actor, gone: Conversation, was: Standing) -> Standing:
    """With the agent who had it if they have a place for it, else in the queue with the wait it had."""
    if was.owner is not Owner.AGENT:
        return was
    had = await work.tx.people.agent(was.agent_id or "")
    if had is not None and had.active and was.state is ConversationState.SNOOZED:
        return was
    here = had is not None and (had.id == agent.id or had.reachable(work.at))
    if had is not None and here and await work.try_place(gone.place_with(had.id)):
        return was
    return was.waiting(work.at)


async def _stay_again(work: Work, gone: Conversation) -> None:
    """Its stay with people goes on as if it had never ended."""
    stay = await work.tx.handoffs.latest(gone.id)
    if gone.with_people and stay is not None and stay.outcome is HandoffOutcome.MERGED:
        await work.tx.handoffs.save(
            replace(stay, ended_at=None, outcome=None, handling_seconds=None, closed_by=None)
        )


async def _return_promises(work: Work, record: Merge, gone: Conversation, into: Conversation) -> None:
    for moved in record.promises:
        one = await work.tx.promises.get(moved.id)
        if one is not None and one.conversation_id == into.id:
            keeper = gone.agent_id or moved.keeper_id
            await work.tx.promises.save(
                replace(one, conversation_id=gone.id, seq=moved.seq, keeper_id=keeper)
            )
    if record.promises:
        work.record([PromisesChanged(conversation_id=one.id) for one in (gone, into)])


async def _follow_back(work: Work, earlier: Conversation, gone: Conversation, into: Conversation) -> None:
    """What had been merged into the other one before goes along with it."""
    record = await _record_of(work, earlier)
    goes = record is not None and record.into == gone.id
    if goes:
        work.record(earlier.go_on_in(gone.id, at=work.at))
    await give_back(work, earlier, (gone if goes else into).visitor_id)
