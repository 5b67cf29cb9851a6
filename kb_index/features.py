"""What the judgement sees of a ranking: a few numbers, in an order that a model's file repeats."""

import numpy as np

from kb_index.fusion import Fused
from kb_index.lexical import Floats

FEATURES = ("share", "trust", "size", "trusted_dense", "untrusted_lexical")
_HEAT, _RIVALS, _MOST_LEXICAL = 0.04, 10, 1.5


def features_of(fused: Fused, articles: int) -> Floats:
    """How far the first stands above its rivals, among how many, and how near it is by the trusted side."""
    score = fused.score[fused.order[:_RIVALS]]
    share = 1 / np.exp((score - score[0]) / _HEAT).sum()
    first, trust = fused.order[0], fused.trust
    lexical = min(fused.lexical[first], _MOST_LEXICAL)
    odds = np.log(share / (1 - share + 1e-3))
    return np.asarray([odds, trust, np.log(articles) / 10, trust * fused.dense[first], (1 - trust) * lexical])
