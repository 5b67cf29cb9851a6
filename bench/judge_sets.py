"""Help centres on which the judgement is fitted and tried: what the index finds for every question.

From each question that has an answer come others: with its article taken out, with everything near it taken
out, and asked of a random part of the articles. So the fit sees clear and crowded help centres of many sizes.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.rank_sets import KeptEmbedder, RankSet, prepared, rank_sets
from kb_index.analysis import Wanted
from kb_index.features import features_of
from kb_index.fusion import Fused, fuse, trust_of
from kb_index.lexical import Floats
from kb_index.question import forms_of, leans_on_context
from kb_index.questions import Asked, read_questions
from kb_index.shard import Question
from kb_index.sources import read_articles

KEPT = 60
OFFERED = 3
PARTS, FEWEST_ARTICLES = (0.5, 0.2), 8
NEAR = (4, 8, 16)
LONG = ("bank", "banking77", "clinc150")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question's best candidates, which of them are right, and what kind of question it is."""

    group: str
    kind: str
    fused: Fused
    right: np.ndarray
    articles: int
    words: int

    @property
    def features(self) -> Floats:
        return features_of(self.fused, self.articles, self.words)

    def among(self, count: int) -> bool:
        """Whether a right article is among the first so many."""
        return bool(self.right[self.fused.order[:count]].any())

    def cut(self, kept: np.ndarray, *, kind: str, group: str, articles: int) -> "Case":
        """The case with only these candidates."""
        whole = self.fused
        fused = replace(
            whole,
            score=whole.score[kept],
            dense=whole.dense[kept],
            lexical=whole.lexical[kept],
            passages=whole.passages[kept],
            grounds={name: values[kept] for name, values in whole.grounds.items()},
            order=np.argsort(-whole.score[kept], kind="stable"),
        )
        return replace(
            self, fused=fused, right=self.right[kept], kind=kind, group=group, articles=max(articles, 1)
        )


def case_of(one: RankSet, asked: Asked, embed: KeptEmbedder) -> Case | None:
    """What the index finds, by the code that serves customers."""
    forms = forms_of(asked.text, asked.context if leans_on_context(asked.text) else ())
    trust = trust_of((embed.model.fertility(forms.texts[0]) + one.shard.fertility) / 2)
    wanted = tuple(Wanted.of(text) for text in forms.texts)
    found = one.shard.candidates(Question(vectors=embed(forms.texts), terms=wanted, trust=trust))
    if not len(found.rows):
        return None
    entries = one.shard.segments[0].entries
    right = np.asarray([entries[row].doc_id in asked.gold for row in found.rows])
    whole = Case(
        group=one.name,
        kind="asked" if asked.gold else "off_topic",
        fused=fuse(found, forms.weights, trust),
        right=right,
        articles=len(one.shard),
        words=len(forms.texts[0].split()),
    )
    return whole.cut(whole.fused.order[:KEPT], kind=whole.kind, group=one.name, articles=whole.articles)


def cases_of(one: RankSet, off_topic: Sequence[Asked], embed: KeptEmbedder) -> list[Case]:
    """All questions of a set, and some that none of its articles answers."""
    everything = [*one.asked, *(replace(asked, gold=()) for asked in off_topic)]
    embed([text for asked in everything for text in forms_of(asked.text, asked.context).texts])
    return [case for asked in everything if (case := case_of(one, asked, embed)) is not None]


def varied(cases: Sequence[Case], seed: int) -> Iterator[Case]:
    """The cases, and what they would be in other help centres."""
    rng = np.random.default_rng(seed)
    for case in cases:
        yield case
        if case.kind != "asked" or not case.right.any():
            continue
        wrong = ~case.right
        if rng.random() < 0.4:
            yield case.cut(wrong, kind="taken_out", group=case.group, articles=case.articles - 1)
        if rng.random() < 0.5:
            near = int(rng.choice(NEAR))
            far = wrong & (np.arange(len(wrong)) >= near)
            if far.sum() > FEWEST_ARTICLES:
                yield case.cut(far, kind="all_near_out", group=case.group, articles=case.articles - near)
        for part in PARTS:
            kept = (rng.random(len(wrong)) < part) | case.right
            articles = int(case.articles * part)
            if articles >= FEWEST_ARTICLES and kept.sum() > FEWEST_ARTICLES // 2:
                yield case.cut(kept, kind="asked", group=f"{case.group}@{part}", articles=articles)


def _utterances(file: Path) -> dict[str, list[str]]:
    by_intent: dict[str, list[str]] = {}
    for line in file.open(encoding="utf-8"):
        row = json.loads(line)
        by_intent.setdefault(row["intent"], []).append(row["text"])
    return by_intent


def _complaints(data: Path) -> list[str]:
    """What customers of a shop wrote in chats: the noise of a long story."""
    rows = (
        json.loads(line) for line in (data / "dialogues_ecom_synth/dialogues.jsonl").open(encoding="utf-8")
    )
    return [turn["text"] for row in rows for turn in row["turns"] if turn["role"] == "customer"]


def stories(one: RankSet, noise: list[str], count: int) -> Iterator[Asked]:
    """Long messages: the question lost in the middle of unrelated troubles."""
    rng = random.Random(one.name)
    for asked in rng.sample(one.asked, min(count, len(one.asked))):
        before, after = " ".join(rng.sample(noise, 2)), " ".join(rng.sample(noise, 2))
        yield replace(asked, text=f"{before} {asked.text} {after}")


def training_cases(
    data: Path, embed: KeptEmbedder, *, most: int = 200, off: int = 50
) -> dict[str, list[Case]]:
    """Every set whose weights may ship, with questions of other sets as off-topic ones."""
    clinc = _utterances(data / "intent_clinc150/utterances.jsonl")
    noise = _complaints(data)
    rng = random.Random(1)
    oos = [Asked(text=text, gold=(), lang="en") for text in clinc["oos"]]
    nowhere = [*oos, *(Asked(text=texts[0], gold=(), lang="en") for texts in clinc.values())]
    rng.shuffle(nowhere)
    sets = {one.name: one for one in rank_sets(data, embed, only_shipping=True, most=most)}
    persian = [*sets["faq-fa"].asked, *sets["shop-fa"].asked]
    foreign = {
        "en": nowhere,
        "pl": list(sets["support-pl"].asked),
        "fa": persian,
        "support-pl": [*sets["faq-pl"].asked, *sets["shop-pl"].asked],
        "clinc150-en": oos,
    }
    found: dict[str, list[Case]] = {}
    for name, one in sets.items():
        lang = name.rpartition("-")[2]
        others = [asked for asked in foreign.get(name, foreign[lang]) if asked not in one.asked]
        found[name] = cases_of(one, others[:off], embed)
        family = name.partition("-")[0]
        if family in LONG:
            told = replace(one, name=f"{family}-long-en", asked=tuple(stories(one, noise, most // 2)))
            idle = replace(one, name=f"{family}-idle-en", asked=tuple(others))
            found[told.name] = cases_of(told, tuple(stories(idle, noise, off)), embed)
    return found


def measured_cases(data: Path, embed: KeptEmbedder, *, most: int = 400) -> dict[str, list[Case]]:
    """The sets that are only measured on, with their own questions that have no answer."""
    sets = {
        "kb_sumo": (True, "off_topic.jsonl"),
        "kb_aws": (False, None),
        "kb_fa_wiki": (False, "unanswerable.jsonl"),
        "kb_pl_wiki": (False, None),
    }
    found: dict[str, list[Case]] = {}
    for name, (checked, off) in sets.items():
        articles, _ = read_articles(data / name / "articles.jsonl")
        asked, _ = read_questions(data / name / "questions.jsonl", checked=checked)
        random.Random(1).shuffle(asked)
        nowhere = read_questions(data / name / off)[0] if off else []
        one = prepared(name, articles, asked[:most], embed)
        found[name] = cases_of(one, nowhere, embed)
    return found
