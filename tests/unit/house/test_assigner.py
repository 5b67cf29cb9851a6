"""The assigner stops when it is told to, whatever happens in the same moment."""

import asyncio

from handoff.loops.assigner import Assigner
from tests.support.desks import World
from tests.support.waiting import loop_turns


async def test_it_ends_even_if_it_is_woken_while_it_is_closed() -> None:
    """In the very step in which it is woken, too: `asyncio.wait_for` would forget the cancel there."""
    lost = []
    for steps in range(60):
        assigner = Assigner(World().desk, seconds=60)
        await assigner.start()
        await loop_turns(30)
        assigner.wake()
        await loop_turns(steps)
        closing = asyncio.create_task(assigner.close())
        done, _ = await asyncio.wait({closing}, timeout=60)
        if not done:
            lost.append(steps)
            closing.cancel()
            await asyncio.gather(closing, return_exceptions=True)
    assert lost == []
