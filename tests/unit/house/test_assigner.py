"""The assigner stops when it is told to, whatever happens in the same moment."""

import asyncio

from handoff.assigner import Assigner
from tests.support.desks import World


async def test_it_ends_even_if_it_is_woken_while_it_is_closed() -> None:
    """In the very step in which it is woken, too: `asyncio.wait_for` would forget the cancel there."""
    lost = []
    for steps in range(60):
        assigner = Assigner(World().desk, seconds=60)
        await assigner.start()
        for _ in range(30):
            await asyncio.sleep(0)
        assigner.wake()
        for _ in range(steps):
            await asyncio.sleep(0)
        closing = asyncio.create_task(assigner.close())
        done, _ = await asyncio.wait({closing}, timeout=1)
        if not done:
            lost.append(steps)
            closing.cancel()
            await asyncio.gather(closing, return_exceptions=True)
    assert lost == []
