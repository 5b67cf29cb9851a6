"""The figures of an evaluation are those of their definitions."""

import numpy as np
import pytest

from kb_index.metrics import (
    Decided,
    auroc,
    calibration_error,
    coverage_at,
    judgement_figures,
    log_loss,
    ranking_figures,
)


def test_ranks_become_hits_and_reciprocal_ranks() -> None:
    """Nothing found counts as nothing; beyond ten counts nothing in MRR."""
    figures = ranking_figures([1, 2, 6, 11, None])
    assert figures["hit@1"] == pytest.approx(0.2)
    assert figures["hit@5"] == pytest.approx(0.4)
    assert figures["mrr@10"] == pytest.approx((1 + 1 / 2 + 1 / 6) / 5)


def test_auroc_counts_pairs_and_half_ties() -> None:
    """By hand: of four pairs two are won, one is tied, one lost."""
    assert auroc(np.asarray([0.9, 0.5]), np.asarray([0.5, 0.7])) == pytest.approx((2 + 0.5) / 4)
    assert auroc(np.asarray([]), np.asarray([0.5])) is None


def test_calibration_error_is_the_mean_gap() -> None:
    """Two bins: one exact, one off by a half."""
    probabilities = np.asarray([0.05, 0.05, 0.95, 0.95])
    error = calibration_error(probabilities, np.asarray([0.0, 0.0, 1.0, 0.0]))
    assert error == pytest.approx((0.1 + 0.9) / 4)


def test_coverage_is_the_most_that_keeps_the_risk() -> None:
    """A threshold cannot part equal probabilities."""
    probabilities = np.asarray([0.9, 0.8, 0.7, 0.7, 0.1])
    right = np.asarray([1.0, 1.0, 1.0, 0.0, 0.0])
    assert coverage_at(probabilities, right, 0.05) == pytest.approx(0.4)
    assert coverage_at(probabilities, right, 0.25) == pytest.approx(0.8)
    assert coverage_at(probabilities, np.zeros(5), 0.2) == 0


def test_one_sided_truth_has_no_auroc() -> None:
    """All right or all wrong: the figure is absent, not invented."""
    assert judgement_figures(np.asarray([0.5]), np.asarray([1.0]))["auroc_right"] is None


def test_decisions_are_counted_by_what_became_of_them() -> None:
    """Wrong among those answered, right among the titles offered; nothing answered has no share."""
    outcomes = ["answered", "answered", "answered", "clarify", "clarify", "no_answer"]
    figures = Decided(outcomes=outcomes, places=[1, 2, 1, 3, 4, None]).figures()
    assert figures["answered"] == 0.5
    assert figures["wrong"] == pytest.approx(1 / 3)
    assert figures["asked_back"] == pytest.approx(1 / 3)
    assert figures["offered_right"] == 0.5
    assert figures["no_answer"] == pytest.approx(1 / 6)
    assert Decided(outcomes=["no_answer"], places=[1]).figures()["wrong"] is None


def test_the_log_loss_of_a_coin() -> None:
    """Saying one half costs log 2 whatever comes; being sure and wrong costs much, not everything."""
    assert log_loss(np.asarray([0.5, 0.5]), np.asarray([1.0, 0.0])) == pytest.approx(np.log(2))
    assert 10 < log_loss(np.asarray([1.0]), np.asarray([0.0])) < 20
