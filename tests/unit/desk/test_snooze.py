"""Snooze: the agent keeps the conversation, not the place, and it never sleeps for ever."""

from datetime import timedelta

import pytest

from handoff.desk.conversation import conversations, snooze
from handoff.desk.identity import people
from handoff.desk.ownership import handoff, sweep, transfers
from handoff.desk.queueing import queue, routing
from handoff.domain.enums import Availability, ConversationState, ListView, Owner
from handoff.domain.errors import CapacityFull, Forbidden, IllegalTransition, Invalid
from handoff.domain.identity.people import Actor
from tests.support.desks import START, World


async def load(world: World, agent: Actor) -> int:
    found = await people.get_agent(world.desk, agent_id=agent.id)
    assert found is not None
    return found.load


async def listed(world: World, agent: Actor, view: ListView) -> list[str]:
    page = await conversations.list_conversations(world.desk, actor=agent, view=view)
    return [one.id for one in page.items]


async def test_a_snoozed_conversation_keeps_its_agent_and_frees_the_place() -> None:
    """It moves to a list of its own, its deadline is the wake time, and the customer is told until when."""
    world = World()
    ana = await world.agent()
    _, conversation_id = await world.served(ana)
    until = START + timedelta(days=2)
    view = await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id, until=until)
    assert (view.state, view.owner, view.agent and view.agent.id) == ("snoozed", Owner.AGENT, ana.id)
    assert (view.snoozed_until, view.deadline_at) == (until, until)
    assert await load(world, ana) == 0
    assert await listed(world, ana, ListView.MINE) == []
    assert await listed(world, ana, ListView.SNOOZED) == [conversation_id]
    said = (await world.said(conversation_id))[-1]
    assert "Tuesday, 3 March, 09:00 (UTC)" in said.text
    assert said.payload["params"] == {"when": "2026-03-03T09:00:00.000Z", "agent": "Ana"}


async def test_it_wakes_at_its_time_back_to_the_same_agent() -> None:
    """The sweep of law 1 brings it back once, and that is no missed deadline."""
    world = World()
    ana = await world.agent()
    _, conversation_id = await world.served(ana)
    await world.says(ana, conversation_id, "I will look on Tuesday")
    until = START + timedelta(days=2)
    await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id, until=until)
    world.clock.forward(days=1)
    await sweep.overdue(world.desk)
    assert (await world.view(conversation_id)).state is ConversationState.SNOOZED
    world.clock.forward(days=1, seconds=1)
    assert await sweep.overdue(world.desk) == ()
    assert await sweep.overdue(world.desk) == ()
    view = await world.view(conversation_id)
    assert (view.state, view.owner, view.snoozed_until) == ("open", Owner.AGENT, None)
    assert await load(world, ana) == 1
    assert (await world.activities(conversation_id))[-2:] == ["snoozed_until", "woken"]


async def test_the_customers_words_wake_it_at_once() -> None:
    """Until a reply: the same agent has it again, with the reply."""
    world = World()
    ana = await world.agent()
    visitor, conversation_id = await world.served(ana)
    view = await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id)
    assert view.deadline_at == START + world.desk.policy.snooze_most
    await world.says(visitor, conversation_id, "Here is my number")
    view = await world.view(conversation_id)
    assert (view.state, view.owner) == (ConversationState.OPEN, Owner.AGENT)
    assert await load(world, ana) == 1
    assert [one.text for one in await world.said(conversation_id)][-2] == "Here is my number"


@pytest.mark.parametrize("why", ["full", "away"])
async def test_without_its_agent_it_goes_to_the_front_of_the_queue(why: str) -> None:
    """Before those who came later, and the customer is told."""
    world = World()
    ana = await world.agent(capacity=1)
    visitor, conversation_id = await world.served(ana)
    await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id)
    world.clock.forward(hours=1)
    await world.waiting()
    if why == "full":
        await world.served(ana)
    else:
        await people.set_availability(world.desk, agent=ana, availability=Availability.AWAY)
    await world.says(visitor, conversation_id, "Hello?")
    view = await world.view(conversation_id)
    assert (view.owner, view.state) == (Owner.QUEUE, ConversationState.OPEN)
    assert view.queue is not None
    assert view.queue.position == 1
    assert (await world.activities(conversation_id))[-1] == "woken_queue"
    assert await load(world, ana) == (1 if why == "full" else 0)


async def test_its_agent_may_wake_it_if_there_is_a_place() -> None:
    """Waking twice is waking once."""
    world = World()
    ana = await world.agent(capacity=1)
    _, conversation_id = await world.served(ana)
    await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id)
    _, other = await world.served(ana)
    with pytest.raises(CapacityFull):
        await snooze.wake(world.desk, agent=ana, conversation_id=conversation_id)
    await handoff.resolve(world.desk, agent=ana, conversation_id=other)
    for _ in range(2):
        view = await snooze.wake(world.desk, agent=ana, conversation_id=conversation_id)
        assert (view.state, await load(world, ana)) == (ConversationState.OPEN, 1)


@pytest.mark.parametrize("step", ["resolve", "release", "hand_back", "transfer", "end", "again", "human"])
async def test_no_place_is_freed_twice(step: str) -> None:
    """Whatever ends the snooze, the load that is kept is the load there is."""
    world = World()
    ana, ben = await world.agent(), await world.agent("Ben")
    visitor, conversation_id = await world.served(ana)
    await world.served(ana)
    await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id)
    agent = {"agent": ana, "conversation_id": conversation_id}
    mine = {"visitor_id": visitor.id, "conversation_id": conversation_id}
    match step:
        case "resolve":
            await handoff.resolve(world.desk, **agent)
        case "release":
            await handoff.release(world.desk, **agent)
        case "hand_back":
            await handoff.hand_back(world.desk, **agent)
        case "transfer":
            await transfers.transfer(world.desk, **agent, to=ben.id)
        case "end":
            await conversations.end_conversation(world.desk, **mine)
        case "again":
            await snooze.snooze(world.desk, **agent, until=START + timedelta(hours=1))
        case _:
            await handoff.request_human(world.desk, **mine)
    expected = {"transfer": (1, 1), "human": (2, 0)}.get(step, (1, 0))
    assert (await load(world, ana), await load(world, ben)) == expected
    view = await world.view(conversation_id)
    assert (view.state is ConversationState.SNOOZED) == (step == "again")
    assert (view.snoozed_until is not None) == (step == "again")


async def test_what_cannot_be_put_aside() -> None:
    """Somebody else's, what no agent has, the past, and what would sleep for years."""
    world = World()
    ana, ben = await world.agent(), await world.agent("Ben")
    _, conversation_id = await world.served(ana)
    _, waiting = await world.waiting()
    sam = {"agent": ben, "conversation_id": conversation_id}
    with pytest.raises(Forbidden):
        await snooze.snooze(world.desk, **sam)
    for until in (START, START + timedelta(days=91)):
        with pytest.raises(Invalid):
            await snooze.snooze(world.desk, agent=ana, conversation_id=conversation_id, until=until)
    await queue.claim(world.desk, agent=ana, conversation_id=waiting)
    await handoff.resolve(world.desk, agent=ana, conversation_id=waiting)
    with pytest.raises((IllegalTransition, Forbidden)):
        await snooze.snooze(world.desk, agent=ana, conversation_id=waiting)


async def test_an_agent_who_is_away_overnight_loses_no_snoozed_conversation() -> None:
    """Nobody waits for them: the vanished agent's rule is for those who do."""
    world = World()
    ana = await world.agent()
    _, conversation_id = await world.served(ana)
    await snooze.snooze(
        world.desk, agent=ana, conversation_id=conversation_id, until=START + timedelta(days=2)
    )
    await people.leave(world.desk, agent_id=ana.id)
    world.clock.forward(hours=12)
    assert await routing.requeue_vanished(world.desk) == 0
    assert (await world.view(conversation_id)).state is ConversationState.SNOOZED
