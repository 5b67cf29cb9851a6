"""Replays past questions for whoever turns the dial; each turn of it costs no reading."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from handoff.desk.bot.past import past_questions
from handoff.desk.context import Desk
from handoff.domain.bot.replay import CurvePoint, PastQuestion, Replay, curve, replay
from handoff.learning.dial import Dial
from handoff.learning.scoring import rescored
from kb_index.judgement import Judge
from kb_index.refit import FEWEST

KEEP_SECONDS = 20.0
MOST = 5000
A_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """How many answers of a year are known to be right or wrong, from whom, and how many it takes."""

    n: int
    by_source: Mapping[str, int]
    needed: int = FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    at: float
    judge: Judge
    past: list[PastQuestion]
    curve: tuple[CurvePoint, ...]


@dataclass(slots=True, kw_only=True)
class Replays:
    """What the desk's past looks like under another risk; the past is read again every few seconds."""

    desk: Desk
    dial: Dial
    monotonic: Callable[[], float] = time.monotonic
    _known: dict[int, _Read] = field(default_factory=dict)
    _line: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def at(self, risk: float, *, days: int) -> tuple[Replay, tuple[CurvePoint, ...]]:
        """The replay of this risk against the present one, and the risk–coverage curve."""
        read = await self._read(days)
        found = await asyncio.to_thread(
            replay,
            read.past,
            now=partial(read.judge.decide, risk=self.dial.risk),
            then=partial(read.judge.decide, risk=risk),
        )
        return found, read.curve

    async def labels(self) -> Labelled:
        """What there is to learn from."""
        labels = [one.label for one in (await self._read(A_YEAR)).past if one.label is not None]
        return Labelled(n=len(labels), by_source=Counter(label.source.value for label in labels))

    async def _read(self, days: int) -> _Read:
        async with self._line:
            judge, known = self.dial.judge, self._known.get(days)
            if known and known.judge is judge and self.monotonic() - known.at < KEEP_SECONDS:
                return known
            past = await past_questions(self.desk, rescore=partial(rescored, judge), days=days, most=MOST)
            read = _Read(
                at=self.monotonic(), judge=judge, past=past, curve=await asyncio.to_thread(curve, past)
            )
            kept = {A_YEAR: self._known[A_YEAR]} if A_YEAR in self._known else {}
            self._known = {**kept, days: read}
            return read
