"""A probability becomes one of three outcomes, and the shipped weights are what the code expects."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.features import FEATURES
from kb_index.fusion import trust_of
from kb_index.judgement import Outcome, decide, shipped, threshold_of

SHARES = st.floats(0, 1)
RISKS = st.floats(0.01, 0.99)
RANK = {Outcome.NO_ANSWER: 0, Outcome.CLARIFY: 1, Outcome.ANSWERED: 2}


CLEAR = {
    "share": 3.0,
    "ahead": 0.2,
    "trust": 1.0,
    "size": 0.5,
    "trusted_dense": 0.7,
    "trusted_lexical": 0.6,
    "covered": 0.8,
    "dense_lead": 0.1,
    "lexical_lead": 0.1,
    "words": 0.8,
    "trusted_words": 0.8,
}


def seen(**changed: float) -> np.ndarray:
    """A clear English question's features, some of them changed."""
    return np.asarray([{**CLEAR, **changed}.get(name, 0.0) for name in FEATURES])


def test_the_shipped_weights_point_the_right_way() -> None:
    """Nearer, and further above its rivals, is surer; a greater help centre is less sure."""
    judged = shipped()
    clear = judged.probability(seen())
    assert 0.75 < clear < 1
    assert judged.probability(seen(trusted_dense=0.15, trusted_lexical=0.1)) < 0.3 * clear
    crowded = seen(share=-1.0, ahead=0.03, dense_lead=-0.05, lexical_lead=-0.1)
    assert judged.probability(crowded) < 0.7 * clear
    assert judged.probability(seen(size=0.9)) < clear


def test_the_least_probability_falls_as_the_risk_rises() -> None:
    """From none at no risk to all at full risk."""
    least = [threshold_of(risk) for risk in (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.9)]
    assert least == sorted(least, reverse=True)
    assert least[0] > 0.8
    assert least[-1] < 0.2


@given(SHARES, SHARES, RISKS)
def test_a_surer_answer_is_never_treated_worse(one: float, other: float, risk: float) -> None:
    """Outcomes rise with the probability."""
    low, high = sorted((one, other))
    assert RANK[decide(low, risk)] <= RANK[decide(high, risk)]


@given(SHARES, RISKS, RISKS)
def test_more_risk_never_answers_less(probability: float, one: float, other: float) -> None:
    """Turning the dial up opens outcomes, never closes them."""
    low, high = sorted((one, other))
    assert RANK[decide(probability, low)] <= RANK[decide(probability, high)]


@pytest.mark.parametrize("risk", [0, 1, -0.1, 2])
def test_a_risk_is_a_share(risk: float) -> None:
    """Anything else is a mistake of the caller."""
    with pytest.raises(ValueError, match="risk"):
        decide(0.5, risk)


def test_trust_falls_as_the_model_spells_more() -> None:
    """English is trusted, Persian is not, Polish stands between."""
    assert trust_of(1.2) > 0.95
    assert trust_of(4.0) < 0.05
    assert 0.05 < trust_of(2.9) < 0.5
