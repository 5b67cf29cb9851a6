"""How good a ranking and its probability are, in the figures that `kb evaluate` prints."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RISKS = ("0.05", "0.10", "0.20")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was done with questions at one risk, and how much of it was right."""

    outcomes: Sequence[str]
    places: Sequence[int | None]
    offered: int = 3

    def figures(self) -> dict[str, float | None]:
        """Shares of all questions; `wrong` of those answered, `offered_right` of those asked back."""
        answered = [place for outcome, place in self._pairs() if outcome == "answered"]
        asked_back = [place for outcome, place in self._pairs() if outcome == "clarify"]
        count = max(len(self.places), 1)
        return {
            "answered": len(answered) / count,
            "wrong": _share([place != 1 for place in answered]),
            "asked_back": len(asked_back) / count,
            "offered_right": _share([place is not None and place <= self.offered for place in asked_back]),
            "no_answer": 1 - (len(answered) + len(asked_back)) / count,
        }

    def _pairs(self) -> list[tuple[str, int | None]]:
        return list(zip(self.outcomes, self.places, strict=True))


def _share(facts: Sequence[bool]) -> float | None:
    return sum(facts) / len(facts) if facts else None


def ranking_figures(ranks: Sequence[int | None]) -> dict[str, float]:
    """hit@1, hit@5 and MRR@10 of the first right answer's place, counted from 1."""
    places = np.asarray([np.inf if place is None else place for place in ranks], dtype=np.float64)
    if not len(places):
        return {"hit@1": 0.0, "hit@5": 0.0, "mrr@10": 0.0}
    reciprocal = np.where(places <= 10, 1 / places, 0.0)
    return {
        "hit@1": float((places <= 1).mean()),
        "hit@5": float((places <= 5).mean()),
        "mrr@10": float(reciprocal.mean()),
    }


def auroc(positive: Floats, negative: Floats) -> float | None:
    """The chance that a positive scores above a negative; ties count half. None if one side is empty."""
    if not len(positive) or not len(negative):
        return None
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    upto = np.searchsorted(ordered, positive, side="right")
    return float((below + upto).sum() / 2 / len(positive) / len(negative))


def calibration_error(probabilities: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    if not len(probabilities):
        return 0.0
    which = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = (
        abs(probabilities[which == b].sum() - right[which == b].sum())
        for b in range(bins)
        if (which == b).any()
    )
    return float(sum(gaps) / len(probabilities))


def log_loss(probabilities: Floats, right: Floats) -> float:
    """The mean of minus the log of what was said to be likely for what came; 0 where there is nothing."""
    if not len(probabilities):
        return 0.0
    inside = np.clip(probabilities, 1e-6, 1 - 1e-6)
    return float(-np.where(right == 1, np.log(inside), np.log(1 - inside)).mean())


def risk_coverage(probabilities: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Share answered and share wrong among those, from the surest question on."""
    order = np.argsort(-probabilities, kind="stable")
    answered = np.arange(1, len(order) + 1)
    wrong = np.cumsum(1 - right[order]) / answered
    return answered / max(len(order), 1), wrong


def coverage_at(probabilities: Floats, right: Floats, risk: float) -> float:
    """The greatest share answered with at most this share wrong, by a threshold on the probability."""
    coverage, wrong = risk_coverage(probabilities, right)
    ordered = np.sort(probabilities)[::-1]
    ends = np.append(ordered[1:] < ordered[:-1], True)[: len(ordered)]
    allowed = coverage[(wrong <= risk) & ends]
    return float(allowed.max()) if len(allowed) else 0.0


def judgement_figures(probabilities: Floats, right: Floats) -> dict[str, object]:
    """How well the probability tells right answers from wrong ones."""
    _, wrong = risk_coverage(probabilities, right)
    return {
        "auroc_right": auroc(probabilities[right == 1], probabilities[right == 0]),
        "ece": calibration_error(probabilities, right),
        "aurc": float(wrong.mean()) if len(wrong) else 0.0,
        "coverage": {risk: coverage_at(probabilities, right, float(risk)) for risk in RISKS},
    }
