"""`baton train`, as far as the judge goes: refit it on what the desk has learnt, and keep what is better."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from handoff.desk.bot.dial import current_risk
from handoff.desk.bot.judges import latest_judge, put_judge
from handoff.desk.bot.past import past_questions
from handoff.desk.context import Desk
from handoff.domain.bot.labels import LabelSource
from handoff.domain.bot.replay import PastQuestion
from handoff.domain.deskwide import JudgeRecord
from handoff.learning.scoring import rescored, vector_of
from kb_index.judgement import Judgement, Outcome, shipped
from kb_index.refit import FEWEST, Example, RefitReport, refit

DAYS = 365
FEWEST_OF_A_KIND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """How many more labels it takes: of all, and of each kind."""

    labels: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def any(self) -> bool:
        """Whether there are too few."""
        return bool(self.labels or self.right or self.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What came of it: `record` is the judge that was written, `report` what is printed and kept with it."""

    reason: str
    refitted: bool
    report: Mapping[str, object]
    missing: Missing = Missing()
    record: JudgeRecord | None = None

    def as_json(self) -> dict[str, object]:
        """The outcome for scripts."""
        known = {"reason": self.reason, "refitted": self.refitted, **self.report}
        version = self.record.version if self.record else None
        return {**known, "missing": asdict(self.missing), "version": version}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """Everything a fit sees: all questions whose features fit, and those of which the truth is known."""

    past: Sequence[PastQuestion]
    examples: Sequence[Example]

    @property
    def sources(self) -> Mapping[str, int]:
        """How many labels come from where, the most trusted first."""
        counts = Counter(one.label.source for one in self.past if one.label is not None)
        return {source.value: counts[source] for source in LabelSource if counts[source]}

    def count(self, *, right: bool) -> int:
        """How many labels say so."""
        return sum(one.right is right for one in self.examples)


async def train_judge(
    desk: Desk, *, model: str, made_by: str, start_risk: float, dry_run: bool = False
) -> Trained:
    """Refit the shipped judge on the labels of a year; what is not better is not written."""
    base = shipped()
    material = await _material(desk, base)
    risk = await current_risk(desk, start=start_risk)
    right, wrong = material.count(right=True), material.count(right=False)
    missing = Missing(
        labels=max(0, FEWEST - right - wrong),
        right=max(0, FEWEST_OF_A_KIND - right),
        wrong=max(0, FEWEST_OF_A_KIND - wrong),
    )
    if missing.any:
        report = _report(material, risk, base=base)
        return Trained(reason="too few labels", refitted=False, report=report, missing=missing)
    found = refit(base, material.examples, embedding=model)
    report = _report(material, risk, base=base, judge=found.judge, comparison=found.report)
    if not found.report.refitted:
        return Trained(reason=found.report.reason, refitted=False, report=report)
    content: Mapping[str, object] = json.loads(found.judge.to_json())
    newest = await latest_judge(desk)
    if newest is not None and newest.content == content and newest.model == model:
        return Trained(reason="nothing new since the judge in force", refitted=False, report=report)
    if dry_run:
        return Trained(reason=found.report.reason, refitted=True, report=report)
    record = await put_judge(desk, content=content, model=model, report=report, made_by=made_by)
    return Trained(reason=found.report.reason, refitted=True, report=report, record=record)


async def forget_judge(desk: Desk, *, made_by: str) -> JudgeRecord | None:
    """Go back to the shipped judge; None where it is in force anyway."""
    newest = await latest_judge(desk)
    if newest is None or newest.content is None:
        return None
    report = {"forgot": newest.version}
    return await put_judge(desk, content=None, model=newest.model, report=report, made_by=made_by)


async def _material(desk: Desk, base: Judgement) -> _Material:
    found = await past_questions(desk, rescore=partial(rescored, base), days=DAYS)
    fitting = [(one, vector) for one in found if (vector := vector_of(one.features)) is not None]
    examples = [
        Example(features=vector, right=one.label.right, weight=one.label.weight, lang=one.lang)
        for one, vector in fitting
        if one.label is not None
    ]
    return _Material(past=[one for one, _ in fitting], examples=examples)


def _report(
    material: _Material,
    risk: float,
    *,
    base: Judgement,
    judge: Judgement | None = None,
    comparison: RefitReport | None = None,
) -> dict[str, object]:
    """What it was fitted on and what changed; `answered` is the share of all questions, at the risk set."""
    told: dict[str, object] = {
        "labels": len(material.examples),
        "right": material.count(right=True),
        "by_source": dict(material.sources),
        "by_lang": dict(Counter(one.lang for one in material.examples)),
        "questions": len(material.past),
        "days": DAYS,
        "risk": risk,
    }
    before = {"answered": _answered(base, material, risk)}
    if judge is None or comparison is None:
        return {**told, "before": before}
    total = comparison.total
    return {
        **told,
        "by_lang": {lang: asdict(one) for lang, one in comparison.by_lang.items()},
        "before": {**before, **asdict(total.before)},
        "after": {"answered": _answered(judge, material, risk), **asdict(total.after)},
        "freedom": comparison.freedom,
    }


def _answered(judge: Judgement, material: _Material, risk: float) -> float | None:
    if not material.past:
        return None
    decided = (
        judge.decide(rescored(judge, one.features) or 0.0, risk) is Outcome.ANSWERED for one in material.past
    )
    return sum(decided) / len(material.past)
