"""Fits the emotion model on our own phrases and GoEmotions (Apache-2.0); only the weights are kept.

    python bench/fit_emotion.py --goemotions comments.jsonl

The rows need `text`, `labels`, `anger_group` and `negative_group`. Prints cross-validated figures.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from bot.emotion import EMBEDDING, FORMAT, HEADS, LANGS, dense_features
from bot.features import BUCKETS, grams
from kb_index.embedder import load_embedder

ROOT = Path(__file__).resolve().parent.parent
DISTRESS = {"sadness", "fear", "nervousness", "grief"}
OWN = {
    "angry": (1, 0, 1),
    "distressed": (0, 1, 1),
    "polite": (0, 0, 0),
    "neutral": (0, 0, 0),
    "happy": (0, 0, 0),
}
EMBEDDING_SCALE, GRAM_SCALE = 3.0, 3.0
OWN_WEIGHT = 3.0
STRENGTH = {"en": 0.1, "fa": 1.0, "pl": 1.0}
PRIOR = 0.15
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Features, labels (one column a head) and weights of a language's texts."""

    features: csr_matrix
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]
    own: NDArray[np.bool_]
    numbers: NDArray[np.int64]


def own_phrases(lang: str) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """Our phrases, their labels and the number of each phrase; every fourth angry one is shouted too."""
    groups = yaml.safe_load((ROOT / f"bot/data/emotion/{lang}.yml").read_text(encoding="utf-8"))
    phrases = [(text, OWN[name]) for name, texts in groups.items() for text in texts]
    rows = [(text, label, number) for number, (text, label) in enumerate(phrases)]
    rows += [
        (text.upper() + "!!!", label, number) for text, label, number in rows if label[0] and not number % 4
    ]
    texts, labels, numbers = zip(*rows, strict=True)
    return list(texts), np.array(labels), np.array(numbers)


def goemotions(path: Path) -> tuple[list[str], NDArray[np.int64]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    labels = [(r["anger_group"], bool(DISTRESS & set(r["labels"])), r["negative_group"]) for r in rows]
    return [row["text"] for row in rows], np.array(labels, dtype=np.int64)


def features(texts: list[str], lang: str, vectors: NDArray[np.float32]) -> csr_matrix:
    if lang == "fa":
        vectors = np.zeros_like(vectors)
    dense = np.array([dense_features(text, lang, row) for text, row in zip(texts, vectors, strict=True)])
    dense[:, : vectors.shape[1]] *= EMBEDDING_SCALE
    found = [grams(text) for text in texts]
    counts = np.array([len(row) for row in found])
    values = np.repeat(GRAM_SCALE / np.sqrt(np.maximum(counts, 1)), counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    letters = csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), BUCKETS))
    return hstack([csr_matrix(dense), letters]).tocsr()


def rows_of(lang: str, path: Path) -> Rows:
    embedder = load_embedder(threads=2)
    texts, labels, numbers = own_phrases(lang)
    made = features(texts, lang, embedder.encode(texts))
    weights, own = np.full(len(texts), OWN_WEIGHT if lang == "en" else 1.0), np.ones(len(texts), dtype=bool)
    if lang != "en":
        return Rows(features=made, labels=labels, weights=weights, own=own, numbers=numbers)
    more, more_labels = goemotions(path)
    return Rows(
        features=vstack([made, features(more, lang, embedder.encode(more))]).tocsr(),
        labels=np.concatenate([labels, more_labels]),
        weights=np.concatenate([weights, np.ones(len(more))]),
        own=np.concatenate([own, np.zeros(len(more), dtype=bool)]),
        numbers=np.concatenate([numbers, np.arange(len(more)) + len(numbers)]),
    )


def model(lang: str) -> LogisticRegression:
    balanced = None if lang == "en" else "balanced"
    return LogisticRegression(C=STRENGTH[lang], max_iter=2000, class_weight=balanced)


def unseen_logits(rows: Rows, head: int, lang: str) -> NDArray[np.float64]:
    """Logits of each row from a model that has not seen it."""
    logits = np.zeros(len(rows.own))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for learn, judge in folds.split(logits, rows.labels[:, head] * 2 + rows.own, rows.numbers):
        fitted = model(lang).fit(rows.features[learn], rows.labels[learn, head], rows.weights[learn])
        logits[judge] = fitted.decision_function(rows.features[judge])
    return logits


def calibrate(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> tuple[float, float]:
    """Platt's scaling on our own unseen phrases, moved to the share that real chats show."""
    fitted = LogisticRegression(C=10).fit(logits[:, None], labels)
    share = labels.mean()
    shift = np.log(PRIOR / (1 - PRIOR)) - np.log(share / (1 - share))
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0] + shift)


def best_threshold(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The probability with the best F1 on rows that the model had not seen."""
    order = np.argsort(-logits)
    hits = np.cumsum(labels[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + labels.sum())
    return float(1 / (1 + np.exp(-logits[order][int(np.argmax(f1))])))


@click.command()
@click.option("--goemotions", "path", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bot/models/emotion.npz")
def main(path: Path, out: Path) -> None:
    """Fit, report and write bot/models/emotion.npz."""
    arrays: dict[str, NDArray[np.float16] | NDArray[np.int64]] = {
        "format": np.array(FORMAT),
        "buckets": np.array(BUCKETS),
    }
    for lang in LANGS:
        rows = rows_of(lang, path)
        width = rows.features.shape[1] - BUCKETS
        scale = np.ones(rows.features.shape[1])
        scale[:EMBEDDING] *= EMBEDDING_SCALE
        scale[width:] *= GRAM_SCALE
        weights, biases, limits = [], [], []
        for head, name in enumerate(HEADS):
            logits = unseen_logits(rows, head, lang)
            slope, offset = calibrate(logits[rows.own], rows.labels[rows.own, head])
            fitted = model(lang).fit(rows.features, rows.labels[:, head], rows.weights)
            weights.append(slope * fitted.coef_[0] * scale)
            biases.append(slope * fitted.intercept_[0] + offset)
            judged = ~rows.own if lang == "en" else rows.own
            limits.append(best_threshold(slope * logits[judged] + offset, rows.labels[judged, head]))
            parts = {"own": rows.own, "open": ~rows.own}
            shown = {
                part: round(roc_auc_score(rows.labels[mask, head], logits[mask]), 4)
                for part, mask in parts.items()
                if mask.any()
            }
            click.echo(f"{lang} {name}: AUROC on unseen rows {shown}, slope {slope:.2f}")
        stacked = np.array(weights)
        arrays[f"dense_{lang}"] = stacked[:, :width].astype(np.float16)
        arrays[f"gram_{lang}"] = stacked[:, width:].astype(np.float16)
        arrays[f"limits_{lang}"] = np.array(limits, dtype=np.float16)
        arrays[f"bias_{lang}"] = np.array(biases, dtype=np.float16)
    np.savez_compressed(out, **arrays)
    click.echo(f"{out}: {out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
