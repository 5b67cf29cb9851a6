"""Due work, taken in hand one by one: of two processes that sweep at once, none has what the other has."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.work import Work, working

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Find = Callable[[Transaction, int, Sequence[str]], Awaitable[list[str]]]
Act = Callable[[Work, str], Awaitable[Result | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep(Generic[Result]):
    """What to look for, and what to do with each conversation in the transaction that has it in hand."""

    find: Find
    act: Act[Result]
    name: str
    at_once: int = 100


async def run(desk: Desk, sweep: Sweep[Result]) -> list[Result]:
    """Deal with what is due, one transaction each, in any process and at any time; returns what was done.

    One bad conversation never stops the rest: it is let go, and the next round tries it again.
    """
    async with desk.store.reading() as tx:
        if not await sweep.find(tx, 1, ()):
            return []
    tried: list[str] = []
    done: list[Result] = []
    while len(tried) < sweep.at_once:
        before = len(tried)
        result = await _next(desk, sweep, tried)
        if result is not None:
            done.append(result)
        if len(tried) == before:
            break
    return done


async def _next(desk: Desk, sweep: Sweep[Result], tried: list[str]) -> Result | None:
    """Take one more in hand and deal with it; `tried` grows by its id, or stays where nothing is left."""
    before = len(tried)
    try:
        async with working(desk) as work:
            tried += await sweep.find(work.tx, 1, tuple(tried))
            return await sweep.act(work, tried[-1]) if len(tried) > before else None
    except Exception:
        if len(tried) == before:
            raise
        log.exception("%s failed on conversation %s", sweep.name, tried[-1])
        return None
