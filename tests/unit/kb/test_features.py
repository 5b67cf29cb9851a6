"""What the judgement sees of a ranking is there for any number of candidates, and finite."""

import numpy as np
import pytest

from kb_index.features import FEATURES, features_of
from kb_index.fusion import Fused


def fused(scores: list[float], trust: float = 1.0) -> Fused:
    """Candidates whose sides are as their score."""
    score = np.asarray(scores)
    return Fused(
        trust=trust,
        score=score,
        dense=score,
        lexical=score,
        order=np.argsort(-score),
        passages=np.ones(len(score), dtype=np.int64),
        grounds={"covered": score},
    )


def seen(scores: list[float], trust: float = 1.0, words: int = 8) -> dict[str, float]:
    return dict(zip(FEATURES, features_of(fused(scores, trust), 50, words), strict=True))


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_any_number_of_candidates_gives_every_feature(count: int) -> None:
    """One article alone in its help centre, too."""
    values = features_of(fused(list(np.linspace(0.2, 0.8, count))), count, 0)
    assert len(values) == len(FEATURES)
    assert np.isfinite(values).all()


def test_a_clear_first_is_seen_as_such() -> None:
    """Its share, its lead and how far it is ahead grow with the distance to its rivals."""
    clear, crowded = seen([0.8, 0.3, 0.3]), seen([0.8, 0.79, 0.78])
    for name in ("share", "ahead", "dense_lead", "lexical_lead"):
        assert clear[name] > crowded[name], name


def test_a_side_counts_as_far_as_it_is_trusted() -> None:
    """In a language that the model does not know its similarities say nothing, and words say all."""
    known, unknown = seen([0.8, 0.3], trust=1.0), seen([0.8, 0.3], trust=0.0)
    assert (known["trusted_dense"], unknown["trusted_dense"]) == (pytest.approx(0.8), 0)
    assert (known["untrusted_lexical"], unknown["untrusted_lexical"]) == (0, pytest.approx(0.8))
    assert (known["trusted_words"], unknown["trusted_words"]) == (pytest.approx(np.log(8) / 3), 0)
