"""How long it takes from a customer's wish for a person until the conversation is on an agent's screen."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from bench.desk_load.machine import Watch
from bench.desk_load.pairs import End
from bench.desk_load.sides import Place, visitor_tokens
from bench.turns.figures import arrivals, quantile

LAST_SECONDS = 5.0
SETTLE_SECONDS = 5.0


class Screen(End):
    """An agent who takes whatever is offered, and notes when it came."""

    def __init__(self, url: str, token: str, shown: dict[str, float]) -> None:
        super().__init__(url, "/agent", token)
        self._shown = shown
        self._taking: set[asyncio.Task[Any]] = set()
        self.socket.on("offer.made", self._take, namespace=self.namespace)

    async def _take(self, offer: dict[str, Any]) -> None:
        conversation_id = offer["conversation"]["id"]
        self._shown.setdefault(conversation_id, time.perf_counter())
        task = asyncio.create_task(self.call("offer.accept", {"conversation_id": conversation_id}))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)


def escalation(place: Place, *, rate: float, seconds: float) -> dict[str, Any]:
    """Customers who ask for a person at this rate; until the offer with its brief has come to an agent."""
    return asyncio.run(_load(place, rate, seconds))


async def _load(place: Place, rate: float, seconds: float) -> dict[str, Any]:
    moments = arrivals(rate, seconds)
    shown: dict[str, float] = {}
    agents = [Screen(place.url, token, shown) for token in place.agents]
    for agent in agents:
        await agent.connect()
        await agent.call("availability.set", {"availability": "online"})
    arriving = Watch(place)
    customers = [await _arrived(place.url, token) for token in visitor_tokens(place.url, len(moments))]
    arrival = arriving.seen()["server_cpu_seconds"]
    # Their arrival is told to every console, and is not what is measured.
    await asyncio.sleep(SETTLE_SECONDS)
    due: dict[str, float] = {}
    watch, began = Watch(place), time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for moment, (customer, conversation_id) in zip(moments, customers, strict=True):
            await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
            due[conversation_id] = began + moment
            group.create_task(customer.call("human.request", {"conversation_id": conversation_id}))
    for _ in range(int(LAST_SECONDS / 0.05)):
        if len(shown) == len(due):
            break
        await asyncio.sleep(0.05)
    spent = watch.seen()
    times = [(shown[one] - at) * 1000 for one, at in due.items() if one in shown]
    await _leave([*agents, *(customer for customer, _ in customers)])
    return {
        "handoffs_a_second": rate,
        "handoffs": len(due),
        "server_cpu_ms_an_arrival": round(arrival * 1000 / len(due), 1),
        "never_shown": len(due) - len(times),
        **{f"shown_p{share}_ms": round(quantile(times, share / 100), 1) for share in (50, 95, 99)},
        "server_cpu_ms_a_handoff": round(spent["server_cpu_seconds"] * 1000 / len(due), 1),
        **spent,
    }


async def _arrived(url: str, token: str) -> tuple[End, str]:
    customer = End(url, "/visitor", token)
    await customer.connect()
    opened = await customer.call("conversation.open", {})
    return customer, opened["conversation"]["id"]


async def _leave(ends: Sequence[End]) -> None:
    await asyncio.gather(*(end.socket.disconnect() for end in ends), return_exceptions=True)
