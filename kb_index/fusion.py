"""Both sides in one score, each trusted as far as the model knows the language of the question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kb_index.lexical import Floats, Ints
from kb_index.ranking import Grounds
from kb_index.shard import Candidates
from kb_index.weights import shipped

KNOWN_UNTIL, SHARPNESS = 2.6, 0.25
MEAN_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """Scores of candidates between 0 and about 1, and both sides of each."""

    trust: float
    score: Floats
    dense: Floats
    lexical: Floats
    order: Ints
    passages: Ints
    grounds: Mapping[str, Floats]
    reranked: Mapping[int, float] = field(default_factory=dict)

    def grounds_of(self, n: int) -> Grounds:
        """What spoke for the candidate in this row."""
        place = int(np.flatnonzero(self.order == n)[0])
        below = self.order[place + 1] if place + 1 < len(self.order) else None
        return Grounds(
            score=float(self.score[n]),
            ahead=float(self.score[n] - (self.score[below] if below is not None else 0.0)),
            trust=self.trust,
            dense_place=_place(self.dense, n),
            lexical_place=_place(self.lexical, n),
            passages=int(self.passages[n]),
            reranked=self.reranked.get(n),
            **{name: float(values[n]) for name, values in self.grounds.items()},
        )


def _place(scores: Floats, n: int) -> int:
    return int((scores > scores[n]).sum()) + 1


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
    grounds = {
        "passage": found.dense @ forms,
        "article": found.dense_mean @ forms,
        "passage_terms": found.lexical @ forms,
        "article_terms": found.lexical_mean @ forms,
        "passage_stems": found.stems @ forms,
        "article_stems": found.stems_mean @ forms,
        "pairs": found.pairs @ forms,
        "covered": found.covered @ forms,
    }
    score = shipped().score(grounds, trust)
    order = np.lexsort((found.rows, found.segments, -score))
    return Fused(
        trust=trust,
        score=score,
        dense=(grounds["passage"] + MEAN_WEIGHT * grounds["article"]) / (1 + MEAN_WEIGHT),
        lexical=(grounds["passage_terms"] + grounds["article_terms"]) / 2,
        order=order,
        passages=found.passages,
        grounds=grounds,
    )
