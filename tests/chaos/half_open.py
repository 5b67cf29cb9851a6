"""A connection whose other end is gone without a word."""

import asyncio
import json
import time

import aiohttp

from tests.chaos.world import World
from tests.support.clients import VISITOR
from tests.support.waiting import eventually

LONGEST_SECONDS = 60.0
Line = aiohttp.ClientWebSocketResponse


async def seconds_until_noticed(world: World, token: str) -> float:
    """How long the desk keeps a connection that has come in and then never answers a ping."""
    line = await eventually(lambda: admitted(world, token), timeout=120)
    async with line:
        began = time.monotonic()
        async with asyncio.timeout(LONGEST_SECONDS):
            async for _ in line:  # pings, which a living client would answer
                pass
        return time.monotonic() - began


async def admitted(world: World, token: str) -> Line | None:
    """A connection that was let in; None while the desk still recovers from the last fault."""
    url = f"{world.url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
    try:
        line = await world.http.ws_connect(url, autoping=False)
        await line.receive()
        await line.send_str(f"40{VISITOR},{json.dumps({'token': token})}")
        answer = await line.receive()
    except (aiohttp.ClientError, ConnectionError):
        return None
    if answer.type is aiohttp.WSMsgType.TEXT and answer.data.startswith(f"40{VISITOR},"):
        return line
    await line.close()
    return None
