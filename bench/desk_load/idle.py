"""What many connected widgets cost a server that nobody says anything to: memory and heartbeats."""

import asyncio
import json
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import Manager
from threading import Event
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from bench.desk_load.machine import Watch
from bench.desk_load.sides import Place, visitor_tokens
from bench.turns.measure import memory_mb

AT_ONCE = 50
SETTLE_SECONDS = 5.0
TOKENS_AT_ONCE = 500
LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is to be connected, and whether a conversation is opened."""

    namespace: str
    token: str


def idle(place: Place, *, widgets: int, seconds: float, workers: int) -> dict[str, Any]:
    """Connect them all, let them be silent, and see what the server has used meanwhile."""
    guests = [Guest(namespace="/agent", token=token) for token in place.agents]
    before, arriving_cost = memory_mb({"server": place.pid})["server"], Watch(place)
    for start in range(0, widgets, TOKENS_AT_ONCE):
        tokens = visitor_tokens(place.url, min(TOKENS_AT_ONCE, widgets - start))
        guests += [Guest(namespace="/visitor", token=token) for token in tokens]
    with Manager() as manager, ProcessPoolExecutor(workers) as pool:
        connected, over = manager.Semaphore(0), manager.Event()
        began = time.perf_counter()
        shares = [
            pool.submit(_worker, place.url, guests[number::workers], connected, over)
            for number in range(workers)
        ]
        for _ in shares:
            _wait_for(connected, shares)
        arriving = time.perf_counter() - began
        time.sleep(SETTLE_SECONDS)
        arrival, resting = arriving_cost.seen()["server_cpu_seconds"], Watch(place)
        time.sleep(seconds)
        spent = resting.seen()
        after = memory_mb({"server": place.pid})["server"]
        over.set()
        alive = sum(share.result() for share in shares)
    return {
        "connections": len(guests),
        "alive_at_the_end": alive,
        "connected_in_seconds": round(arriving, 1),
        "memory_mb_before": before,
        "memory_mb": after,
        "kb_a_connection": round((after - before) * 1024 / len(guests), 1),
        "server_cpu_ms_an_arrival": round(arrival * 1000 / len(guests), 2),
        "idle_cpu_ms_a_minute_each": round(spent["server_cpu_seconds"] * 60_000 / seconds / len(guests), 2),
        **spent,
    }


def _wait_for(connected: Any, shares: Sequence["Future[int]"]) -> None:
    """One worker more has connected all of its own; one that failed says why."""
    while not connected.acquire(timeout=LOOK_SECONDS):
        for share in shares:
            if share.done():
                share.result()


def _worker(url: str, guests: Sequence[Guest], connected: Any, over: Event) -> int:
    return asyncio.run(_stay(url, guests, connected, over))


async def _stay(url: str, guests: Sequence[Guest], connected: Any, over: Event) -> int:
    """Connect the guests in small groups, answer pings until it is over; how many are still connected."""
    address = url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    waiting, sockets, tasks = iter(guests), [], []
    while some := list(islice(waiting, AT_ONCE)):
        group = await asyncio.gather(*(_enter(address, guest) for guest in some))
        sockets += group
        tasks += [asyncio.create_task(_answer_pings(socket)) for socket in group]
    connected.release()
    await asyncio.to_thread(over.wait)
    alive = sum(not task.done() for task in tasks)
    await asyncio.gather(*(socket.close() for socket in sockets))
    await asyncio.gather(*tasks)
    return alive


async def _enter(address: str, guest: Guest) -> ClientConnection:
    """As the widget does: into its namespace, and its conversation opened."""
    socket = await connect(address, compression=None, proxy=None, open_timeout=60)
    await socket.recv()
    await socket.send(f"40{guest.namespace},{json.dumps({'token': guest.token})}")
    admitted = str(await socket.recv())
    if not admitted.startswith("40"):
        raise RuntimeError(f"not admitted: {admitted}")
    if guest.namespace == "/visitor":
        await socket.send(f'42{guest.namespace},0["conversation.open",{{}}]')
    return socket


async def _answer_pings(socket: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        async for frame in socket:
            if frame == "2":
                await socket.send("3")
