"""What the judgement sees of a ranking: a few numbers, in an order that a model's file repeats."""

import numpy as np

from kb_index.fusion import Fused
from kb_index.lexical import Floats

FEATURES = (
    "share",
    "ahead",
    "trust",
    "size",
    "trusted_dense",
    "trusted_lexical",
    "untrusted_lexical",
    "covered",
    "dense_lead",
    "lexical_lead",
    "words",
    "trusted_words",
)
_HEAT, _RIVALS, _NEXT, _ALONE, _MOST_LEXICAL = 0.04, 10, 6, 0.3, 1.5


def features_of(fused: Fused, articles: int, words: int) -> Floats:
    """How far the first stands above its rivals, how near it is by each side, among how many articles.

    "Trusted" counts as far as the model knows the language, "untrusted" as far as it does not.
    """
    best = fused.order[:_RIVALS]
    score, trust = fused.score[best], fused.trust
    dense, lexical = fused.dense[best], np.minimum(fused.lexical[best], _MOST_LEXICAL)
    share = 1 / np.exp((score - score[0]) / _HEAT).sum()
    length = np.log(max(words, 1)) / 3
    return np.asarray(
        [
            np.log(share / (1 - share + 1e-3)),
            score[0] - score[1:_NEXT].mean() if len(score) > 1 else _ALONE,
            trust,
            np.log(articles) / 10,
            trust * dense[0],
            trust * lexical[0],
            (1 - trust) * lexical[0],
            fused.grounds["covered"][best[0]],
            trust * _lead(dense),
            _lead(lexical),
            length,
            trust * length,
        ]
    )


def _lead(side: Floats) -> float:
    """How far the first of all stands above the best of the others, by one side alone."""
    return float(side[0] - side[1:].max()) if len(side) > 1 else _ALONE
