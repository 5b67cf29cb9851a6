"""The figures that `bot evaluate` prints, in plain NumPy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def auroc(labels: Bools, scores: Floats) -> float | None:
    """Return the chance that a positive scores above a negative, ties half; None without both kinds."""
    positive, negative = scores[labels], np.sort(scores[~labels])
    if not len(positive) or not len(negative):
        return None
    below = np.searchsorted(negative, positive, side="left")
    upto = np.searchsorted(negative, positive, side="right")
    return float((below + upto).sum() / 2 / len(positive) / len(negative))


def average_precision(labels: Bools, scores: Floats) -> float | None:
    """Return the area under precision over recall; equal scores are taken together."""
    if not labels.any():
        return None
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(labels[order])
    last = np.append(np.diff(scores[order]) != 0, True)
    precision = hits[last] / (np.flatnonzero(last) + 1)
    recall = hits[last] / labels.sum()
    return float((np.diff(recall, prepend=0.0) * precision).sum())


def precision_recall(labels: Bools, said: Bools) -> dict[str, float]:
    """Return precision, recall and F1 of a yes-or-no decision."""
    right = int((labels & said).sum())
    precision = right / int(said.sum()) if said.any() else 0.0
    recall = right / int(labels.sum()) if labels.any() else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def macro_f1(labels: Sequence[str], said: Sequence[str]) -> float:
    """Return the mean F1 over the labels that occur."""
    truth, guess = np.array(labels), np.array(said)
    scores = [precision_recall(truth == name, guess == name)["f1"] for name in sorted(set(labels))]
    return float(np.mean(scores)) if scores else 0.0


def calibration_error(labels: Bools, chances: Floats, weights: Floats | None = None, bins: int = 10) -> float:
    """Return how far the told chances are from what happened, on average over ten bins (ECE)."""
    heavy = np.ones(len(labels)) if weights is None else weights
    place = np.minimum((chances * bins).astype(int), bins - 1)
    error = 0.0
    for one in range(bins):
        held = place == one
        if held.any():
            error += abs(float((heavy[held] * (labels[held] - chances[held])).sum()))
    return error / float(heavy.sum())
