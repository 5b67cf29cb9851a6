"""Fits the judgement on cases: which questions count how much, the logistic models, the thresholds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.judge_sets import OFFERED, Case
from kb_index.features import FEATURES
from kb_index.judgement import Judgement
from kb_index.lexical import Floats
from kb_index.logit import Logit, fitted

ON_TOPIC = ("trust", "trusted_dense", "untrusted_lexical")
FIRST = ("share", "ahead", "trust", "size", "dense_lead", "lexical_lead", "trusted_words")
# How common each kind of question is taken to be: to learn what is off topic, and at a desk.
TAUGHT = {"asked": 0.4, "off_topic": 0.05, "all_near_out": 0.5, "taken_out": 0.05}
USUAL = {"asked": 0.85, "off_topic": 0.06, "all_near_out": 0.05, "taken_out": 0.04}
ANSWERABLE = {"asked": 1.0}
FREEDOM_TOPIC, FREEDOM_FIRST = 3.0, 0.3
# Customers of help centres write longer than the questions of data sets: long stories count more for what is
# right, and nothing for what is on topic, because their noise is the same for all kinds. An assistant that
# books flights and tells jokes, and the guides of a whole city, are wider than a help centre is.
LONG_WEIGHT, WIDE = 3.0, ("clinc150", "dialog")
RISKS = (0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
# A risk shall hold in most of the help centres that were fitted on, not for their mean alone.
SETS_KEPT = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cases as arrays."""

    features: Floats
    first: Floats
    near: Floats
    kind: np.ndarray
    group: np.ndarray
    family: np.ndarray

    @classmethod
    def of(cls, cases: Sequence[Case]) -> "Table":
        """One row a case; a question without an answer is never right."""
        return cls(
            features=np.stack([case.features for case in cases]),
            first=np.asarray([float(case.kind == "asked" and case.among(1)) for case in cases]),
            near=np.asarray([float(case.kind == "asked" and case.among(OFFERED)) for case in cases]),
            kind=np.asarray([case.kind for case in cases]),
            group=np.asarray([case.group for case in cases]),
            family=np.asarray([case.group.partition("-")[0] for case in cases]),
        )

    def some(self, kept: np.ndarray) -> "Table":
        """The rows that are kept."""
        return Table(**{name: getattr(self, name)[kept] for name in self.__slots__})


def weights(table: Table, shares: Mapping[str, float]) -> Floats:
    """Families count by the root of their help centres, each of these the same, its kinds by their shares."""
    weight = np.zeros(len(table.first))
    for family in np.unique(table.family):
        groups = np.unique(table.group[table.family == family])
        for group in groups:
            for kind, share in shares.items():
                rows = (table.group == group) & (table.kind == kind)
                if rows.any():
                    weight[rows] = share / rows.sum() / np.sqrt(len(groups))
    weight[_long(table)] *= LONG_WEIGHT
    return weight * (weight > 0).sum() / weight.sum()


def _long(table: Table) -> np.ndarray:
    return np.asarray(["-long" in group for group in table.group])


def logit(table: Table, names: Sequence[str], truth: Floats, weight: Floats, freedom: float) -> Logit:
    """A logistic model of these features, held near none by a prior on their standardised weights."""
    columns = [FEATURES.index(name) for name in names]
    used = weight > 0
    rows, weight = table.features[used][:, columns], weight[used]
    centre = np.average(rows, axis=0, weights=weight)
    spread = np.sqrt(np.average((rows - centre) ** 2, axis=0, weights=weight))
    spread = np.where(spread > 1e-6, spread, np.inf)
    scaled = np.column_stack([np.ones(len(rows)), (rows - centre) / spread])
    free = np.asarray([10.0, *[freedom] * len(names)])
    found = fitted(scaled, truth[used], weight, np.zeros(len(free)), free)
    slopes = found[1:] / spread
    named = {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)}
    return Logit.of({"bias": round(float(found[0] - slopes @ centre), 4), **named}, FEATURES)


def judged(judge: Judgement, table: Table) -> Floats:
    """The probability of every row."""
    return np.asarray([judge.probability(row) for row in table.features])


def fit(table: Table, fitted_on: Sequence[str] = ()) -> Judgement:
    """On topic from all kinds of questions, first from those with an answer, then the thresholds."""
    asked = table.some(table.kind == "asked")
    narrow = weights(table, TAUGHT) * ~np.isin(table.family, WIDE) * ~_long(table)
    judge = Judgement(
        on_topic=logit(table, ON_TOPIC, (table.kind == "asked").astype(float), narrow, FREEDOM_TOPIC),
        first=logit(asked, FIRST, asked.first, weights(asked, ANSWERABLE), FREEDOM_FIRST),
        thresholds={},
        fitted_on=tuple(fitted_on),
    )
    judge = settled(judge, table)
    return replace(judge, thresholds=thresholds(judge, table))


def settled(judge: Judgement, table: Table) -> Judgement:
    """The product stretched so that it is true where questions are as at a desk."""
    odds = np.asarray([judge.odds(row) for row in table.features])
    rows, prior = np.column_stack([np.ones(len(odds)), odds]), np.asarray([0.0, 1.0])
    found = fitted(rows, table.first, weights(table, USUAL), prior, np.asarray([5.0, 5.0]))
    return replace(judge, stretch=(round(float(found[0]), 4), round(float(found[1]), 4)))


def thresholds(judge: Judgement, table: Table) -> dict[float, float]:
    """For each risk the least probability that keeps it in three of five help centres."""
    probabilities, weight = judged(judge, table), weights(table, USUAL)
    by_risk: dict[float, list[float]] = defaultdict(list)
    for family in np.unique(table.family):
        mine = table.family == family
        order = np.argsort(-probabilities[mine], kind="stable")
        heavy, right = weight[mine][order], table.first[mine][order]
        wrong = np.cumsum(heavy * (1 - right)) / np.maximum(np.cumsum(heavy), 1e-12)
        for risk in RISKS:
            kept = np.flatnonzero(wrong <= risk)
            by_risk[risk].append(float(probabilities[mine][order][kept.max()]) if len(kept) else 1.0)
    least: dict[float, float] = {}
    for risk in RISKS:
        wanted = float(np.quantile(by_risk[risk], SETS_KEPT))
        least[risk] = round(min(wanted, 1 - risk, *least.values(), 0.99), 4)
    return least
