"""What the emotion model learns from: our phrases, GoEmotions and words of customers, as rows of features."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from bot.emotion import EMBEDDING, dense_features
from bot.features import BUCKETS, CLASSES, grams
from kb_index.embedder import Embedder

ROOT = Path(__file__).resolve().parent.parent
DISTRESS = {"sadness", "fear", "nervousness", "grief"}
# A plain fact that went wrong is displeasure, and now and then anger: a third of an angry message.
OWN = {
    "angry": (1, 0, 1),
    "complaint": (0.35, 0, 1),
    "distressed": (0, 1, 1),
    "polite": (0, 0, 0.25),
    "neutral": (0, 0, 0),
    "happy": (0, 0, 0),
}
EMBEDDING_SCALE = {"en": 3.0, "fa": 0.0, "pl": 2.0}
COLOUR_SCALE = {"en": 1.0, "fa": 1.0, "pl": 0.7}
GRAM_SCALE = 3.0
SERVICE_ROWS = 600

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Features, labels from 0 to 1 (one column a head), and the phrase each row comes from."""

    features: csr_matrix
    labels: Floats
    numbers: NDArray[np.int64]


def own_phrases(lang: str) -> tuple[list[str], Floats, NDArray[np.int64]]:
    """Our phrases, labels and phrase numbers; every fourth angry one is shouted too, where capitals are."""
    phrases = []
    for path in sorted((ROOT / "bot/data/emotion").glob(f"{lang}*.yml")):
        groups = yaml.safe_load(path.read_text(encoding="utf-8"))
        phrases += [(str(text), OWN[name]) for name, texts in groups.items() for text in texts]
    rows = [(text, label, number) for number, (text, label) in enumerate(phrases)]
    rows += [
        (text.upper() + "!!!", label, number)
        for text, label, number in rows
        if label[0] == 1 and not number % 4 and lang != "fa"
    ]
    texts, labels, numbers = zip(*rows, strict=True)
    return list(texts), np.array(labels, dtype=np.float64), np.array(numbers)


def goemotions(path: Path) -> tuple[list[str], Floats]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    labels = [(r["anger_group"], bool(DISTRESS & set(r["labels"])), r["negative_group"]) for r in rows]
    return [row["text"] for row in rows], np.array(labels, dtype=np.float64)


def service_texts(path: Path) -> list[str]:
    """Customers' messages of a file, evenly spread over it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    turns = [
        turn for row in rows for turn in row.get("turns", [row]) if turn.get("role", "customer") == "customer"
    ]
    texts = [turn["text"] for turn in turns if turn.get("text")]
    return texts[:: max(1, len(texts) // SERVICE_ROWS)]


def features(texts: list[str], lang: str, embedder: Embedder) -> csr_matrix:
    vectors = embedder.encode(texts)
    dense = np.array([dense_features(text, lang, row) for text, row in zip(texts, vectors, strict=True)])
    found = [grams(text) for text in texts]
    counts = np.array([len(row) for row in found])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    letters = csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), BUCKETS))
    return (hstack([csr_matrix(dense), letters]) @ _diagonal(scale(lang, dense.shape[1]))).tocsr()


def scale(lang: str, width: int) -> Floats:
    """By what each feature is multiplied before fitting; undone in the stored weights."""
    out = np.ones(width + BUCKETS)
    out[:EMBEDDING] = EMBEDDING_SCALE[lang]
    out[EMBEDDING : EMBEDDING + len(CLASSES)] = COLOUR_SCALE[lang]
    out[width:] = GRAM_SCALE
    return out


def _diagonal(values: Floats) -> csr_matrix:
    return csr_matrix((values, (np.arange(len(values)), np.arange(len(values)))))


def own_rows(lang: str, embedder: Embedder) -> Rows:
    texts, labels, numbers = own_phrases(lang)
    return Rows(features=features(texts, lang, embedder), labels=labels, numbers=numbers)
