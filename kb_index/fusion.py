"""Both sides in one score, each trusted as far as the model knows the language of the question."""

from dataclasses import dataclass

import numpy as np

from kb_index.lexical import Floats
from kb_index.shard import Candidates

KNOWN_UNTIL, SHARPNESS = 2.6, 0.25
LEXICAL_WEIGHT = 0.35
MEAN_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """Scores of candidates between 0 and about 1, and both sides of each."""

    trust: float
    score: Floats
    dense: Floats
    lexical: Floats
    order: np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def trust_of(fertility: float) -> float:
    """How far to trust the dense side, from the word pieces a word that the model's tokenizer needs.

    A model that spells a language letter by letter has not learnt it: all-MiniLM-L6-v2 needs 1.2 pieces
    for an English word, nearly 3 for a Polish and 4 for a Persian one. A multilingual model needs fewer
    and is trusted more, without being named anywhere.
    """
    return float(1 / (1 + np.exp((fertility - KNOWN_UNTIL) / SHARPNESS)))


def fuse(found: Candidates, weights: tuple[float, ...], trust: float) -> Fused:
    """One score for each candidate; `weights` says how much each form of the question counts."""
    forms = np.asarray(weights)
    dense = (found.dense + MEAN_WEIGHT * found.dense_mean) @ forms / (1 + MEAN_WEIGHT)
    lexical = (found.lexical + found.lexical_mean) @ forms / 2
    score = (trust * dense + LEXICAL_WEIGHT * lexical) / (trust + LEXICAL_WEIGHT)
    order = np.lexsort((found.rows, found.segments, -score))
    return Fused(trust=trust, score=score, dense=dense, lexical=lexical, order=order)
