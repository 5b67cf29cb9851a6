"""Whether matching questions and articles word piece by word piece would order them better (MaxSim).

python -m bench.token_matching DATA WORK [SET ...]

Run it in the project's folder; nothing of the index is changed. The best articles of today's ranking are
scored once more: for every word piece of the question the nearest one anywhere in the article, rare pieces
counting more. Pieces are the model's last layer, turned to their main directions in our demo articles and
rounded to bytes, as an index would keep them. Printed for each set, one JSON object a line: today's figures,
and what so much of the matching added to the score changes, with the range of 90% of paired resamples.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from bench.rank_sets import SHOP, KeptEmbedder, RankSet, rank_sets
from kb_index.analysis import Wanted
from kb_index.fusion import fuse, trust_of
from kb_index.lexical import Floats, Ints
from kb_index.metrics import ranking_figures
from kb_index.models import DEFAULT_MODEL, find_model
from kb_index.question import forms_of, leans_on_context
from kb_index.search import KNOWN_FROM
from kb_index.shard import Question
from kb_index.sources import read_articles
from kb_index.spelling import corrected
from kb_index.torch_backend import TorchModel

BEST, DIRECTIONS, BATCH, TRIALS = 30, 64, 16, 4000
ADDED = (0.1, 0.2, 0.4)
Pieces = tuple[Ints, Floats]


class PieceEmbedder:
    """The default model's word pieces: their numbers, and a row of length one for each."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        self._model: Any = TorchModel(find_model(DEFAULT_MODEL), threads=1).model
        bodies = [one.draft.body for one in read_articles(SHOP)[0] if one.draft.lang == "en"]
        rows = np.concatenate([rows for _, rows in self._whole(bodies)])
        self._turn = np.linalg.svd(rows, full_matrices=False)[2][:DIRECTIONS].T

    def __call__(self, texts: Sequence[str]) -> list[Pieces]:
        """What an index would keep of each text."""
        found = []
        for ids, rows in self._whole(texts):
            short = rows @ self._turn
            short /= np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9)
            found.append((ids, (np.round(short * 127) / 127).astype(np.float32)))
        return found

    def _whole(self, texts: Sequence[str]) -> list[Pieces]:
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        found: dict[int, Pieces] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            inputs = self._model.preprocess([texts[n] or " " for n in batch])
            with torch.no_grad():
                hidden = self._model.forward(dict(inputs))["token_embeddings"].numpy()
            for n, ids, mask, rows in zip(
                batch, inputs["input_ids"].numpy(), inputs["attention_mask"].numpy(), hidden, strict=True
            ):
                inner = slice(1, int(mask.sum()) - 1)
                lengths = np.linalg.norm(rows[inner], axis=1, keepdims=True)
                found[n] = (ids[inner], rows[inner] / lengths)
        return [found[n] for n in range(len(texts))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question's candidates, best first: today's score, how far the pieces match, and which are right."""

    score: Floats
    matched: Floats
    right: np.ndarray

    def place(self, added: float) -> int | None:
        """Where the first right article stands; the rest match as badly as the worst of the best."""
        if not self.right.any():
            return None
        least = self.matched.min(initial=1.0)
        rest = np.full(len(self.score) - len(self.matched), least)
        total = self.score + added * np.concatenate([self.matched, rest])
        return int((total > total[self.right].max()).sum()) + 1


def matched(asked: Pieces, articles: Sequence[Pieces], rarity: Floats) -> Floats:
    """For each article how near its nearest pieces are to those of the question, on average."""
    ids, rows = asked
    if not len(ids):
        return np.zeros(len(articles))
    weight = rarity[ids] / rarity[ids].sum()
    return np.asarray([weight @ (rows @ mine.T).max(axis=1) for _, mine in articles])


def cases_of(one: RankSet, embed: KeptEmbedder, read: PieceEmbedder) -> list[Case]:
    """What the index finds for every question, and how far the best of it match."""
    segment = one.shard.segments[0]
    pieces = read([passage.embedded for passage in segment.passages])
    articles = [
        _joined([pieces[n] for n in np.flatnonzero(segment.owner == row)]) for row in range(len(segment))
    ]
    rarity = _rarity(articles)
    known = trust_of(one.shard.fertility) >= KNOWN_FROM
    cases = []
    for asked in one.asked:
        said = corrected(asked.text, one.shard.vocabulary, embed.model.fertility) if known else asked.text
        forms = forms_of(said, asked.context if leans_on_context(asked.text) else ())
        trust = trust_of((embed.model.fertility(forms.texts[0]) + one.shard.fertility) / 2)
        wanted = tuple(Wanted.of(text) for text in forms.texts)
        found = one.shard.candidates(Question(vectors=embed(forms.texts), terms=wanted, trust=trust))
        if not len(found.rows):
            continue
        fused = fuse(found, forms.weights, trust)
        best = [articles[row] for row in found.rows[fused.order[:BEST]]]
        parts = [matched(form, best, rarity) for form in read(forms.texts)]
        right = np.asarray([segment.entries[row].doc_id in asked.gold for row in found.rows[fused.order]])
        whole = trust * np.asarray(forms.weights) @ np.stack(parts)
        cases.append(Case(score=fused.score[fused.order], matched=whole, right=right))
    return cases


def _joined(parts: Sequence[Pieces]) -> Pieces:
    return np.concatenate([ids for ids, _ in parts]), np.concatenate([rows for _, rows in parts])


def _rarity(articles: Sequence[Pieces]) -> Floats:
    """How few of the articles hold a piece, as BM25 counts it."""
    holding = np.zeros(max((int(ids.max(initial=0)) for ids, _ in articles), default=0) + 40_000)
    for ids, _ in articles:
        holding[np.unique(ids)] += 1
    rarity: Floats = np.log(1 + (len(articles) - holding + 0.5) / (holding + 0.5))
    return rarity


def change(
    before: Sequence[int | None], after: Sequence[int | None], worth: Callable[[int | None], float]
) -> list[float]:
    """The mean change of a figure, and between which values 90% of resamples of the questions lie."""
    each = np.asarray([worth(b) for b in after]) - np.asarray([worth(a) for a in before])
    drawn = np.random.default_rng(0).integers(0, len(each), (TRIALS, len(each)))
    low, high = np.percentile(each[drawn].mean(axis=1), [5, 95])
    return [round(float(one), 3) for one in (each.mean(), low, high)]


def main() -> None:
    """Report by set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", nargs="*")
    options = parser.parse_args()
    embed, read = KeptEmbedder(options.work), PieceEmbedder()
    worths: dict[str, Callable[[int | None], float]] = {
        "hit@1": lambda place: float(place == 1),
        "hit@5": lambda place: float(place is not None and place <= 5),
        "mrr@10": lambda place: 1 / place if place is not None and place <= 10 else 0.0,
    }
    for one in rank_sets(options.data, embed, only_shipping=False, most=500, names=tuple(options.sets)):
        cases = cases_of(one, embed, read)
        before = [case.place(0.0) for case in cases]
        told: dict[str, object] = {"n": len(cases), "today": ranking_figures(before)}
        for added in ADDED:
            after = [case.place(added) for case in cases]
            told[f"{added}"] = {name: change(before, after, worth) for name, worth in worths.items()}
        sys.stdout.write(json.dumps({one.name: told}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
