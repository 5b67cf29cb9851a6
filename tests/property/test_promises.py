"""No promise is ever lost, and none is kept twice, whatever happens to its conversation and whoever looks."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.desk.conversation import snooze
from handoff.desk.ownership import handoff, sweep
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.desk.timing import promises
from handoff.desk.timing.promise_sweep import look_at_promises
from handoff.domain.enums import Owner
from handoff.domain.errors import BatonError
from handoff.domain.history.events import PromiseMoved
from handoff.domain.identity.people import Actor
from tests.support.databases import every_store
from tests.support.desks import World

STEPS = ("promise", "talk", "resolve", "release", "claim", "snooze", "back", "customer", "wait", "tick")


async def step(world: World, name: str, agents: list[Actor], visitor: Actor, chat: str) -> None:
    """Somebody does something, which may not be possible just now."""
    view = await world.view(chat)
    agent = next((one for one in agents if view.agent and one.id == view.agent.id), agents[0])
    said = {"promise": "I will call you within 3 hours.", "talk": "Here you are."}
    moves = {"resolve": handoff.resolve, "release": handoff.release, "claim": queue.claim}
    moves |= {"snooze": snooze.snooze, "back": handoff.hand_back}
    if name in said:
        await world.says(agent, chat, said[name])
    elif name in moves:
        await moves[name](world.desk, agent=agent, conversation_id=chat)
    elif name == "customer":
        await world.says(visitor, chat, "Hello?")
    elif name == "tick":
        for one in (await promises.promises_of(world.desk, conversation_id=chat))[:1]:
            await promises.keep(world.desk, agent=agent, promise_id=one.id)
    else:
        world.clock.forward(hours=1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=25))
def test_every_promise_ends_before_a_person_or_as_kept(steps: list[str]) -> None:
    """Once its moment has passed and all sweeps have run, an open one lies in the queue or with an agent."""

    async def play() -> None:
        world = World()
        agents = [await world.agent("Ana"), await world.agent("Reza")]
        visitor, chat = await world.served(agents[0])
        made = 0
        for name in steps:
            try:
                await step(world, name, agents, visitor, chat)
            except BatonError:
                continue
            made += name == "promise"
            await look_at_promises(world.desk)
        world.clock.forward(days=2)
        for _ in range(3):
            await sweep.overdue(world.desk)
            await look_at_promises(world.desk)
            world.clock.forward(hours=25)
        await look_at_promises(world.desk)
        found = await promises.promises_of(world.desk, conversation_id=chat)
        view = await world.view(chat)
        assert len(found) == made
        if any(one.open for one in found):
            assert view.owner in (Owner.QUEUE, Owner.AGENT)
            assert view.snoozed_until is None
        moved = [event for event in world.recorder.events if isinstance(event, PromiseMoved)]
        ends = [event.promise_id for event in moved if event.state.value in ("kept", "dropped")]
        assert len(ends) == len(set(ends)) == sum(not one.open for one in found)
        broken = [event.promise_id for event in moved if event.state.value == "broken"]
        assert len(broken) == len(set(broken))

    asyncio.run(play())


@every_store
async def test_many_sweeps_at_once_tell_it_once(store: Store) -> None:
    """Several processes look at the same moment, while somebody ticks it and the customer is answered."""
    world = World(store)
    agents = [await world.agent("Ana", capacity=9)]
    chats = [await world.served(agents[0]) for _ in range(6)]
    for _, chat in chats:
        await world.says(agents[0], chat, "I will write tomorrow.")
        await handoff.resolve(world.desk, agent=agents[0], conversation_id=chat)
    world.clock.forward(days=1, hours=7, minutes=30)
    world.recorder.take()
    await asyncio.gather(*(look_at_promises(world.desk) for _ in range(4)))
    told = [event.promise_id for event in world.recorder.events if isinstance(event, PromiseMoved)]
    assert len(told) == len(set(told)) == len(chats)
    for _, chat in chats:
        view = await world.view(chat)
        assert view.owner is Owner.AGENT
        assert (await world.activities(chat)).count("promise_agent") == 1
    world.clock.forward(hours=1)
    found = [(await promises.promises_of(world.desk, conversation_id=chat))[0] for _, chat in chats]
    attempts = []
    for (_, chat), one in zip(chats, found, strict=True):
        attempts += [
            promises.keep(world.desk, agent=agents[0], promise_id=one.id),
            world.says(agents[0], chat, "Here it is."),
            promises.keep(world.desk, agent=agents[0], promise_id=one.id),
        ]
    await asyncio.gather(*attempts, return_exceptions=True)
    ends = [event for event in world.recorder.events if isinstance(event, PromiseMoved)]
    kept = [event.promise_id for event in ends if event.state.value == "kept"]
    assert sorted(kept) == sorted(one.id for one in found)
