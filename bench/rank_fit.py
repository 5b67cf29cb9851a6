"""Fit how much each ground of a hit counts, and write kb_index/weights.json.

python -m bench.rank_fit DATA WORK [--write]

Run it in the project's folder. DATA holds the data sets; weights are fitted only on those that may ship.
WORK keeps vectors between runs. The model is a listwise softmax over the articles that were found: the right
one should stand first. Each set counts the same. "Without its family" judges a set by weights of the others.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench.rank_sets import MAY_SHIP, KeptEmbedder, RankSet, rank_sets
from kb_index import weights
from kb_index.analysis import Wanted
from kb_index.fusion import fuse, trust_of
from kb_index.lexical import Floats
from kb_index.metrics import ranking_figures
from kb_index.question import forms_of, leans_on_context
from kb_index.search import KNOWN_FROM
from kb_index.shard import Question
from kb_index.spelling import corrected
from kb_index.weights import GROUNDS, Weights

MEANING = 2  # the first grounds are of meaning: they say nothing in a language the model does not know
STRENGTH, FIT_ON, KEPT = 0.01, 200, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question's candidates: their grounds, which are right, and how far the language is known."""

    grounds: Floats
    right: np.ndarray
    trust: float

    @property
    def terms(self) -> Floats:
        """Grounds as the fit sees them: once for known languages, once for unknown ones without meaning."""
        return np.hstack([self.trust * self.grounds, (1 - self.trust) * self.grounds[:, MEANING:]])

    def place(self, chosen: Weights) -> int | None:
        """Where the first right article stands."""
        if not self.right.any():
            return None
        score = self.grounds @ np.asarray(list(chosen.of(self.trust).values()))
        return int((score > score[self.right].max()).sum()) + 1


def cases_of(one: RankSet, embed: KeptEmbedder) -> list[Case]:
    """What the index finds for every question, by the code that serves customers."""
    ids = [entry.doc_id for segment in one.shard.segments for entry in segment.entries]
    known = trust_of(one.shard.fertility) >= KNOWN_FROM
    texts = []
    for q in one.asked:
        said = corrected(q.text, one.shard.vocabulary, embed.model.fertility) if known else q.text
        texts.append(forms_of(said, q.context if leans_on_context(q.text) else ()))
    embed([text for forms in texts for text in forms.texts])
    cases = []
    for asked, forms in zip(one.asked, texts, strict=True):
        trust = trust_of((embed.model.fertility(forms.texts[0]) + one.shard.fertility) / 2)
        wanted = tuple(Wanted.of(text) for text in forms.texts)
        found = one.shard.candidates(Question(vectors=embed(forms.texts), terms=wanted, trust=trust))
        if not len(found.rows):
            continue
        fused = fuse(found, forms.weights, trust)
        right = np.isin([ids[row] for row in found.rows], asked.gold)
        kept = np.union1d(fused.order[:KEPT], np.flatnonzero(right))
        grounds = np.stack([fused.grounds[name] for name in GROUNDS], axis=1)
        cases.append(Case(grounds=grounds[kept], right=right[kept], trust=trust))
    return cases


def fitted(sets: Sequence[Sequence[Case]]) -> Weights:
    """The weights under which right articles come first, none of them negative."""
    rows = [[(one.terms, one.right) for one in cases[:FIT_ON] if one.right.any()] for cases in sets]
    scale = np.concatenate([terms - terms.mean(axis=0) for cases in rows for terms, _ in cases]).std(axis=0)
    scale = np.maximum(scale, 1e-9)

    def loss(counts: Floats) -> tuple[float, Floats]:
        total, slope = STRENGTH * counts @ counts, 2 * STRENGTH * counts
        for cases in rows:
            for terms, right in cases:
                score = terms / scale @ counts
                odds = np.exp(score - score.max())
                share, ours = odds / odds.sum(), odds * right / (odds * right).sum()
                part = 1 / len(cases) / len(rows)
                total -= part * float(np.log(share[right].sum()))
                slope = slope + part * ((terms / scale).T @ (share - ours))
        return float(total), slope

    width = 2 * len(GROUNDS) - MEANING
    found = minimize(loss, np.full(width, 0.1), jac=True, method="L-BFGS-B", bounds=[(0, None)] * width)
    counts = found.x / scale
    counts = counts / counts.sum()
    known, unknown = counts[: len(GROUNDS)], [*np.zeros(MEANING), *counts[len(GROUNDS) :]]
    return Weights(known=tuple(np.round(known, 4).tolist()), unknown=tuple(np.round(unknown, 4).tolist()))


def main() -> None:
    """Fit, report by set, and write the weights if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only-shipping", action="store_true")
    options = parser.parse_args()
    embed = KeptEmbedder(options.work)
    found: dict[str, tuple[str, list[Case]]] = {}
    for one in rank_sets(options.data, embed, only_shipping=options.only_shipping, most=500):
        found[one.name] = (one.family, cases_of(one, embed))
        sys.stderr.write(f"{one.name}: {len(found[one.name][1])} questions\n")
    shipping = {name: cases for name, (_, cases) in found.items() if name.startswith(MAY_SHIP)}
    chosen = fitted(list(shipping.values()))
    for name, (family, cases) in found.items():
        others = [mine for other, mine in shipping.items() if found[other][0] != family]
        judged = {"shipped": weights.shipped(), "fitted": chosen, "without its family": fitted(others)}
        figures = {kind: ranking_figures([one.place(by) for one in cases]) for kind, by in judged.items()}
        sys.stdout.write(json.dumps({name: figures}) + "\n")
    content = {"grounds": list(GROUNDS), "known": list(chosen.known), "unknown": list(chosen.unknown)}
    content |= {"fitted_on": list(shipping)}
    sys.stdout.write(json.dumps(content) + "\n")
    if options.write:
        target = Path(weights.__file__).with_name("weights.json")
        target.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
