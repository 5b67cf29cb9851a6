"""How long a message takes from one end to the other, at a rate that does not wait for answers."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from bench.desk_load.machine import Watch
from bench.desk_load.pairs import Pair, pairs_of
from bench.desk_load.sides import Place, visitor_tokens
from bench.turns.figures import arrivals, quantile

WARM_SECONDS = 3.0
LAST_SECONDS = 5.0
LOOK_SECONDS = 0.05


def relay(
    place: Place, *, rate: float, seconds: float, pairs: int, workers: int, marks: bool = False
) -> dict[str, Any]:
    """Load one server from so many client processes; quantiles in milliseconds and its processor time."""
    visitors = visitor_tokens(place.url, pairs) if place.agents else []
    with ProcessPoolExecutor(workers) as pool:
        shares = [
            pool.submit(
                _worker,
                place,
                visitors[number::workers],
                place.agents[number::workers],
                rate / workers,
                seconds,
                pairs // workers,
                marks,
            )
            for number in range(workers)
        ]
        found = [share.result() for share in shares]
    heard = [one for part in found for one in part["relayed"]]
    times = [one * 1000 for one in heard if one is not None]
    acks = [one * 1000 for part in found for one in part["acks"]]
    cpu = max(part["server_cpu"] for part in found)
    return {
        "rate": rate,
        "sent": len(heard),
        "never_heard": heard.count(None),
        **{f"relay_p{share}_ms": round(quantile(times, share / 100), 1) for share in (50, 95, 99)},
        **{f"ack_p{share}_ms": round(quantile(acks, share / 100), 1) for share in (50, 95)},
        "server_cpu_ms_a_message": round(cpu * 1000 / max(1, len(heard)), 2),
        "server_cores": round(cpu / seconds, 2),
        "machine_cores": max(part["machine_cores"] for part in found),
        "client_cores": round(sum(part["client_cpu"] for part in found) / seconds, 2),
    }


def _worker(
    place: Place,
    visitors: Sequence[str],
    agents: Sequence[str],
    rate: float,
    seconds: float,
    count: int,
    marks: bool,
) -> dict[str, Any]:
    return asyncio.run(_load(place, visitors, agents, rate, seconds, count, marks))


async def _load(
    place: Place,
    visitors: Sequence[str],
    agents: Sequence[str],
    rate: float,
    seconds: float,
    count: int,
    marks: bool,
) -> dict[str, Any]:
    pairs = await pairs_of(place, visitors, agents, count, marks=marks)
    await _open_loop(pairs, arrivals(rate, WARM_SECONDS))
    for pair in pairs:
        pair.due.clear()
        pair.acks.clear()
    watch, own = Watch(place), time.process_time()
    await _open_loop(pairs, arrivals(rate, seconds))
    spent, own_after = watch.seen(), time.process_time()
    await _until_heard(pairs)
    found = {
        "relayed": [one for pair in pairs for one in pair.relayed()],
        "acks": [one for pair in pairs for one in pair.acks],
        "server_cpu": spent["server_cpu_seconds"],
        "machine_cores": spent["machine_cores"],
        "client_cpu": own_after - own,
    }
    await asyncio.gather(*(pair.close() for pair in pairs), return_exceptions=True)
    return found


async def _open_loop(pairs: Sequence[Pair], moments: Sequence[float]) -> None:
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number, moment in enumerate(moments):
            pause = began + moment - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            group.create_task(pairs[number % len(pairs)].speak(began + moment))


async def _until_heard(pairs: Sequence[Pair]) -> None:
    """The last messages may be on their way still."""
    for _ in range(int(LAST_SECONDS / LOOK_SECONDS)):
        if all(one is not None for pair in pairs for one in pair.relayed()):
            return
        await asyncio.sleep(LOOK_SECONDS)
