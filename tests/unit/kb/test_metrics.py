"""The figures of an evaluation are those of their definitions."""

import numpy as np
import pytest

from kb_index.metrics import auroc, calibration_error, coverage_at, judgement_figures, ranking_figures


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
