"""Offers: hold a waiting conversation out to an agent, who takes it, declines it or lets it pass."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handoff.desk import due
from handoff.desk.context import Desk
from handoff.desk.conversation.merged import brought_along
from handoff.desk.headers import view_of
from handoff.desk.ownership.handovers import end_offer, read_brief, to_agent
from handoff.desk.ports import Transaction
from handoff.desk.queueing.away import note_change
from handoff.desk.work import Work, working
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.view import ConversationView, Offered
from handoff.domain.enums import Availability, Owner
from handoff.domain.errors import NotFound
from handoff.domain.history.events import AgentChanged, OfferMade, QueueChanged
from handoff.domain.identity.people import Actor, Agent
from handoff.domain.queueing.away import MISSED_OFFERS
from handoff.domain.queueing.offer import Offer, OfferOutcome


async def make_offer(desk: Desk, *, conversation_id: str, agent_id: str) -> bool:
    """Hold the conversation out, or give it at once to who wants that; False when somebody was faster."""
    async with working(desk) as work:
        if not await work.tx.due.take(conversation_id):
            return False
        # Asked first: of several processes with the same plan, all but one find the conversation held out.
        if await work.tx.offers.pending(conversation_id) is not None:
            return False
        conversation = await work.conversation(conversation_id)
        agent = await work.tx.people.agent(agent_id)
        if agent is None or conversation.owner is not Owner.QUEUE:
            return False
        if not agent.can_take(work.at, work.policy.weights, live=conversation.live):
            return False
        if agent.auto_accept:
            await to_agent(work, conversation, agent)
            return True
        return await _hold_out(work, conversation, agent)


async def _hold_out(work: Work, conversation: Conversation, agent: Agent) -> bool:
    """The offer and the place it keeps free are one fact."""
    offer = Offer(
        id=work.desk.new_id(),
        conversation_id=conversation.id,
        agent_id=agent.id,
        epoch=conversation.epoch,
        made_at=work.at,
        expires_at=work.at + work.policy.routing.offer,
        live=conversation.live,
    )
    if not await work.tx.offers.add(offer):
        return False
    await work.take_place(offer.place)
    made = OfferMade(conversation_id=conversation.id, agent_id=agent.id, expires_at=offer.expires_at)
    work.record([made])
    return True


async def offers_for(desk: Desk, *, agent: Actor) -> tuple[Offered, ...]:
    """What this agent is offered now, for a console that has just come."""
    agent.must_be_agent()
    async with desk.store.reading() as tx:
        pending = await tx.offers.pending_of(agent.id)
        return tuple([await _offered(tx, offer.conversation_id, offer.expires_at, desk) for offer in pending])


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """What an agent is offered now, and what they serve and have not put aside."""

    offered: list[str]
    served: list[str]


async def held_by(desk: Desk, *, agent_ids: Sequence[str]) -> dict[str, InHand]:
    """What each of these agents is offered and serves now, for their consoles to compare."""
    async with desk.store.reading() as tx:
        offered = await tx.offers.held(agent_ids)
        served = await tx.conversations.served_by(agent_ids)
    return {id_: InHand(offered=offered.get(id_, []), served=served.get(id_, [])) for id_ in agent_ids}


async def offered(desk: Desk, *, conversation_id: str, expires_at: datetime) -> Offered:
    """What the offer of this conversation shows, for the publisher."""
    async with desk.store.reading() as tx:
        return await _offered(tx, conversation_id, expires_at, desk)


async def _offered(tx: Transaction, conversation_id: str, expires_at: datetime, desk: Desk) -> Offered:
    view = await view_of(tx, conversation_id, desk)
    handoff = await tx.handoffs.latest(conversation_id)
    messages = await tx.messages.of(conversation_id)
    promises = await tx.promises.of(conversation_id)
    merged = await brought_along(tx, messages)
    brief = read_brief(handoff, messages, view.lang, promises, merged) if handoff else None
    return Offered(conversation=view, brief=brief, expires_at=expires_at)


async def accept(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """Take what was offered; accepting twice is accepting once, and too late is told so."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        if not conversation.owned_by(agent.id):
            await _own_offer(work, conversation_id, agent)
            record = await work.tx.people.agent(agent.id)
            assert record is not None
            await to_agent(work, conversation, record)
        return await work.view(conversation, agent.id)


async def decline(desk: Desk, *, agent: Actor, conversation_id: str) -> ConversationView:
    """Let the next one have it; the customer's place is as it was."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        offer = await _own_offer(work, conversation_id, agent)
        await end_offer(work, offer, OfferOutcome.DECLINED)
        return await work.view(conversation, agent.id)


async def _own_offer(work: Work, conversation_id: str, agent: Actor) -> Offer:
    offer = await work.tx.offers.pending(conversation_id)
    if offer is None or offer.agent_id != agent.id or offer.expires_at <= work.at:
        raise NotFound("This offer is over.")
    return offer


async def end_offers(desk: Desk) -> int:
    """End what nobody took in time, and soon what is held out to who has gone; returns how many.

    Who chose to go gives it up at once; a lost connection may be a page that is loaded again. Who let several
    pass in a row is set away; whoever is not there lets nothing pass.
    """
    at = desk.clock()
    gone_before = at - desk.policy_now.routing.offer_grace

    async def find(tx: Transaction, limit: int, but: Sequence[str]) -> list[str]:
        return await tx.due.offers(at, gone_before, limit, but)

    return sum(await due.run(desk, due.Sweep(find=find, act=_end, name="the end of an offer")))


async def _end(work: Work, conversation_id: str) -> bool:
    """The conversation is in hand, and so locked: acceptance and the end take turns."""
    offer = await work.tx.offers.pending(conversation_id)
    if offer is None:
        return False
    agent = await work.tx.people.agent(offer.agent_id)
    here = agent is not None and agent.reachable(work.at)
    keeps = agent is not None and agent.keeps_offers(work.at, work.policy.routing.offer_grace)
    if keeps and offer.expires_at > work.at:
        return False
    if not await end_offer(work, offer, OfferOutcome.EXPIRED if here else OfferOutcome.WITHDRAWN):
        return False
    if here:
        await _missed(work, offer.agent_id)
    return True


async def _missed(work: Work, agent_id: str) -> None:
    missed = await work.tx.people.note_missed(agent_id)
    agent = await work.tx.people.agent(agent_id)
    if agent is not None and missed >= work.policy.routing.missed_offers:
        away = replace(agent, availability=Availability.AWAY, away_reason=MISSED_OFFERS)
        await work.tx.people.save_agent(away, work.at)
        await note_change(work, agent, away, None)
        work.record([AgentChanged(agent_id=agent_id), QueueChanged()])
