"""Fits the model that hears freely worded wishes for a person; only the weights are kept.

    python bench/fit_wish.py --other banking77.jsonl --other clinc150.jsonl --other star.jsonl …

Learns from our own sentences (bot/data/wishes, the ask_human examples and the other intents of bot/data/nlu,
tests/unit/bot/human_requests.yml) and, as messages that ask for no person, from our phrases of other moods
(bot/data/emotion) and the files of --other (texts, or dialogues with turns). Prints figures on unseen folds.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from bot.features import BUCKETS, grams
from bot.human_request import asks_for_human, asks_for_none
from bot.wish import EMBEDDING, FORMAT, HEADS, MEANT, PERSIAN, head_for
from kb_index.embedder import Embedder, load_embedder

ROOT = Path(__file__).resolve().parent.parent
LANGS = ("en", "fa", "pl")
EMBEDDING_SCALE = 3.0
GRAM_SCALE = 3.0
STRENGTH = 3.0
OTHER_ROWS = 5000
OTHER_WEIGHT = 0.5
FOLDS = 5
# Of our look-alikes and of our complaints one in a hundred may be taken for a wish, of all other messages one
# in two thousand; the strictest of the three holds.
ALARMS = {"alike": 0.01, "moods": 0.01, "other": 0.0005}

Floats = NDArray[np.float64]
_PERSON = re.compile(r"escalat|manager|supervisor|real person|higher up|call me", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text to learn from; `group` joins a sentence and what was made of it, `made` tells the two apart."""

    text: str
    wish: bool
    group: int
    kind: str
    made: bool = False


def own_sentences() -> dict[str, tuple[bool, str]]:
    """Our wishes, look-alikes, and what customers say to the bot otherwise: is each a wish, and its kind."""
    found = [
        (str(text), (name == "asks", "alike"))
        for path in [ROOT / f"bot/data/wishes/{lang}.yml" for lang in LANGS]
        for name, texts in _yaml(path).items()
        for text in texts
    ]
    rounds = _yaml(ROOT / "tests/unit/bot/human_requests.yml").values()
    found += [
        (str(text), (name == "asks", "alike"))
        for one in rounds
        for name, texts in one.items()
        for text in texts
    ]
    for lang in LANGS:
        for intent in _yaml(ROOT / f"bot/data/nlu/{lang}.yml")["nlu"]:
            if "intent" in intent and intent["intent"] != "bot_challenge":
                wish = intent["intent"] == "ask_human"
                lines = [line for line in intent["examples"].splitlines() if line.strip()]
                found += [(_plain(line), (wish, "alike" if wish else "other")) for line in lines]
    return dict(found)


def other_moods() -> list[str]:
    """Our phrases of other moods, but those that name a person to speak to."""
    texts = [
        str(text)
        for path in sorted((ROOT / "bot/data/emotion").glob("*.yml"))
        for group in _yaml(path).values()
        for text in group
    ]
    return [text for text in texts if asks_for_human(text) is None and not _PERSON.search(text)]


def other_texts(path: Path) -> list[str]:
    """Customers' messages of a file that ask for nobody, as far as rules and plain words can tell."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    turns = [turn for row in rows for turn in row.get("turns", [row])]
    texts = [
        str(turn["text"]) for turn in turns if turn.get("role", "customer") == "customer" and turn.get("text")
    ]
    return [text for text in texts if asks_for_human(text) is None and not _PERSON.search(text)]


def slipped(text: str, rng: np.random.Generator) -> str:
    """The text with one slip of the finger: a letter lost, doubled, or swapped with the next."""
    places = [at for at in range(1, len(text) - 2) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = int(rng.choice(places))
    slips = (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:],
             text[:at] + text[at + 1] + text[at] + text[at + 2 :])  # fmt: skip
    return slips[int(rng.integers(3))]


def rows_of(other: Sequence[Path]) -> list[Row]:
    """All that is learnt from: sentences, the same with a slip or beside another, and other messages."""
    rng = np.random.default_rng(0)
    own = own_sentences()
    calm = {
        fa: [text for text, (wish, _) in own.items() if not wish and _is_persian(text) is fa]
        for fa in (True, False)
    }
    rows = []
    for group, (text, (wish, kind)) in enumerate(own.items()):
        beside = str(rng.choice(calm[_is_persian(text)]))
        joined = f"{beside}. {text}" if rng.integers(2) else f"{text}. {beside}"
        rows.append(Row(text=text, wish=wish, group=group, kind=kind))
        rows += [Row(text=made, wish=wish, group=group, kind=kind, made=True)
                 for made in (slipped(text, rng), joined)]  # fmt: skip
    moods = other_moods()
    groups = [("moods", moods), *(("other", sorted(set(other_texts(path)))) for path in other)]
    for kind, texts in groups:
        kept = texts if kind == "moods" else [texts[at] for at in rng.permutation(len(texts))[:OTHER_ROWS]]
        rows += [Row(text=text, wish=False, group=len(rows) + at, kind=kind) for at, text in enumerate(kept)]
    return rows


def features(texts: Sequence[str], vectors: NDArray[np.float32] | None) -> csr_matrix:
    """Each text's embedding, if any, and its letter groups."""
    found = [grams(text) for text in texts]
    counts = np.array([len(row) for row in found])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    letters = csr_matrix((values, np.concatenate(found), ends), shape=(len(texts), BUCKETS))
    dense = csr_matrix((len(texts), EMBEDDING)) if vectors is None else csr_matrix(vectors.astype(np.float64))
    return (hstack([dense, letters]) @ diags(SCALE)).tocsr()


SCALE = np.concatenate([np.full(EMBEDDING, EMBEDDING_SCALE), np.full(BUCKETS, GRAM_SCALE)])


def fit(made: csr_matrix, rows: Sequence[Row]) -> LogisticRegression:
    labels = np.array([row.wish for row in rows])
    weights = np.array([1.0 if row.kind == "alike" else OTHER_WEIGHT for row in rows])
    return LogisticRegression(C=STRENGTH, max_iter=2000).fit(made, labels, weights)


def unseen_logits(made: csr_matrix, rows: Sequence[Row]) -> Floats:
    """Each row's logit from a model that learnt neither it nor anything made of the same sentence."""
    labels, groups = np.array([row.wish for row in rows]), np.array([row.group for row in rows])
    logits = np.zeros(len(rows))
    cut = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for learn, judge in cut.split(labels, labels, groups):
        model = fit(made[learn], [rows[at] for at in learn])
        logits[judge] = model.decision_function(made[judge])
    return logits


def threshold(logits: Floats, rows: Sequence[Row]) -> float:
    """The logit over which both kinds of false alarm are as rare as they must be, on unseen rows."""
    left = np.array([asks_for_none(row.text) for row in rows])
    limits = []
    for kind, share in ALARMS.items():
        scores = np.sort(
            [-np.inf if vetoed else logit for logit, row, vetoed in zip(logits, rows, left, strict=True)
             if not row.wish and not row.made and row.kind == kind]
        )[::-1]  # fmt: skip
        limits.append(float(scores[int(share * len(scores))]) + 1e-3 if len(scores) else -np.inf)
    return max(limits)


def report(name: str, logits: Floats, rows: Sequence[Row], limit: float) -> None:
    """Say how rules and both together do on unseen rows."""
    plain = [at for at, row in enumerate(rows) if not row.made]
    wish = np.array([rows[at].wish for at in plain])
    rules = np.array([asks_for_human(rows[at].text) is not None for at in plain])
    model = np.array([logits[at] >= limit and not asks_for_none(rows[at].text) for at in plain])
    click.echo(
        f"{name}: {wish.sum()} wishes, {(~wish).sum()} others, "
        f"AUROC {roc_auc_score(wish, logits[plain]):.4f}, model alone hears {model[wish].mean():.3f}, "
        f"of what the rules miss {model[wish & ~rules].mean():.3f}; "
        f"false alarms of the model {model[~wish].sum()}, limit {limit:.2f}"
    )


def stored(name: str, model: LogisticRegression, limit: float) -> dict[str, NDArray[np.floating]]:
    """The weights over the plain features, in half precision."""
    weights = model.coef_[0] * SCALE
    limits = np.array([model.intercept_[0], 1 / (1 + np.exp(-limit))], dtype=np.float32)
    return {f"{name}_meaning": weights[:EMBEDDING].astype(np.float16),
            f"{name}_gram": weights[EMBEDDING:].astype(np.float16), f"{name}_limits": limits}  # fmt: skip


def _yaml(path: Path) -> dict[str, list[str]]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _plain(line: str) -> str:
    return re.sub(r"\[([^]]*)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line.strip().removeprefix("- "))


def _is_persian(text: str) -> bool:
    return head_for(text, None) == PERSIAN


def learn(rows: Sequence[Row], embedder: Embedder) -> dict[str, NDArray[np.floating]]:
    """Fit each head with its figures; the last on all rows."""
    weights: dict[str, NDArray[np.floating]] = {}
    for name in HEADS:
        mine = [row for row in rows if _is_persian(row.text) is (name == PERSIAN)]
        texts = [row.text for row in mine]
        made = features(texts, embedder.encode(texts) if name == MEANT else None)
        logits = unseen_logits(made, mine)
        limit = threshold(logits, mine)
        report(name, logits, mine, limit)
        weights |= stored(name, fit(made, mine), limit)
    return weights


@click.command()
@click.option("--other", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bot/models/wish.npz")
def main(other: tuple[Path, ...], out: Path) -> None:
    """Fit, report and write bot/models/wish.npz."""
    weights = learn(rows_of(other), load_embedder(threads=1))
    np.savez_compressed(out, format=np.array(FORMAT), buckets=np.array(BUCKETS), **weights)
    click.echo(f"{out}: {out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
