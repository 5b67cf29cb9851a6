"""Keeps this process at what the whole desk decides by: the risk that is set, and the judge in force."""

import logging
from dataclasses import dataclass
from typing import Protocol

from handoff.desk.bot.dial import current_risk
from handoff.desk.bot.judges import latest_judge
from handoff.desk.context import Desk
from handoff.domain.deskwide import JudgeRecord
from handoff.learning.scoring import judge_of
from handoff.loops.rounds import Rounds
from kb_index.errors import ForeignJudge
from kb_index.judgement import Judge, Outcome, shipped
from kb_index.ranking import IndexStatus

log = logging.getLogger(__name__)

SECONDS = 0.5


class Judged(Protocol):
    """The index, as far as its judge goes."""

    @property
    def judge(self) -> Judge: ...

    def use(self, judge: Judge) -> None: ...

    def decide(self, probability: float, risk: float) -> Outcome: ...

    def status(self) -> IndexStatus: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """Which judge judges here; without a record, or with one that cannot serve, it is the shipped one."""

    record: JudgeRecord | None = None
    problem: str | None = None

    @property
    def own(self) -> bool:
        """Whether it is one that this desk has fitted."""
        return self.record is not None and self.record.content is not None and self.problem is None

    @property
    def version(self) -> int:
        """The version of the desk's own judge, 0 for the shipped one."""
        return self.record.version if self.record is not None and self.own else 0


def chosen(record: JudgeRecord | None, *, model: str) -> tuple[Judge, InForce]:
    """The judge of the newest record if it fits this embedding model, otherwise the shipped one and why."""
    if record is None or record.content is None:
        return shipped(), InForce(record=record)
    try:
        return judge_of(record, model=model), InForce(record=record)
    except ForeignJudge as error:
        return shipped(), InForce(record=record, problem=str(error))


class Dial:
    """Decides as the desk is set now; looks for news twice a second, so no process needs a restart."""

    def __init__(self, desk: Desk, index: Judged, *, start_risk: float, seconds: float = SECONDS) -> None:
        self._desk = desk
        self._index = index
        self._rounds = Rounds(self._follow_once, name="dial", seconds=seconds)
        self._seen: tuple[int, str] | None = None
        self._failing = False
        self.start_risk = start_risk
        self.risk = start_risk
        self.in_force = InForce()

    @property
    def judge(self) -> Judge:
        """Who makes the probability now."""
        return self._index.judge

    def decide(self, probability: float) -> Outcome:
        """What to do with a question of this probability."""
        return self._index.decide(probability, self.risk)

    async def start(self) -> None:
        """Read what is set, and go on following it."""
        await self._follow_once()
        self._rounds.start(at_once=False)

    async def close(self) -> None:
        """Stop following."""
        await self._rounds.close()

    async def refresh(self) -> None:
        """Take up what is set and fitted now."""
        risk = await current_risk(self._desk, start=self.start_risk)
        if risk != self.risk:
            log.info("of the answers %.0f %% may be wrong, before %.0f %%", risk * 100, self.risk * 100)
            self.risk = risk
        async with self._desk.store.reading() as tx:
            head = await tx.judges.head()
        model = self._index.status().model
        if self._seen != (head, model):
            await self._take_judge(model)
            self._seen = (head, model)

    async def _take_judge(self, model: str) -> None:
        record = await latest_judge(self._desk)
        if record is not None and record.content is not None and not model:
            return  # The embedding model is still loading; nobody searches before it is there.
        judge, in_force = chosen(record, model=model)
        if in_force.problem is not None:
            log.warning("the judge that this desk has fitted is not used: %s", in_force.problem)
        elif in_force.version != self.in_force.version:
            log.info("the judge in force is %s", in_force.version or "the shipped one")
        self._index.use(judge)
        self.in_force = in_force

    async def _follow_once(self) -> None:
        """What was in force stays so while the database cannot be asked."""
        try:
            await self.refresh()
            self._failing = False
        except Exception:
            if not self._failing:
                log.exception("what is set for the desk could not be read; it stays as it was")
            self._failing = True
