"""Two conversations of one customer become one, in every store."""

import pytest

from handoff.desk.bot import turns
from handoff.desk.conversation import closing, conversations, merging, messages, same_customer, snooze
from handoff.desk.identity import identities
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import offers, queue
from handoff.domain.bot.turn import BotMessage, BotReply, TurnOutcome
from handoff.domain.conversation.message import Message
from handoff.domain.enums import ConversationState, HandoffOutcome, ListView, Owner, Priority, Role
from handoff.domain.errors import Forbidden, IllegalTransition, Invalid, NotFound
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.merging import another, pair

pytestmark = every_store


async def test_one_goes_on_in_the_other(store: Store) -> None:
    """It is closed with a link, nobody owns it, and both say so."""
    two = await pair(World(store))
    view = await two.merge()
    gone = await two.world.view(two.there)
    assert (view.id, view.owner, view.merged_into) == (two.here, Owner.AGENT, None)
    assert (gone.owner, gone.state, gone.merged_into) == (Owner.NOBODY, ConversationState.RESOLVED, two.here)
    assert (gone.resolve_reason, gone.csat_due) == ("merged", False)
    assert (await two.world.activities(two.here))[-1] == "merged_in"
    assert (await two.world.activities(two.there))[-1] == "merged_into"
    line = (await two.world.said(two.here))[-1]
    assert line.payload["params"] == {
        "agent": "Ana",
        "about": "And where is order LM-20417?",
        "conversation_id": two.there,
        "messages": 1,
    }
    assert "“And where is order LM-20417?”" in line.text


async def test_merging_twice_is_merging_once(store: Store) -> None:
    two = await pair(World(store))
    await two.merge()
    await two.merge()
    assert (await two.world.activities(two.here)).count("merged_in") == 1


async def test_words_for_the_closed_one_arrive_where_it_goes_on(store: Store) -> None:
    """Also from an old page, and sent twice they are said once."""
    two = await pair(World(store))
    before = len(await two.world.said(two.there))
    await two.merge()

    async def sends() -> Message:
        return await messages.send_message(
            two.world.desk,
            actor=two.vera,
            conversation_id=two.there,
            client_message_id="late",
            text="Are you there?",
        )

    said = await sends()
    assert (said.conversation_id, await sends()) == (two.here, said)
    assert [one.text for one in await two.world.said(two.here)].count("Are you there?") == 1
    assert len(await two.world.said(two.there)) == before + 1  # the line that tells of the merge


async def test_what_was_sent_before_has_its_old_answer(store: Store) -> None:
    """The acknowledgement was lost, the two were merged, the page sends again."""
    two = await pair(World(store))

    async def sends() -> Message:
        return await messages.send_message(
            two.world.desk,
            actor=two.vera,
            conversation_id=two.there,
            client_message_id="early",
            text="Hello?",
        )

    said = await sends()
    await two.merge()
    assert await sends() == said
    assert said.conversation_id == two.there


async def test_the_bot_that_still_thinks_there_is_not_heard(store: Store) -> None:
    """The epoch has moved on."""
    two = await pair(World(store))
    turn = await two.world.turn(two.there)
    await two.merge()
    outcome = await turns.finish_turn(two.world.desk, turn, BotReply(messages=(BotMessage(text="Too late"),)))
    assert outcome is TurnOutcome.DROPPED
    assert "Too late" not in [one.text for one in await two.world.said(two.there)]
    assert await two.world.owed() == []


async def test_an_answer_that_was_due_there_is_due_here(store: Store) -> None:
    """The agent had answered; now the customer waits again, and the clock of it runs."""
    two = await pair(World(store))
    await two.world.says(two.ana, two.here, "I am looking.")
    assert not (await two.conversation(two.here)).customer_waits
    await two.merge()
    here = await two.conversation(two.here)
    assert here.customer_waits
    assert here.sla.next_response is not None
    assert here.sla.next_response.open
    assert here.deadline_at is not None


async def test_the_place_in_the_queue_and_the_offer_end(store: Store) -> None:
    """Nobody is held a conversation out that is over; its place is free, and no figure calls it abandoned."""
    two = await pair(World(store))
    reza = await two.world.agent("Reza", capacity=1)
    await two.queued()
    assert await offers.make_offer(two.world.desk, conversation_id=two.there, agent_id=reza.id)
    await two.merge()
    assert await offers.offers_for(two.world.desk, agent=reza) == ()
    assert await queue.positions(two.world.desk) == {}
    async with store.reading() as tx:
        stay = await tx.handoffs.latest(two.there)
        found = [(one.load, one.id) for one in await tx.people.agents()]
        assert len(await tx.handoffs.waits(two.world.clock.now.replace(year=2020), two.world.clock())) == 1
    assert stay is not None
    assert (stay.outcome, stay.ended_at) == (HandoffOutcome.MERGED, two.world.clock())
    assert {id_: load for load, id_ in found} == {two.ana.id: 1, reza.id: 0}


async def test_the_place_of_ones_own_other_chat_is_free_again(store: Store) -> None:
    """Two places were taken, one is left."""
    two = await pair(World(store))
    await two.given_to(two.ana)
    await two.merge()
    async with store.reading() as tx:
        (ana,) = await tx.people.agents()
    assert ana.load == 1


async def test_who_merges_into_what_nobody_has_takes_it(store: Store) -> None:
    """Somebody always answers for what goes on."""
    two = await pair(World(store))
    view = await merging.merge(two.world.desk, agent=two.ana, conversation_id=two.there, other=two.here)
    assert view.agent is not None
    assert (view.id, view.agent.id) == (two.there, two.ana.id)
    assert (await two.world.activities(two.there))[-2:] == ["joined", "merged_in"]
    async with store.reading() as tx:
        (ana,) = await tx.people.agents()
    assert ana.load == 1


async def test_a_colleagues_chat_is_not_merged_away(store: Store) -> None:
    """Unless by somebody who leads."""
    two = await pair(World(store))
    reza = await two.world.agent("Reza")
    sam = await two.world.agent("Sam", role=Role.SUPERVISOR)
    await two.given_to(reza)
    with pytest.raises(Forbidden):
        await two.merge()
    with pytest.raises(Forbidden):
        await two.merge(reza)
    view = await two.merge(sam)
    assert view.agent is not None
    assert view.agent.id == two.ana.id


async def test_only_conversations_of_one_customer_are_merged(store: Store) -> None:
    """Nobody ever reads what another customer wrote."""
    two = await pair(World(store))
    _, strange = await two.world.chat("Mine")
    desk = two.world.desk
    with pytest.raises(IllegalTransition, match="same customer"):
        await merging.merge(desk, agent=two.ana, conversation_id=two.here, other=strange)
    with pytest.raises(NotFound):
        await merging.merge(desk, agent=two.ana, conversation_id=two.here, other="nothing")
    with pytest.raises(Invalid, match="itself"):
        await merging.merge(desk, agent=two.ana, conversation_id=two.here, other=two.here)
    with pytest.raises(Forbidden):
        await merging.merge(desk, agent=two.vera, conversation_id=two.here, other=two.there)
    with pytest.raises(Forbidden):
        await same_customer.others(desk, agent=two.vera, conversation_id=two.here)


async def test_what_is_over_takes_nothing_in(store: Store) -> None:
    """There nobody would read it; and the empty one has nothing to bring."""
    two = await pair(World(store))
    opened = await conversations.open_conversation(two.world.desk, visitor_id=two.vera.id, begin=True)
    empty, desk = opened.conversation.id, two.world.desk
    with pytest.raises(IllegalTransition, match="nothing"):
        await merging.merge(desk, agent=two.ana, conversation_id=two.here, other=empty)
    await handoff.resolve(desk, agent=two.ana, conversation_id=two.here, reason="answered")
    with pytest.raises(IllegalTransition, match="over"):
        await two.merge()


async def test_one_that_had_ended_goes_on_here_too(store: Store) -> None:
    """Its end stays the end it was; what the customer writes there arrives here."""
    two = await pair(World(store))
    await conversations.end_conversation(two.world.desk, visitor_id=two.vera.id, conversation_id=two.there)
    await two.merge()
    gone = await two.world.view(two.there)
    assert (gone.resolve_reason, gone.merged_into, gone.csat_due) == ("ended_by_visitor", two.here, False)
    said = await two.world.says(two.vera, two.there, "One more thing")
    assert said.conversation_id == two.here


async def test_tags_and_urgency_come_along(store: Store) -> None:
    two = await pair(World(store))
    await two.given_to(two.ana)
    await closing.tag(two.world.desk, agent=two.ana, conversation_id=two.here, tags=["parcel"])
    await closing.tag(two.world.desk, agent=two.ana, conversation_id=two.there, tags=["vip", "parcel"])
    await queue.prioritise(two.world.desk, agent=two.ana, conversation_id=two.there, priority=Priority.URGENT)
    view = await two.merge()
    assert (view.tags, view.priority) == (("parcel", "vip"), Priority.URGENT)


async def test_the_brief_knows_what_was_said_there(store: Store) -> None:
    """The order number of the other one, at the line that leads there."""
    two = await pair(World(store))
    await two.merge()
    viewed = await conversations.view_conversation(two.world.desk, actor=two.ana, conversation_id=two.here)
    assert viewed.brief is not None
    line = next(one.seq for one in viewed.messages if one.payload.get("key") == "merged_in")
    facts = [(one.name, one.value, one.seq) for one in viewed.brief.facts]
    assert facts == [("order_number", "LM-20417", line)]
    assert [one.text for one in viewed.brief.history if one.seq == line] == ["And where is order LM-20417?"]


async def test_lists_show_them_once(store: Store) -> None:
    """The customer has one row; the agent is offered no more to merge."""
    two = await pair(World(store))
    found = await same_customer.others(two.world.desk, agent=two.ana, conversation_id=two.here)
    assert [one.id for one in found] == [two.there]
    await two.merge()
    assert await same_customer.others(two.world.desk, agent=two.ana, conversation_id=two.here) == ()
    own = await identities.list_own(two.world.desk, visitor_id=two.vera.id)
    assert [one.id for one in own] == [two.here]
    page = await conversations.list_conversations(two.world.desk, actor=two.ana, view=ListView.RESOLVED)
    assert [(one.id, one.merged_into) for one in page.items] == [(two.there, two.here)]


async def test_what_was_merged_before_follows(store: Store) -> None:
    """However often: the first one leads to the last, in one step."""
    two = await pair(World(store))
    third = await another(two.world, two.vera, "And a third thing")
    await two.merge()
    desk = two.world.desk
    await merging.merge(desk, agent=two.ana, conversation_id=third, other=two.here)
    assert (await two.world.view(two.there)).merged_into == third
    said = await two.world.says(two.vera, two.there, "Hello?")
    assert said.conversation_id == third
    viewed = await conversations.view_conversation(desk, actor=two.ana, conversation_id=third)
    assert viewed.brief is not None
    assert [one.value for one in viewed.brief.facts] == ["LM-20417"]


async def test_a_chat_that_was_put_aside_comes_back_for_what_is_unanswered(store: Store) -> None:
    two = await pair(World(store))
    await snooze.snooze(two.world.desk, agent=two.ana, conversation_id=two.here)
    view = await two.merge()
    assert (view.state, view.owner) == (ConversationState.OPEN, Owner.AGENT)
    async with store.reading() as tx:
        (ana,) = await tx.people.agents()
    assert ana.load == 1
