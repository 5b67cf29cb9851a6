"""How much each ground counts in a hit's score: fitted once, for languages the model knows and for others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from kb_index.lexical import Floats
from kb_index.ranking import Grounds

GROUNDS = (
    "passage",
    "article",
    "passage_terms",
    "article_terms",
    "passage_stems",
    "article_stems",
    "pairs",
)
_SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`known` counts where the embedding is trusted in full, `unknown` where not at all; mixed between."""

    known: tuple[float, ...]
    unknown: tuple[float, ...]

    def of(self, trust: float) -> Mapping[str, float]:
        """The share of each ground in the score of a question whose language is known this far."""
        mixed = trust * np.asarray(self.known) + (1 - trust) * np.asarray(self.unknown)
        return {name: float(share) for name, share in zip(GROUNDS, mixed / mixed.sum(), strict=True)}

    def score(self, grounds: Mapping[str, Floats], trust: float) -> Floats:
        """One number for each candidate, between 0 and about 1."""
        parts = np.stack([share * grounds[name] for name, share in self.of(trust).items()])
        total: Floats = parts.sum(axis=0)
        return total


def told_by(grounds: Grounds) -> list[tuple[str, float]]:
    """What made a hit's score, the greatest part first; the parts add up to it."""
    counts = shipped().of(grounds.trust)
    parts = [(name, share * float(getattr(grounds, name))) for name, share in counts.items()]
    return sorted(parts, key=lambda part: -abs(part[1]))


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that ship; their card lies beside them."""
    content = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    if tuple(content["grounds"]) != GROUNDS:
        raise ValueError(f"{_SHIPPED.name} was fitted on other grounds")
    return Weights(known=tuple(content["known"]), unknown=tuple(content["unknown"]))
