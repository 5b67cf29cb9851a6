"""Work that goes on beside a block for as long as that takes."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

log = logging.getLogger(__name__)


class Over(asyncio.Event):
    """Set once the block is over."""

    async def within(self, seconds: float) -> bool:
        """Whether it is, or becomes so in that time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.wait()
        return self.is_set()


@contextlib.asynccontextmanager
async def meanwhile(work: Callable[[Over], Awaitable[None]], *, after: float) -> AsyncIterator[None]:
    """Start `work` beside a block that takes longer than `after`, and wait for its end behind the block.

    It is told that the block is over and never cancelled: a client that loses a cancellation (redis-py
    does on Python 3.11, see FanOut) would go on for ever, and whoever waits for it, too.
    """
    over, begun = Over(), list[asyncio.Future[None]]()
    timer = asyncio.get_running_loop().call_later(
        after, lambda: begun.append(asyncio.ensure_future(work(over)))
    )
    try:
        yield
    finally:
        timer.cancel()
        over.set()
        for failed in await asyncio.gather(*begun, return_exceptions=True):
            if isinstance(failed, Exception):
                log.error("what ran beside a turn failed", exc_info=failed)
