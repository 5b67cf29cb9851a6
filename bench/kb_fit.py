"""Fit the probability that the first answer is right, and write kb_index/judgement.json.

python -m bench.kb_fit DATA WORK [--write]

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
from kb_index.evaluate import evaluate
from kb_index.judgement import FEATURES
from kb_index.lexical import Floats
from kb_index.metrics import auroc, judgement_figures
from kb_index.questions import Asked, read_questions
from kb_index.records import Found
from kb_index.sources import read_articles

OFF_TOPIC, MOST, STRENGTH = 150, 450, 0.05


class Recorder:
    """Stands in for a judgement and keeps what it was shown."""

    def __init__(self) -> None:
        self.seen: list[Floats] = []

    def probability(self, features: Floats) -> float:
        """Keep the features."""
        self.seen.append(features)
        return 0.5


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
    if len(answers) != len(recorder.seen):
        raise RuntimeError(f"{name}: {len(recorder.seen)} judged of {len(answers)}")
    # The recorder heard the questions in the order they were asked, not as the report sorts them.
    order = {id(one): n for n, one in enumerate([*asked, *off])}
    ranked = sorted(answers, key=lambda answer: order[id(answer.asked)])
    right = np.asarray([float(answer.place == 1) for answer in ranked])
    topic = np.asarray([bool(answer.asked.gold) for answer in ranked])
    figures = report.figures()
    sys.stderr.write(f"{name} {[figures[key] for key in ('n', 'hit@1', 'hit@5', 'mrr@10')]}\n")
    return Part(name=name, features=np.stack(recorder.seen), right=right, on_topic=topic)


def fitted(parts: Sequence[Part]) -> Floats:
    """Weights over the features as they are, each set counting the same."""
    features = np.concatenate([part.features for part in parts])
    right = np.concatenate([part.right for part in parts])
    weight = np.concatenate([np.full(len(part.right), 1 / len(part.right)) for part in parts])
    scaler = StandardScaler().fit(features[:, 1:])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    model.fit(scaler.transform(features[:, 1:]), right, sample_weight=weight * len(right) / len(parts))
    weights = model.coef_[0] / scaler.scale_
    return np.concatenate([[model.intercept_[0] - weights @ scaler.mean_], weights])


def figures_of(part: Part, weights: Floats) -> dict[str, object]:
    """How the weights judge a set."""
    probabilities = 1 / (1 + np.exp(-part.features @ weights))
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
    weights = fitted(parts)
    content = {
        "features": list(FEATURES),
        "weights": [round(float(weight), 4) for weight in weights],
        "clarify_share": 0.4,
        "fitted_on": [part.name for part in parts],
    }
    sys.stdout.write(json.dumps(content) + "\n")
    if options.write:
        target = Path(judgement.__file__).with_name("judgement.json")
        target.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
