"""Events are forgotten when they are older than the desk keeps them."""

from datetime import timedelta

from handoff.desk.reporting.figures import DROPPED_AT_ONCE, forget_events
from handoff.domain.history.kept_event import EventKind
from handoff.loops.forgetting import Forgetting
from tests.support.desks import World
from tests.support.waiting import eventually


async def kinds(world: World, conversation_id: str) -> list[EventKind]:
    async with world.desk.store.reading() as tx:
        return [event.kind for event in await tx.events.of(conversation_id)]


async def test_old_events_go_and_young_ones_stay() -> None:
    """In as many steps as it takes."""
    world = World()
    visitor, old = await world.chat()
    for number in range(DROPPED_AT_ONCE):
        await world.says(visitor, old, f"line {number}")
    world.clock.forward(days=10)
    _, young = await world.chat()
    assert await forget_events(world.desk, older_than=timedelta(days=9)) == DROPPED_AT_ONCE + 3
    assert (await kinds(world, old), len(await kinds(world, young))) == ([], 3)
    assert await forget_events(world.desk, older_than=timedelta(days=9)) == 0


async def test_a_running_desk_forgets_by_itself() -> None:
    """Round by round; with no number of days it keeps everything."""
    world = World()
    _, id_ = await world.chat()
    world.clock.forward(days=3)
    for days in (0, 2):
        forgetting = Forgetting(world.desk, days=days, seconds=0.01)
        await forgetting.start()
        if days:

            async def gone() -> bool:
                return await kinds(world, id_) == []

            await eventually(gone)
        else:
            assert len(await kinds(world, id_)) == 3
        await forgetting.close()
