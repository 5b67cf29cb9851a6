"""SLA clocks at the desk: what starts, rests and ends them, and who is told."""

from datetime import UTC, datetime, time, timedelta

from handoff.desk.conversation import conversations
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.desk.timing.clocks import look_at_clocks
from handoff.desk.timing.time_settings import current_terms, set_hours, set_targets
from handoff.domain.enums import Priority, Role
from handoff.domain.history.events import ClockEnded, ClockMoved, ConversationChanged
from handoff.domain.timing.calendar import Slot
from handoff.domain.timing.hours import Hours
from handoff.domain.timing.sla import ClockName, ClockState, Sla, Targets
from tests.support.desks import START, World

FIRST, NEXT, RESOLUTION = ClockName.FIRST_RESPONSE, ClockName.NEXT_RESPONSE, ClockName.RESOLUTION


async def sla(world: World, conversation_id: str) -> Sla:
    found = (await world.view(conversation_id)).sla
    assert found is not None
    return found


async def states(world: World, conversation_id: str) -> dict[ClockName, ClockState]:
    return {name: clock.state for name, clock in await sla(world, conversation_id)}


async def test_the_clocks_begin_at_the_handoff_not_before() -> None:
    """The bot's time is the customer's clock only: since their first word."""
    world = World()
    visitor, conversation_id = await world.chat()
    assert await states(world, conversation_id) == {}
    world.clock.forward(minutes=3)
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=conversation_id)
    found = await sla(world, conversation_id)
    assert (found.first_word_at, found.handed_off_at) == (START, START + timedelta(minutes=3))
    assert found.first_response is not None
    assert found.first_response.due_at == START + timedelta(minutes=33)
    assert await states(world, conversation_id) == {FIRST: ClockState.RUNNING, RESOLUTION: ClockState.RUNNING}


async def test_a_persons_first_text_meets_the_first_promise() -> None:
    """A note or joining does not; resolution rests while the last word is the agent's."""
    world = World()
    ana = await world.agent()
    visitor, conversation_id = await world.served(ana)
    assert (await states(world, conversation_id))[FIRST] is ClockState.RUNNING
    world.clock.forward(minutes=2)
    world.recorder.take()
    await world.says(ana, conversation_id, "Hello")
    assert await states(world, conversation_id) == {FIRST: ClockState.MET, RESOLUTION: ClockState.PAUSED}
    (ended,) = [one for one in world.recorder.take() if isinstance(one, ClockEnded)]
    assert (ended.clock, ended.state, ended.since_handoff) == (FIRST, ClockState.MET, timedelta(minutes=2))
    world.clock.forward(days=3)
    await world.says(visitor, conversation_id, "And now?")
    found = await sla(world, conversation_id)
    assert await states(world, conversation_id) == {
        FIRST: ClockState.MET,
        NEXT: ClockState.RUNNING,
        RESOLUTION: ClockState.RUNNING,
    }
    assert found.resolution is not None
    assert found.resolution.used == timedelta(minutes=2)
    asked_at = world.clock.now
    world.clock.forward(minutes=1)
    await world.says(visitor, conversation_id, "Are you there?")
    found = await sla(world, conversation_id)
    assert found.next_response is not None
    assert found.next_response.started_at == asked_at
    await world.says(ana, conversation_id, "Yes")
    assert (await states(world, conversation_id))[NEXT] is ClockState.MET


async def test_the_sweep_warns_once_and_tells_of_the_breach_once() -> None:
    """At four fifths of the target, and when it is over; the header is told anew each time."""
    world = World()
    _, conversation_id = await world.waiting()
    world.recorder.take()
    told = []
    for minutes in (23, 2, 0, 6, 0):
        world.clock.forward(minutes=minutes)
        await look_at_clocks(world.desk)
        events = world.recorder.take()
        told.append([one.state for one in events if isinstance(one, ClockMoved)])
        assert any(isinstance(one, ConversationChanged) for one in events) == bool(told[-1])
    assert told == [[], [ClockState.WARNED], [], [ClockState.BREACHED], []]
    assert (await states(world, conversation_id))[FIRST] is ClockState.BREACHED


async def test_a_late_answer_stays_breached_even_if_no_sweep_saw_it() -> None:
    """What is kept is when it was breached, and when it was answered."""
    world = World()
    ana = await world.agent()
    _, conversation_id = await world.served(ana)
    world.clock.forward(minutes=40)
    await world.says(ana, conversation_id, "Sorry")
    found = (await sla(world, conversation_id)).first_response
    assert found is not None
    assert (found.breached_at, found.ended_at) == (START + timedelta(minutes=30), world.clock.now)
    assert await look_at_clocks(world.desk) == 0


async def test_the_end_keeps_what_was_resolved_and_drops_what_was_not() -> None:
    """An agent's resolve meets the resolution; a customer who leaves the queue was promised it in vain."""
    world = World()
    ana = await world.agent()
    _, solved = await world.served(ana)
    await world.says(ana, solved, "Done")
    await handoff.resolve(world.desk, agent=ana, conversation_id=solved)
    visitor, left = await world.waiting()
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=left)
    _, back = await world.served(ana)
    await handoff.hand_back(world.desk, agent=ana, conversation_id=back)
    assert [await states(world, one) for one in (solved, left, back)] == [
        {FIRST: ClockState.MET, RESOLUTION: ClockState.MET},
        {FIRST: ClockState.DROPPED, RESOLUTION: ClockState.DROPPED},
        {FIRST: ClockState.DROPPED, RESOLUTION: ClockState.DROPPED},
    ]
    world.clock.forward(days=30)
    assert await look_at_clocks(world.desk) == 0


async def test_a_release_does_not_start_the_promise_anew() -> None:
    """The customer was promised a first answer, whoever gives it."""
    world = World()
    ana, ben = await world.agent(), await world.agent("Ben")
    _, conversation_id = await world.served(ana)
    before = await sla(world, conversation_id)
    world.clock.forward(minutes=5)
    await handoff.release(world.desk, agent=ana, conversation_id=conversation_id)
    await queue.claim(world.desk, agent=ben, conversation_id=conversation_id)
    assert await sla(world, conversation_id) == before


async def test_only_business_time_counts_as_soon_as_hours_are_set() -> None:
    """Sunday's half hour is over on Monday at half past nine; a priority without targets has no clocks."""
    world = World()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    office = (Slot(start=time(9), end=time(17)),)
    await set_hours(world.desk, actor=sam, hours=Hours(week=dict.fromkeys(range(5), office)))
    world.desk.agreed.terms = await current_terms(world.desk)
    _, conversation_id = await world.waiting()
    found = (await sla(world, conversation_id)).first_response
    assert found is not None
    assert found.due_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    quick = {Priority.URGENT: Targets(first_response=timedelta(minutes=1))}
    await set_targets(world.desk, actor=sam, targets=quick, revision=0)
    world.desk.agreed.terms = await current_terms(world.desk)
    _, unpromised = await world.waiting()
    assert await states(world, unpromised) == {}
