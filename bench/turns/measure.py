"""One side under load: open loop at several rates, closed loop for the most it can do, and its cost."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.turns.figures import Outcome, arrivals, busy_seconds, by_kind, summary
from bench.turns.load import Seats, closed_loop, open_loop
from bench.turns.script import Line

TURNS_A_SEAT = 6
SPARE_SEATS = 12

SeatsOf = Callable[[str, Iterator[list[Line]], int], AbstractAsyncContextManager[Seats]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Whom to load: how to sit customers down there, and the processes it consists of."""

    name: str
    url: str
    seats: SeatsOf
    pids: dict[str, int]


class Bench:
    """Runs phases against sides with the same conversations for each."""

    def __init__(self, *, seed: int, scripts: Callable[[int], Iterator[list[Line]]]) -> None:
        self._seed = seed
        self._scripts = scripts

    async def warm_up(self, side: Side, turns: int) -> None:
        """Let everything be loaded that is loaded late."""
        async with side.seats(side.url, self._scripts(self._seed + 1), max(2, turns // 4)) as seats:
            await closed_loop(seats, 2, turns / 10)

    async def at_rate(self, side: Side, rate: float, seconds: float, *, poisson: bool) -> dict[str, Any]:
        """Messages as they come, whatever became of the ones before."""
        gaps = random.Random(self._seed) if poisson else None
        moments = arrivals(rate, seconds, random_gaps=gaps)
        count = len(moments) // TURNS_A_SEAT * 2 + SPARE_SEATS
        async with side.seats(side.url, self._scripts(self._seed), count) as seats:
            before = cpu_seconds(side.pids)
            elapsed = await open_loop(seats, moments)
            spent = cpu_seconds(side.pids)
        found = _report(seats.outcomes, elapsed, before, spent)
        return {"rate": rate, "poisson": poisson, "no_seat": seats.missing, **found}

    async def most(self, side: Side, at_once: int, seconds: float) -> dict[str, Any]:
        """As many turns as so many customers get who wait only for their answers."""
        count = max(SPARE_SEATS, int(seconds * 15)) + at_once
        async with side.seats(side.url, self._scripts(self._seed), count) as seats:
            before = cpu_seconds(side.pids)
            await closed_loop(seats, at_once, seconds)
            spent = cpu_seconds(side.pids)
        elapsed = busy_seconds(seats.outcomes)
        return {
            "at_once": at_once,
            "no_seat": seats.missing,
            **_report(seats.outcomes, elapsed, before, spent),
        }


def _report(
    outcomes: list[Outcome], elapsed: float, before: dict[str, float], after: dict[str, float]
) -> dict[str, Any]:
    cpu = {name: round((after[name] - before[name]) * 1000 / max(1, len(outcomes)), 1) for name in before}
    kinds = {name: asdict(found) for name, found in by_kind(outcomes, elapsed).items()}
    return {**asdict(summary(outcomes, elapsed)), "cpu_ms_a_turn": cpu, "kinds": kinds}


def cpu_seconds(pids: dict[str, int]) -> dict[str, float]:
    """Processor time that each process and its children have used so far."""
    tick = os.sysconf("SC_CLK_TCK")
    return {name: sum(_ticks(one) for one in family(pid)) / tick for name, pid in pids.items()}


def memory_mb(pids: dict[str, int]) -> dict[str, int]:
    """Resident memory of each process and its children."""
    page = os.sysconf("SC_PAGE_SIZE")
    return {name: sum(_pages(one) for one in family(pid)) * page // 2**20 for name, pid in pids.items()}


def family(pid: int) -> list[int]:
    """A process and all that came of it, but for Rasa under the app, which is told by itself."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    theirs = [int(child) for child in children if not _is_rasa(int(child))]
    return [pid, *(one for child in theirs for one in family(child))]


def _is_rasa(pid: int) -> bool:
    return b"bot.serve" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _pages(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1])
