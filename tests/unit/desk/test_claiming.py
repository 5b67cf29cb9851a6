"""Agents take conversations: from the queue, from the bot, and never two the same."""

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.queueing import queue
from handoff.domain.enums import Availability, Owner, Role
from handoff.domain.errors import (
    AlreadyClaimed,
    CapacityFull,
    Forbidden,
    IllegalTransition,
)
from handoff.domain.history.events import AgentChanged, OwnerChanged, QueueChanged
from tests.support.desks import World
from tests.support.handoffs import loads


async def test_claiming_tells_everybody() -> None:
    """The customer hears a name; the queue and the agent's load change."""
    world = World()
    ana = await world.agent()
    _, chat = await world.waiting()
    world.recorder.take()
    view = await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert view.agent is not None
    assert (view.owner, view.agent.name, view.waiting_since) == (Owner.AGENT, "Ana", None)
    events = world.recorder.take()
    assert {type(event) for event in events} >= {OwnerChanged, QueueChanged, AgentChanged}
    said = (await world.said(chat))[-1]
    assert said.text == "Ana joined. You are talking to a person now."
    assert await loads(world, ana) == {"Ana": 1}


async def test_claiming_again_is_one_claim_and_the_other_loses() -> None:
    """A client that missed the ack may ask again."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.waiting()
    for _ in range(2):
        await queue.claim(world.desk, agent=ana, conversation_id=chat)
    with pytest.raises(AlreadyClaimed):
        await queue.claim(world.desk, agent=reza, conversation_id=chat)
    assert await loads(world, ana) == {"Ana": 1, "Reza": 0}


async def test_an_agent_takes_over_from_the_bot() -> None:
    """Seeing it go wrong, a person may step in; the brief is there too."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat("My order LM-12345 is late")
    view = await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert (view.owner, view.reason) == (Owner.AGENT, None)
    viewed = await conversations.view_conversation(world.desk, actor=ana, conversation_id=chat)
    assert viewed.brief is not None
    assert viewed.brief.goal is not None
    assert viewed.brief.goal.text == "My order LM-12345 is late"


async def test_nobody_claims_the_resolved_or_beyond_capacity() -> None:
    """And a refused claim leaves everything as it was."""
    world = World()
    ana = await world.agent(capacity=1)
    visitor, ended = await world.chat()
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=ended)
    with pytest.raises(IllegalTransition):
        await queue.claim(world.desk, agent=ana, conversation_id=ended)
    await world.served(ana)
    _, third = await world.waiting()
    with pytest.raises(CapacityFull):
        await queue.claim(world.desk, agent=ana, conversation_id=third)
    assert (await world.view(third)).owner is Owner.QUEUE
    assert await loads(world, ana) == {"Ana": 1}


async def test_editors_take_no_part() -> None:
    """Neither queue, claim nor list."""
    world = World()
    editor = await world.agent("Eli", role=Role.EDITOR)
    _, chat = await world.waiting()
    with pytest.raises(Forbidden):
        await queue.claim(world.desk, agent=editor, conversation_id=chat)
    with pytest.raises(Forbidden):
        await queue.list_queue(world.desk, actor=editor)
    with pytest.raises(Forbidden):
        await people.set_availability(world.desk, agent=editor, availability=Availability.ONLINE)
