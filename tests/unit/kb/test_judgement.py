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


def test_the_shipped_weights_point_the_right_way() -> None:
    """Nearer, and further above its rivals, is surer; the result is a probability."""
    judged = shipped()
    assert FEATURES == ("share", "trust", "size", "trusted_dense", "untrusted_lexical")
    far, near = np.asarray([0.0, 1.0, 0.5, 0.1, 0.0]), np.asarray([0.0, 1.0, 0.5, 0.7, 0.0])
    alone = np.asarray([4.0, 1.0, 0.5, 0.7, 0.0])
    probabilities = [judged.probability(one) for one in (far, near, alone)]
    assert probabilities == sorted(probabilities)
    assert 0 < probabilities[0] < 0.2
    assert 0.6 < probabilities[2] < 1


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
