"""The judgement fitted anew on a desk's own feedback, near the model that ships until much is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from kb_index.judgement import Judgement
from kb_index.lexical import Floats
from kb_index.logit import Logit, fitted, odds_of
from kb_index.metrics import calibration_error, log_loss

FEWEST = 20
OFFSET_FREEDOM, SLOPE_FREEDOM = 1.0, 0.3
FEATURE_FREEDOMS = (0.0, 0.15, 0.5)
_FOLDS, _FIXED = 10, 1e-6
# A gain must stand out of its own noise, and a freer model out of a simpler one.
_GAIN_ERRORS, _FREER_ERRORS = 0.5, 1.0
# A risk is kept with this confidence, as if this many answers had been seen as the model itself expects.
_CONFIDENCE, _PSEUDO_ANSWERS = 0.8, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One answer of the desk: what it was judged from, and whether it turned out to be right."""

    features: tuple[float, ...]
    right: bool
    weight: float = 1.0
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How true probabilities were: lower is better for both."""

    ece: float
    log_loss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The shipped model and the refitted one on examples that neither had seen."""

    n: int
    right: int
    before: Quality
    after: Quality


@dataclass(frozen=True, slots=True, kw_only=True)
class RefitReport:
    """What came of it; where `refitted` is false the shipped model stays, for the `reason` given."""

    refitted: bool
    reason: str
    freedom: float
    total: Comparison
    by_lang: Mapping[str, Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """The judge to use from now on, and how it compares."""

    judge: Judgement
    report: RefitReport


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """The examples as arrays."""

    features: Floats
    odds: Floats
    right: Floats
    weight: Floats
    langs: tuple[str, ...]

    def some(self, kept: NDArray[np.bool_]) -> "_Seen":
        langs = tuple(lang for lang, on in zip(self.langs, kept, strict=True) if on)
        return _Seen(
            features=self.features[kept],
            odds=self.odds[kept],
            right=self.right[kept],
            weight=self.weight[kept],
            langs=langs,
        )


def refit(base: Judgement, examples: Sequence[Example], *, embedding: str | None = None) -> Refit:
    """Offset and slope first, single features once there is enough to say so; the base where it is as good.

    All is judged by cross-validation. `embedding` names the model with which the features were made.
    """
    base = replace(base, learnt=None, slope=1.0)
    seen = _seen(base, examples)
    before = 1 / (1 + np.exp(-seen.odds))
    if len(examples) < FEWEST:
        return _kept(base, seen, before, f"fewer than {FEWEST} examples")
    freedom, after = _best(base, seen)
    gain = _losses(before, seen) - _losses(after, seen)
    if gain.mean() <= _GAIN_ERRORS * _error(gain):
        return _kept(base, seen, before, "the shipped model is as good")
    judge = replace(_fit(base, seen, freedom), embedding=embedding or base.embedding)
    judge = replace(judge, thresholds=_thresholds(base, after, seen))
    report = _report(seen, before, after, refitted=True, reason="better on unseen examples", freedom=freedom)
    return Refit(judge=judge, report=report)


def _seen(base: Judgement, examples: Sequence[Example]) -> _Seen:
    features = np.asarray([one.features for one in examples], dtype=np.float64)
    features = features.reshape(len(examples), len(base.features))
    return _Seen(
        features=features,
        odds=odds_of(np.asarray([base.probability(row) for row in features], dtype=np.float64)),
        right=np.asarray([float(one.right) for one in examples]),
        weight=np.asarray([one.weight for one in examples], dtype=np.float64),
        langs=tuple(one.lang for one in examples),
    )


def _best(base: Judgement, seen: _Seen) -> tuple[float, Floats]:
    """The freedom that does best on unseen examples, the simplest of those as good, and what it says."""
    tried = [(freedom, _unseen(base, seen, freedom)) for freedom in FEATURE_FREEDOMS]
    best = tried[0]
    for freedom, probabilities in tried[1:]:
        gain = _losses(best[1], seen) - _losses(probabilities, seen)
        if gain.mean() > _FREER_ERRORS * _error(gain):
            best = (freedom, probabilities)
    return best


def _unseen(base: Judgement, seen: _Seen, freedom: float) -> Floats:
    """Each example's probability by a model that was fitted without it."""
    probabilities = np.zeros(len(seen.right))
    for held in _folds(len(seen.right)):
        judge = _fit(base, seen.some(~held), freedom)
        probabilities[held] = [judge.probability(row) for row in seen.features[held]]
    return probabilities


def _folds(count: int) -> Iterator[NDArray[np.bool_]]:
    fold = np.random.default_rng(count).permutation(count) % min(_FOLDS, count)
    return (fold == n for n in range(min(_FOLDS, count)))


def _fit(base: Judgement, seen: _Seen, freedom: float) -> Judgement:
    """The base with the log-odds moved, stretched, and bent by each feature as far as it may."""
    centre, spread = seen.features.mean(axis=0), seen.features.std(axis=0)
    spread = np.where(spread > _FIXED, spread, np.inf)
    rows = np.column_stack([np.ones(len(seen.odds)), seen.odds, (seen.features - centre) / spread])
    count = seen.features.shape[1]
    prior = np.asarray([0.0, 1.0, *[0.0] * count])
    free = np.asarray([OFFSET_FREEDOM, SLOPE_FREEDOM, *[max(freedom, _FIXED)] * count])
    weights = fitted(rows, seen.right, seen.weight, prior, free)
    bent = weights[2:] / spread if freedom else np.zeros(count)
    learnt = Logit(bias=float(weights[0] - bent @ centre), weights=tuple(float(one) for one in bent))
    return replace(base, slope=max(float(weights[1]), _FIXED), learnt=learnt)


def _thresholds(base: Judgement, probabilities: Floats, seen: _Seen) -> Mapping[float, float]:
    """For each risk the least probability above which the desk's own answers kept it, cautiously."""
    order = np.argsort(-probabilities, kind="stable")
    weight = seen.weight[order]
    answered = np.cumsum(weight)
    wrong = np.cumsum(weight * (1 - seen.right[order]))
    expected = np.cumsum(weight * (1 - probabilities[order])) / answered
    most = betaincinv(
        wrong + _PSEUDO_ANSWERS * expected,
        answered - wrong + _PSEUDO_ANSWERS * (1 - expected),
        _CONFIDENCE,
    )
    least: dict[float, float] = {}
    for risk in sorted(base.thresholds):
        kept = np.flatnonzero(most <= risk)
        lowest = float(probabilities[order][kept.max()]) if len(kept) else 1 - risk
        least[risk] = min(lowest, *least.values(), 1.0)
    return least


def _losses(probabilities: Floats, seen: _Seen) -> Floats:
    inside = np.clip(probabilities, 1e-6, 1 - 1e-6)
    losses: Floats = -seen.weight * np.where(seen.right == 1, np.log(inside), np.log(1 - inside))
    return losses


def _error(gain: Floats) -> float:
    return float(gain.std(ddof=1) / np.sqrt(len(gain)))


def _kept(base: Judgement, seen: _Seen, before: Floats, reason: str) -> Refit:
    report = _report(seen, before, before, refitted=False, reason=reason, freedom=0.0)
    return Refit(judge=base, report=report)


def _report(
    seen: _Seen, before: Floats, after: Floats, *, refitted: bool, reason: str, freedom: float
) -> RefitReport:
    langs = np.asarray(seen.langs, dtype=np.str_)
    by_lang = {
        lang: _compared(seen.right[langs == lang], before[langs == lang], after[langs == lang])
        for lang in sorted(set(seen.langs))
    }
    total = _compared(seen.right, before, after)
    return RefitReport(refitted=refitted, reason=reason, freedom=freedom, total=total, by_lang=by_lang)


def _compared(right: Floats, before: Floats, after: Floats) -> Comparison:
    qualities = [
        Quality(ece=calibration_error(one, right), log_loss=log_loss(one, right)) for one in (before, after)
    ]
    return Comparison(n=len(right), right=int(right.sum()), before=qualities[0], after=qualities[1])
