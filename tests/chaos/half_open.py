"""A connection whose other end is gone without a word."""

import asyncio
import json
import time

from tests.chaos.world import World
from tests.support.clients import VISITOR

LONGEST_SECONDS = 60.0


async def seconds_until_noticed(world: World, token: str) -> float:
    """How long the desk keeps a connection that has come in and then never answers a ping."""
    url = f"{world.url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
    async with world.http.ws_connect(url, autoping=False) as line:
        await line.receive_str()
        await line.send_str(f"40{VISITOR},{json.dumps({'token': token})}")
        began = time.monotonic()
        admitted = await line.receive_str()
        assert admitted.startswith(f"40{VISITOR},"), admitted
        async with asyncio.timeout(LONGEST_SECONDS):
            async for _ in line:  # pings, which a living client would answer
                pass
        return time.monotonic() - began
