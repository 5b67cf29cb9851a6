"""A running desk counts the days of its reports by itself, and goes on when a round fails."""

from functools import partial

from handoff.desk.reporting.figure_days import count_days
from handoff.loops.rounds import Rounds
from tests.support.desks import START, World
from tests.support.waiting import eventually


async def counted(world: World) -> set[int]:
    async with world.desk.store.reading() as tx:
        return await tx.figures.counted_since("UTC")


async def test_days_that_are_over_are_counted() -> None:
    """The day of the first conversation and the next, not the one that is going on."""
    world = World()
    await world.chat()
    world.clock.forward(days=2)
    rounds = Rounds(partial(count_days, world.desk), name="days", seconds=0.01)
    rounds.start()

    async def done() -> bool:
        return len(await counted(world)) == 2

    await eventually(done)
    await rounds.close()
    assert await count_days(world.desk) == 0


async def test_a_day_is_left_alone_until_everybody_is_done_with_it() -> None:
    """Two hours after midnight a use case might still write to it; four hours after, none does."""
    world = World()
    await world.chat()
    for hours, days in ((26, 0), (28, 1)):
        world.clock.now = START.replace(hour=0)
        world.clock.forward(hours=hours)
        assert await count_days(world.desk) == days


async def test_a_desk_without_a_past_has_no_days() -> None:
    """Nothing to count, and no day from before there was a desk."""
    assert await count_days(World().desk) == 0
