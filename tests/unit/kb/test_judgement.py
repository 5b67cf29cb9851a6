"""A probability becomes one of three outcomes, and the shipped weights are what the code expects."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_index.fusion import trust_of
from kb_index.judgement import FEATURES, Outcome, decide, shipped

SHARES = st.floats(0, 1)
RISKS = st.floats(0.01, 0.99)
RANK = {Outcome.NO_ANSWER: 0, Outcome.CLARIFY: 1, Outcome.ANSWERED: 2}


def test_the_shipped_weights_fit_the_features() -> None:
    """A weight for each feature, all finite."""
    assert len(shipped().weights) == len(FEATURES)
    assert np.isfinite(shipped().weights).all()


@given(SHARES, RISKS)
def test_an_answer_is_given_only_within_the_risk(probability: float, risk: float) -> None:
    """At a risk of X, no answer with a greater chance of being wrong is given."""
    if decide(probability, risk) is Outcome.ANSWERED:
        assert 1 - probability <= risk + 1e-9


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
