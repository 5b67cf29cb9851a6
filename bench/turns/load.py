"""Customers who talk to one side: as they come (open loop), or as fast as they are answered (closed loop)."""

import asyncio
import time
from collections.abc import Sequence
from typing import Protocol

from bench.turns.figures import Outcome
from bench.turns.script import Line

ANSWER_SECONDS = 30.0


class Customer(Protocol):
    """One connected customer with one conversation."""

    spent: bool

    async def ask(self, line: Line) -> str:
        """Say something and wait for the first answer; what became of it."""
        ...


class Seats:
    """Connected customers and what they still have to say; a customer says one thing at a time."""

    def __init__(self, taken: Sequence[tuple[Customer, list[Line]]]) -> None:
        self.customers = [customer for customer, _ in taken]
        self._free: asyncio.Queue[tuple[Customer, list[Line]]] = asyncio.Queue()
        for seat in taken:
            self._free.put_nowait(seat)
        self.outcomes: list[Outcome] = []
        self.missing = 0
        self._began = time.perf_counter()

    async def one_turn(self, due: float | None = None) -> bool:
        """Let the next free customer speak; the time counts from when the message was due."""
        try:
            customer, lines = self._free.get_nowait()
        except asyncio.QueueEmpty:
            self.missing += 1
            return False
        line, rest = lines[0], lines[1:]
        began = due if due is not None else time.perf_counter()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                became = await customer.ask(line)
            seconds: float | None = time.perf_counter() - began
        except TimeoutError:
            became, seconds = "nothing", None
        self.outcomes.append(Outcome(kind=line.kind, became=became, seconds=seconds, at=began - self._began))
        if rest and not customer.spent and seconds is not None:
            self._free.put_nowait((customer, rest))
        return True


async def open_loop(seats: Seats, moments: Sequence[float]) -> float:
    """A message at each moment, whatever became of the ones before; the seconds that it all took."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for moment in moments:
            await asyncio.sleep(began + moment - time.perf_counter())
            group.create_task(seats.one_turn(due=began + moment))
    return time.perf_counter() - began


async def closed_loop(seats: Seats, at_once: int, seconds: float) -> float:
    """So many customers at once, each speaking as soon as the one before has its answer."""
    began = time.perf_counter()

    async def worker() -> None:
        while time.perf_counter() - began < seconds and await seats.one_turn():
            pass

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(worker())
    return time.perf_counter() - began
