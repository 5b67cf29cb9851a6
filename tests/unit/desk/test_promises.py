"""The ledger: what is promised is written down, told in time, kept by whoever has it, never lost."""

from datetime import UTC, datetime, timedelta

import pytest

from handoff.desk.conversation import conversations, snooze
from handoff.desk.identity import people
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import queue
from handoff.desk.timing import promises
from handoff.desk.timing.promise_sweep import look_at_promises
from handoff.domain.enums import Availability, EscalationReason, MessageKind, Owner
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.history.events import PromiseMoved
from handoff.domain.identity.people import Actor
from handoff.domain.promise.ledger import Promise, PromiseState
from tests.support.desks import START, World

TOMORROW = "I will write to you tomorrow."
DUE = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


async def promised(world: World, chat: str) -> list[Promise]:
    async with world.desk.store.reading() as tx:
        return await tx.promises.of(chat)


async def states(world: World, chat: str) -> list[str]:
    return [one.state.value for one in await promised(world, chat)]


async def owed(world: World, agent: Actor) -> list[str]:
    found = await promises.owed(world.desk, actor=agent)
    return [one.text for one in found.promises]


async def test_what_an_agent_promises_is_written_down_with_its_message() -> None:
    """For the agent, in the brief, and told to consoles; the customer sees no more than the words."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.served(ana)
    said = await world.says(ana, chat, f"Thank you. {TOMORROW}")
    (one,) = await promised(world, chat)
    assert (one.text, one.seq, one.keeper_id, one.due_at) == (TOMORROW, said.seq, ana.id, DUE)
    assert (one.warn_at, one.timed, one.state) == (DUE - timedelta(hours=2), True, PromiseState.OPEN)
    viewed = await conversations.view_conversation(world.desk, actor=ana, conversation_id=chat)
    assert viewed.brief is not None
    assert [(line.text, line.seq, line.due_at) for line in viewed.brief.promises] == [
        (TOMORROW, said.seq, DUE)
    ]
    assert await owed(world, ana) == [TOMORROW]
    opened = await conversations.open_conversation(world.desk, visitor_id=visitor.id)
    assert not hasattr(opened, "promises")


async def test_the_same_message_sent_twice_promises_once() -> None:
    """As it is said once."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    for _ in range(2):
        world._sent = 99
        await world.says(ana, chat, TOMORROW)
    assert len(await promised(world, chat)) == 1


async def test_customers_and_notes_and_quoted_articles_promise_nothing() -> None:
    """Only what staff and the bot tell the customer in their own words."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.chat(TOMORROW)
    await world.bot_says(chat, "We will call you within 2 hours.", answer={"outcome": "answered"})
    assert await promised(world, chat) == []
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    await world.says(ana, chat, TOMORROW, MessageKind.NOTE)
    assert await promised(world, chat) == []


async def test_the_bot_is_held_to_its_word() -> None:
    """When the moment comes near, the conversation goes to people, and the customer is told."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat()
    await world.bot_says(chat, "A colleague will write to you by e-mail tomorrow.")
    (one,) = await promised(world, chat)
    assert (one.author, one.keeper_id) == ("bot", None)
    world.clock.now = one.warn_at
    assert await look_at_promises(world.desk) == 1
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.PROMISE_DUE)
    assert (await world.activities(chat))[-1] == "promise_queued"
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert len(await owed(world, ana)) == 1
    await world.says(ana, chat, "Here is what I found.")
    assert await states(world, chat) == ["kept"]


async def test_the_talk_in_which_it_was_promised_does_not_keep_it() -> None:
    """ "Anything else?" a minute later is no answer; the next day's words are."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    world.clock.forward(minutes=1)
    await world.says(ana, chat, "Is there anything else?")
    assert await states(world, chat) == ["open"]
    world.clock.forward(hours=20)
    said = await world.says(ana, chat, "Your lamp has been found.")
    (one,) = await promised(world, chat)
    assert (one.state, one.kept_seq, one.ended_by, one.late) == (PromiseState.KEPT, said.seq, ana.id, False)


async def test_a_promise_that_passes_is_broken_and_still_to_be_kept() -> None:
    """Told once at its warning and once when it breaks; kept late is told as late."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    world.recorder.take()
    for hours in (30, 31, 32, 33, 34):
        world.clock.now = START + timedelta(hours=hours)
        await look_at_promises(world.desk)
    told = [one.state.value for one in world.recorder.take() if isinstance(one, PromiseMoved)]
    assert told == ["warned", "broken"]
    assert await owed(world, ana) == [TOMORROW]
    await world.says(ana, chat, "I am sorry: here it is.")
    moved = [one for one in world.recorder.take() if isinstance(one, PromiseMoved)]
    assert [(one.state.value, one.late) for one in moved] == [("kept", True)]
    assert await owed(world, ana) == []


async def test_it_goes_with_the_conversation() -> None:
    """To the colleague who gets it; to whoever takes it from the queue."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=reza.id)
    assert (await owed(world, ana), await owed(world, reza)) == ([], [TOMORROW])
    await handoff.release(world.desk, agent=reza, conversation_id=chat)
    assert (await owed(world, ana), await owed(world, reza)) == ([], [])
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert (await owed(world, ana), await owed(world, reza)) == ([TOMORROW], [])


async def test_a_closed_conversation_comes_back_to_its_keeper_in_time() -> None:
    """Before the moment, without a first answer being due, and the customer is told why."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    assert await owed(world, ana) == [TOMORROW]
    world.clock.now = DUE - timedelta(hours=2)
    assert await look_at_promises(world.desk) == 1
    view = await world.view(chat)
    assert view.agent is not None
    assert (view.owner, view.agent.id, view.reason) == (Owner.AGENT, ana.id, EscalationReason.PROMISE_DUE)
    assert view.sla is not None
    assert view.sla.first_response is None
    assert view.deadline_at == world.clock.now + world.desk.policy.agent_idle
    assert (await world.activities(chat))[-1] == "promise_agent"
    agent = await people.get_agent(world.desk, agent_id=ana.id)
    assert agent is not None
    assert agent.load == 1


async def test_without_its_keeper_it_comes_back_into_the_queue_and_again_each_day() -> None:
    """Nothing is forgotten because somebody went home, or closed it once more."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    await people.set_availability(world.desk, agent=ana, availability=Availability.OFFLINE)
    world.clock.now = DUE - timedelta(hours=2)
    await look_at_promises(world.desk)
    assert (await world.view(chat)).owner is Owner.QUEUE
    await queue.claim(world.desk, agent=reza, conversation_id=chat)
    assert (await world.view(chat)).deadline_at == world.clock.now + world.desk.policy.agent_idle
    await handoff.resolve(world.desk, agent=reza, conversation_id=chat)
    world.clock.now = DUE
    await look_at_promises(world.desk)
    await handoff.resolve(world.desk, agent=reza, conversation_id=chat)
    world.clock.forward(days=1)
    await look_at_promises(world.desk)
    view = await world.view(chat)
    assert view.agent is not None
    assert (view.agent.id, await states(world, chat)) == (reza.id, ["broken"])


async def test_a_conversation_that_was_put_aside_wakes_for_it() -> None:
    """Even where it was to sleep longer."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    await snooze.snooze(world.desk, agent=ana, conversation_id=chat, until=DUE + timedelta(days=5))
    world.clock.now = DUE - timedelta(hours=2)
    await look_at_promises(world.desk)
    assert (await world.view(chat)).state == "open"


async def test_what_was_understood_can_be_changed_dropped_ticked_and_undone() -> None:
    """By its keeper and those who lead; a second tick changes nothing."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.served(ana)
    await world.says(ana, chat, TOMORROW)
    (one,) = await promised(world, chat)
    later = DUE + timedelta(days=2)
    (one,) = await promises.change_due(world.desk, agent=ana, promise_id=one.id, due_at=later)
    assert (one.due_at, one.next_at) == (later, one.warn_at)
    (one,) = await promises.drop(world.desk, agent=ana, promise_id=one.id)
    assert one.state is PromiseState.DROPPED
    (one,) = await promises.owe_again(world.desk, agent=ana, promise_id=one.id)
    assert (one.state, one.next_at) == (PromiseState.OPEN, one.warn_at)
    (kept,) = await promises.keep(world.desk, agent=ana, promise_id=one.id)
    assert await promises.keep(world.desk, agent=ana, promise_id=one.id) == (kept,)
    with pytest.raises(Forbidden):
        await promises.drop(world.desk, agent=reza, promise_id=one.id)
    with pytest.raises(NotFound):
        await promises.drop(world.desk, agent=ana, promise_id="nothing")
    with pytest.raises(Forbidden):
        await promises.owed(world.desk, actor=reza, everybody=True)


async def test_a_promise_is_written_down_by_hand() -> None:
    """Something said on the telephone: in words, and in the next year."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    due = START + timedelta(hours=3)
    (one,) = await promises.promise(
        world.desk, agent=ana, conversation_id=chat, text=" Call  her ", due_at=due
    )
    assert (one.text, one.due_at, one.keeper_id) == ("Call her", due, ana.id)
    for text, when in (("", due), ("x" * 501, due), ("Call", START), ("Call", START + timedelta(days=400))):
        with pytest.raises(Invalid):
            await promises.promise(world.desk, agent=ana, conversation_id=chat, text=text, due_at=when)
