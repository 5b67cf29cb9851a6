"""Many attempts at once, and what became of them."""

import asyncio
from collections import Counter
from collections.abc import Awaitable

from handoff.domain.errors import BatonError


async def outcomes(*attempts: Awaitable[object]) -> Counter[str]:
    """How many succeeded, and the codes of those refused."""
    results = await asyncio.gather(*attempts, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, BatonError):
            raise result
    return Counter(result.code if isinstance(result, BatonError) else "ok" for result in results)
