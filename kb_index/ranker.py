"""From a question's forms and a view to ranked hits with a probability."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from kb_index.analysis import Wanted
from kb_index.embedder import Vectors
from kb_index.features import features_of
from kb_index.fusion import Fused, fuse, trust_of
from kb_index.judgement import Judge
from kb_index.question import Forms
from kb_index.ranking import Hit, Ranking
from kb_index.reranker import TOP, Reranker, reordered
from kb_index.segment import Entry
from kb_index.shard import Candidates, Question, Shard


def rank(
    shards: Sequence[Shard],
    forms: Forms,
    vectors: Vectors,
    fertility: float,
    judgement: Judge,
    *,
    lang: str,
    k: int,
    reranker: Reranker | None = None,
) -> Ranking:
    """The k best articles of these shards, an article and its translations counted once."""
    asked = tuple(Wanted.of(text) for text in forms.texts)
    found: list[tuple[Shard, Candidates, Fused]] = []
    for shard in shards:
        # A short question says little about its language; the articles it is asked of say more.
        trust = trust_of((fertility + shard.fertility) / 2)
        candidates = shard.candidates(Question(vectors=vectors, terms=asked, trust=trust))
        if len(candidates.rows):
            fused = fuse(candidates, forms.weights, trust)
            found.append((shard, candidates, _looked_at_again(shard, candidates, fused, forms, reranker)))
    nothing = Ranking(hits=(), probability=0.0, lang=lang, query=forms.texts[0])
    if not found or not any(form.pieces for form in asked):
        return nothing
    _, _, fused = max(found, key=lambda one: float(one[2].score.max()))
    hits = [hit for s, c, f in found for hit in _hits(s, c, f, k)]
    hits.sort(key=lambda hit: -hit.score)
    words = len(forms.texts[0].split())
    features = features_of(fused, sum(len(shard) for shard in shards), words)
    probability = judgement.probability(features)
    return replace(
        nothing,
        hits=_shared(_distinct(hits)[:k], probability),
        probability=probability,
        features=tuple(float(one) for one in features),
    )


def _looked_at_again(
    shard: Shard, candidates: Candidates, fused: Fused, forms: Forms, reranker: Reranker | None
) -> Fused:
    """The best put in a cross-encoder's order, where there is one."""
    if reranker is None:
        return fused
    best = fused.order[:TOP]
    texts = [
        shard.segments[candidates.segments[n]].passages[candidates.best_passage[n]].embedded for n in best
    ]
    # The longest form is the whole question, with the conversation where it leans on that.
    told = reranker.scores(max(forms.texts, key=len), texts)
    if told is None:
        return fused
    score = reordered(fused.score, fused.order, told)
    order = np.concatenate([best[np.argsort(-told, kind="stable")], fused.order[TOP:]])
    spoken = {int(n): float(value) for n, value in zip(best, told, strict=True)}
    return replace(fused, score=score, order=order, reranked=spoken)


def _hits(shard: Shard, candidates: Candidates, fused: Fused, k: int) -> list[Hit]:
    return [
        _hit(shard, int(candidates.segments[n]), int(candidates.best_passage[n]), fused, int(n))
        for n in fused.order[: 3 * k]
    ]


def _hit(shard: Shard, segment: int, passage: int, fused: Fused, n: int) -> Hit:
    part = shard.segments[segment]
    entry: Entry = part.entries[part.owner[passage]]
    shown = part.passages[passage]
    return Hit(
        article_id=entry.article_id,
        doc_id=entry.doc_id,
        slug=entry.slug,
        title=entry.title,
        url=entry.url,
        lang=entry.lang,
        group_id=entry.group_id,
        checked_at=entry.checked_at,
        passage=shown.text,
        heading=shown.heading,
        score=float(fused.score[n]),
        dense=float(fused.dense[n]),
        lexical=float(fused.lexical[n]),
        grounds=fused.grounds_of(n),
    )


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """One hit for an article and its translations, the best."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.group_id, hit)
    return list(best.values())


def _shared(hits: Sequence[Hit], first: float) -> tuple[Hit, ...]:
    """Each hit with its share of the probability: what the first leaves falls off with the score."""
    if not hits:
        return ()
    fall = np.exp((np.asarray([hit.score for hit in hits[1:]]) - hits[0].score) * 20)
    rest = np.minimum((1 - first) * fall / (1 + fall.sum()), first)
    return tuple(replace(hit, probability=float(p)) for hit, p in zip(hits, [first, *rest], strict=True))
