"""A judgement refitted on feedback learns what is so, keeps what it has where there is little."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_index.features import FEATURES
from kb_index.judgement import Judgement, Outcome, shipped
from kb_index.logit import Logit, fitted, odds_of, squeeze
from kb_index.metrics import calibration_error
from kb_index.refit import FEWEST, Example, refit

FIRST = FEATURES.index("share")
BASE = Judgement(
    on_topic=Logit(bias=9.0, weights=(0.0,) * len(FEATURES)),
    first=Logit.of({"bias": -0.5, "share": 1.0}, FEATURES),
    thresholds={0.1: 0.85, 0.2: 0.6, 0.3: 0.45},
)


def rows(count: int, seed: int) -> np.ndarray:
    """Features as they come, all of them moving."""
    return np.random.default_rng(seed).normal(0, 1, (count, len(FEATURES)))


def told(features: np.ndarray, odds: np.ndarray, seed: int) -> list[Example]:
    """Examples whose truth follows these log-odds."""
    drawn = np.random.default_rng(seed).random(len(odds))
    chance = 1 / (1 + np.exp(-odds))
    return [
        Example(features=tuple(row), right=bool(lucky < p), lang="en" if n % 3 else "fa")
        for n, (row, p, lucky) in enumerate(zip(features, chance, drawn, strict=True))
    ]


def base_odds(features: np.ndarray) -> np.ndarray:
    return odds_of(np.asarray([BASE.probability(row) for row in features]))


def ece(judge: Judgement, features: np.ndarray, odds: np.ndarray) -> float:
    """Against the true chances, so that no luck is in it."""
    said = np.asarray([judge.probability(row) for row in features])
    return calibration_error(said, 1 / (1 + np.exp(-odds)))


def test_a_known_shift_is_found() -> None:
    """Where everything is likelier right than the base says, four hundred labels tell it nearly exactly."""
    seen, unseen = rows(400, 1), rows(2000, 2)
    result = refit(BASE, told(seen, base_odds(seen) + 2.0, 3))
    assert result.report.refitted
    assert ece(BASE, unseen, base_odds(unseen) + 2.0) > 0.25
    assert ece(result.judge, unseen, base_odds(unseen) + 2.0) < 0.06
    assert result.report.total.after.log_loss < result.report.total.before.log_loss
    assert result.report.total.after.ece < result.report.total.before.ece


def test_a_feature_that_matters_here_is_found_with_many_labels() -> None:
    """What the base leaves out is taken up only once it is sure."""
    name = 2
    seen, unseen = rows(3000, 4), rows(500, 5)
    odds = base_odds(seen) + 1.5 * seen[:, name]
    result = refit(BASE, told(seen, odds, 6))
    assert result.report.freedom > 0
    assert result.judge.learnt is not None
    assert 1.0 < result.judge.learnt.weights[name] < 2.0
    assert ece(result.judge, unseen, base_odds(unseen) + 1.5 * unseen[:, name]) < 0.06


def test_few_labels_change_nothing() -> None:
    """Nineteen are chance."""
    seen = rows(FEWEST - 1, 7)
    result = refit(BASE, told(seen, base_odds(seen) + 3.0, 8))
    assert not result.report.refitted
    assert result.judge == BASE
    assert "fewer than" in result.report.reason


def test_a_base_that_is_right_stays() -> None:
    """Feedback that agrees with it gives no reason to move."""
    seen = rows(300, 9)
    result = refit(BASE, told(seen, base_odds(seen), 10))
    assert not result.report.refitted
    assert result.judge == BASE
    assert result.report.total.before == result.report.total.after


def test_languages_are_reported_apart() -> None:
    """Each with its own count."""
    seen = rows(90, 11)
    report = refit(BASE, told(seen, base_odds(seen) + 2.0, 12)).report
    assert {lang: one.n for lang, one in report.by_lang.items()} == {"en": 60, "fa": 30}
    assert report.total.n == 90


def test_a_refit_starts_from_the_base_again() -> None:
    """Feedback is not counted twice when it is refitted every night."""
    seen = rows(400, 13)
    examples = told(seen, base_odds(seen) + 2.0, 14)
    once = refit(BASE, examples)
    assert refit(once.judge, examples).judge.learnt == once.judge.learnt


def test_it_depends_on_nothing_but_the_examples() -> None:
    """Two runs give the same file."""
    seen = rows(200, 15)
    examples = told(seen, base_odds(seen) - 1.5, 16)
    assert refit(BASE, examples).judge.to_json() == refit(BASE, examples).judge.to_json()


def test_thresholds_keep_the_risk_of_a_desk_on_unseen_questions() -> None:
    """Where the base promises too much, the refitted one answers less and keeps its promise."""
    seen, unseen = 3 * rows(1500, 17), 3 * rows(4000, 18)
    odds = base_odds(unseen) - 1.0
    judge = refit(BASE, told(seen, base_odds(seen) - 1.0, 19)).judge
    said = np.asarray([judge.probability(row) for row in unseen])
    for risk in (0.1, 0.2, 0.3):
        answered = np.asarray([judge.decide(float(p), risk) is Outcome.ANSWERED for p in said])
        chance = 1 / (1 + np.exp(-odds))
        assert 1 - chance[answered].mean() <= risk
        assert answered.sum() > 20


def test_with_few_labels_a_threshold_is_cautious() -> None:
    """Thirty labels, all right, do not prove that one answer in twenty is wrong at most."""
    base = replace(BASE, thresholds={0.02: 0.97, 0.3: 0.45})
    examples = [Example(features=tuple(row), right=True) for row in rows(30, 20)]
    judge = refit(base, examples).judge
    assert judge.threshold_of(0.02) >= 0.9
    assert judge.threshold_of(0.3) < 0.9


def test_the_example_of_a_search_fits() -> None:
    """A row of the shipped features is what the shipped model takes."""
    examples = [Example(features=(0.0,) * len(FEATURES), right=bool(n % 2)) for n in range(30)]
    assert refit(shipped(), examples).report.total.n == 30


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-3, 3), st.booleans()), min_size=FEWEST, max_size=60))
def test_whatever_is_said_thresholds_fall_and_probabilities_rise(said: list[tuple[float, bool]]) -> None:
    """More risk never answers less, and a surer base is never judged less sure by offset and slope."""
    examples = [
        Example(features=tuple(odds if n == FIRST else 0.0 for n in range(len(FEATURES))), right=right)
        for odds, right in said
    ]
    judge = refit(BASE, examples).judge
    least = [judge.threshold_of(risk) for risk in (0.05, 0.1, 0.2, 0.3, 0.5)]
    assert least == sorted(least, reverse=True)
    assert all(0 <= one <= 1 for one in least)


def test_the_fit_is_the_likeliest() -> None:
    """Against a search over a grid, at a loose prior."""
    features = np.column_stack([np.ones(40), np.linspace(-2, 2, 40)])
    truth = (np.arange(40) % 3 > 0).astype(float)
    weights = fitted(features, truth, np.ones(40), np.zeros(2), np.full(2, 100.0))

    def likelihood(bias: float, slope: float) -> float:
        p = np.asarray([squeeze(bias + slope * x) for x in features[:, 1]])
        return float(np.log(np.where(truth == 1, p, 1 - p)).sum())

    best = likelihood(*weights)
    around = [(b, s) for b in np.linspace(-0.2, 0.2, 5) for s in np.linspace(-0.2, 0.2, 5)]
    assert all(likelihood(weights[0] + b, weights[1] + s) <= best + 1e-9 for b, s in around)
