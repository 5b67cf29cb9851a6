"""Fit the probability that the first answer is right, and write kb_index/judgement.json.

python -m bench.kb_fit DATA WORK [--write]

Run it in the project's folder: our own demo shop and its questions are read too.
DATA holds the data sets (only those whose weights may ship are read: kb_fa_pl_faq, kb_pl_support,
kb_dialog_faq, scenarios_tau2's knowledge base, intent_clinc150 for questions that no article answers).
WORK keeps indexes between runs. Cross-validated by data set: each is judged by weights fitted on the others.
"""

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from kb_index import judgement
from kb_index.embedder import SentenceEmbedder, load_embedder
from kb_index.evaluate import Answer, evaluate
from kb_index.judgement import Judgement, Outcome
from kb_index.lexical import Floats
from kb_index.logit import Logit
from kb_index.metrics import auroc, judgement_figures
from kb_index.questions import Asked, read_questions
from kb_index.records import Found
from kb_index.sources import read_articles

SHOP = Path("handoff/demo/articles")
SHOP_QUESTIONS = Path("tests/data/demo_questions.jsonl")
OFF_TOPIC, MOST = 150, 450
STRENGTH_TOPIC, STRENGTH_FIRST = 0.03, 0.1
RISKS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)


class Recorder:
    """Stands in for a judgement and keeps what it was shown."""

    def __init__(self) -> None:
        self.seen: list[Floats] = []

    def probability(self, features: Floats) -> float:
        """Keep the features; their number in millionths tells later which answer they belong to."""
        self.seen.append(features)
        return len(self.seen) * 1e-6

    def decide(self, probability: float, risk: float) -> Outcome:
        """Answer everything."""
        return Outcome.ANSWERED

    def of(self, answer: Answer) -> Floats:
        """The features of the ranking that was answered with."""
        return self.seen[round(answer.ranking.probability * 1e6) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Features and truth of one set's questions; off-topic ones are never right."""

    name: str
    features: Floats
    right: Floats
    on_topic: np.ndarray


async def part_of(
    name: str,
    articles: list[Found],
    asked: list[Asked],
    off: list[Asked],
    model: SentenceEmbedder,
    work: Path,
) -> Part:
    """Ask one set's questions and those of others."""
    home = work / name
    home.mkdir(parents=True, exist_ok=True)
    asked = asked[:MOST]
    recorder = Recorder()
    report = await evaluate(articles, asked, off, model, judgement=recorder, home=home)
    answers = [*report.answers, *report.unanswerable]
    right = np.asarray([float(answer.place == 1) for answer in answers])
    topic = np.asarray([bool(answer.asked.gold) for answer in answers])
    features = np.stack([recorder.of(answer) for answer in answers])
    figures = report.figures()
    sys.stderr.write(f"{name} {[figures[key] for key in ('n', 'hit@1', 'hit@5', 'mrr@10')]}\n")
    return Part(name=name, features=features, right=right, on_topic=topic)


def fitted(parts: Sequence[Part]) -> Judgement:
    """Is it on topic (all questions), is the first right (those on topic); each set counts the same."""
    asked = [(part.features[:, 3:], part.on_topic) for part in parts if not part.on_topic.all()]
    bias, *weights = _logistic(asked, STRENGTH_TOPIC)
    on_topic = Logit(bias=bias, weights=(0.0, 0.0, 0.0, *weights))
    found = [(part.features[part.on_topic, :3], part.right[part.on_topic]) for part in parts]
    bias, *weights = _logistic(found, STRENGTH_FIRST)
    first = Logit(bias=bias, weights=(*weights, 0.0, 0.0))
    return Judgement(on_topic=on_topic, first=first, thresholds={})


def thresholds_of(parts: Sequence[Part], judged: Judgement) -> dict[float, float]:
    """For each risk the least probability that keeps it, each set counting the same, a fifth off topic."""
    probabilities = np.concatenate([[judged.probability(row) for row in part.features] for part in parts])
    right = np.concatenate([part.right for part in parts])
    weight = np.concatenate([_shares(part) for part in parts])
    order = np.argsort(-probabilities)
    wrong = np.cumsum((weight * (1 - right))[order]) / np.cumsum(weight[order])
    least: dict[float, float] = {}
    for risk in RISKS:
        kept = np.flatnonzero(wrong <= risk)
        least[risk] = round(float(probabilities[order][kept.max()]), 4) if len(kept) else 0.99
    return least


def _shares(part: Part) -> Floats:
    on = part.on_topic.sum()
    off = max(len(part.on_topic) - on, 1)
    return np.where(part.on_topic, 0.8 / on, 0.2 / off)


def _logistic(sets: Sequence[tuple[Floats, np.ndarray]], strength: float) -> tuple[float, ...]:
    features = np.concatenate([rows for rows, _ in sets])
    truth = np.concatenate([right for _, right in sets]).astype(float)
    weight = np.concatenate([np.full(len(right), len(truth) / len(right) / len(sets)) for _, right in sets])
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(scaler.transform(features), truth, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    bias = model.intercept_[0] - weights @ scaler.mean_
    return tuple(round(float(one), 4) for one in (bias, *weights))


def figures_of(part: Part, judged: Judgement) -> dict[str, object]:
    """How well a set is judged."""
    probabilities = np.asarray([judged.probability(row) for row in part.features])
    figures = judgement_figures(probabilities[part.on_topic], part.right[part.on_topic])
    off = auroc(probabilities[part.on_topic], probabilities[~part.on_topic])
    return {**figures, "auroc_off_topic": off}


def with_title_questions(found: list[Found]) -> tuple[list[Found], list[Asked]]:
    """Articles without their titles, and the titles as questions."""
    asked = [
        Asked(text=one.draft.title, gold=(one.draft.doc_id or "",), lang=one.draft.lang) for one in found
    ]
    bare = [replace(one, draft=replace(one.draft, title=one.draft.body.split("\n")[0][:80])) for one in found]
    return bare, asked


async def parts_of(data: Path, work: Path) -> list[Part]:
    """Every set that may ship, with off-topic questions from the others."""
    rng = random.Random(1)
    model = load_embedder(cache_dir=work / "models")
    rows = [json.loads(line) for line in (data / "intent_clinc150/utterances.jsonl").open(encoding="utf-8")]
    nowhere = [Asked(text=row["text"], gold=(), lang="en") for row in rows]
    rng.shuffle(nowhere)
    faq, _ = read_articles(data / "kb_fa_pl_faq/articles.jsonl")
    faq_asked, _ = read_questions(data / "kb_fa_pl_faq/questions.jsonl")
    support, _ = read_articles(data / "kb_pl_support/articles.jsonl")
    support_asked, _ = read_questions(data / "kb_pl_support/questions.jsonl")
    support_asked = [replace(one, lang="pl") for one in support_asked]
    spoken, _ = read_articles(data / "kb_dialog_faq/faq.jsonl")
    spoken_asked, _ = read_questions(data / "kb_dialog_faq/turns.jsonl")
    bank, bank_asked = with_title_questions(read_articles(data / "scenarios_tau2/bank_kb.jsonl")[0])
    rng.shuffle(bank_asked)
    by_lang = {lang: [q for q in faq_asked if q.lang == lang] for lang in ("en", "fa", "pl")}
    other = {
        "en": nowhere[:OFF_TOPIC],
        "fa": [],
        "pl": [replace(one, gold=()) for one in rng.sample(support_asked, OFF_TOPIC // 2)],
    }
    parts = []
    for lang, asked in by_lang.items():
        mine = [one for one in faq if one.draft.lang == lang]
        parts.append(await part_of(f"faq-{lang}", mine, asked, other[lang][:50], model, work))
    off = [replace(one, gold=()) for one in by_lang["pl"]]
    shop, _ = read_articles(SHOP)
    shop_asked, _ = read_questions(SHOP_QUESTIONS)
    for lang in by_lang:
        mine = [one for one in shop if one.draft.lang == lang]
        asked = [one for one in shop_asked if one.lang == lang]
        parts.append(await part_of(f"shop-{lang}", mine, asked, other[lang][-50:], model, work))
    parts.append(await part_of("support-pl", support, support_asked, off, model, work))
    parts.append(
        await part_of("bank-en", bank, bank_asked[:200], nowhere[OFF_TOPIC : 2 * OFF_TOPIC], model, work)
    )
    parts.append(await part_of("dialog-en", spoken, spoken_asked, nowhere[-50:], model, work))
    return parts


def main() -> None:
    """Fit, report by set, and write the weights if asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    parts = asyncio.run(parts_of(options.data, options.work))
    np.savez(
        options.work / "features.npz",
        **{
            f"{part.name}/{key}": getattr(part, key)
            for part in parts
            for key in ("features", "right", "on_topic")
        },
    )
    for part in parts:
        rest = fitted([other for other in parts if other.name != part.name])
        sys.stdout.write(json.dumps({part.name: figures_of(part, rest)}) + "\n")
    judged = fitted(parts)
    judged = replace(
        judged, thresholds=thresholds_of(parts, judged), fitted_on=tuple(part.name for part in parts)
    )
    sys.stdout.write(judged.to_json())
    if options.write:
        target = Path(judgement.__file__).with_name("judgement.json")
        target.write_text(judged.to_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
