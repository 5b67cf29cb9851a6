"""Fits the course model on open service dialogues (STAR and tau-bench, both MIT); only the weights are kept.

    python bench/fit_course.py --star dialogues.jsonl --tau dialogues.jsonl

Prints figures cross-validated by scenario. Fit the emotion model first: its readings are features here.
"""

from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from bot.course import FORMAT, PARTS, Said, dense_parts, gram_parts
from bot.course import heard as heard_turns
from bot.emotion import EmotionModel
from bot.exchange import ExchangeModel
from bot.features import BUCKETS
from bot.rows import Dialogue, read_dialogues
from kb_index.embedder import load_embedder

ROOT = Path(__file__).resolve().parent.parent
SCALE = {"summary": 0.3, "meaning": 4.0, "last_meaning": 4.0, "grams": 3.0, "last_grams": 3.0}
STRENGTH = {"summary": 0.1, "meaning": 1.0, "last_meaning": 1.0, "grams": 1.0, "last_grams": 1.0}
# What was said last tells a transfer; annoyance is in the whole.
SHARE = {
    "annoyed": {"summary": 0.3, "meaning": 0.3, "grams": 0.4},
    "transferred": {"summary": 0.2, "meaning": 0.1, "grams": 0.2, "last_meaning": 0.2, "last_grams": 0.3},
}
FOLDS, ROUNDS = 5, 3

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Beginnings of dialogues: their features, the dialogue each belongs to, and which are whole."""

    parts: dict[str, csr_matrix]
    centre: Floats
    spread: Floats
    labels: Ints
    groups: Ints
    whole: NDArray[np.bool_]

    @property
    def truth(self) -> Ints:
        """The label where the dialogue is whole: a transfer is due only then."""
        return self.labels * self.whole


def heard(dialogues: list[Dialogue]) -> list[list[Said]]:
    """The customer's turns as the assessor reads them."""
    moods, exchanges, embedder = EmotionModel.load(), ExchangeModel.load(), load_embedder(threads=1)
    rows = iter(embedder.encode([text for dialogue in dialogues for text in dialogue.customer]))
    return [heard_turns(dialogue.turns, rows, moods, exchanges) for dialogue in dialogues]


def course_of(path: Path, head: str) -> Course:
    """Read a file; for transfers every beginning of a dialogue is a row, for annoyance the whole only."""
    dialogues = [one for one in read_dialogues(path, head) if one.customer]
    scenarios = np.unique([one.scenario for one in dialogues], return_inverse=True)[1]
    beginnings, owner, whole = [], [], []
    for number, turns in enumerate(heard(dialogues)):
        first = 1 if head == "transferred" else len(turns)
        for length in range(first, len(turns) + 1):
            beginnings.append(turns[:length])
            owner.append(number)
            whole.append(length == len(turns))
    dense = [dense_parts(one) for one in beginnings]
    letters = [gram_parts(one) for one in beginnings]
    rows = {name: np.array([one[name] for one in dense], dtype=np.float64) for name in dense[0]}
    mask = np.array(whole)
    centre, spread = rows["summary"][mask].mean(0), rows["summary"][mask].std(0) + 1e-6
    rows["summary"] = (rows["summary"] - centre) / spread
    parts = {name: csr_matrix(row * SCALE[name]) for name, row in rows.items()}
    parts |= {name: gram_matrix([one[name] for one in letters]) * SCALE[name] for name in letters[0]}
    labels = np.array([one.label for one in dialogues], dtype=np.int64)
    return Course(
        parts=parts,
        centre=centre,
        spread=spread,
        labels=labels[owner],
        groups=scenarios[owner],
        whole=mask,
    )


def gram_matrix(found: list[Ints]) -> csr_matrix:
    counts = np.array([len(row) for row in found])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    ends = np.concatenate([[0], np.cumsum(counts)])
    return csr_matrix((values, np.concatenate(found), ends), shape=(len(found), BUCKETS))


def fit(course: Course, head: str, rows: Ints) -> dict[str, LogisticRegression]:
    balanced = "balanced" if head == "transferred" else None
    return {
        name: LogisticRegression(C=STRENGTH[name], max_iter=2000, class_weight=balanced).fit(
            course.parts[name][rows], course.truth[rows]
        )
        for name in SHARE[head]
    }


def logits(models: dict[str, LogisticRegression], course: Course, head: str, rows: Ints) -> Floats:
    shares = SHARE[head]
    return np.sum(
        [shares[name] * models[name].decision_function(course.parts[name][rows]) for name in shares], axis=0
    )


def unseen(course: Course, head: str, seed: int) -> Floats:
    """Logits of each row from models that saw no dialogue of its scenario."""
    folds = np.random.default_rng(seed).permutation(course.groups.max() + 1)[course.groups] % FOLDS
    out = np.zeros(len(course.labels))
    for fold in range(FOLDS):
        learn, judge = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        out[judge] = logits(fit(course, head, learn), course, head, judge)
    return out


def best_threshold(rounds: list[Floats], labels: Ints) -> tuple[float, float]:
    """The probability with the best F1; of a flat top, common with few dialogues, the middle."""
    steps = np.arange(0.02, 0.9, 0.02)
    scores = np.array([np.mean([f1_score(labels, one >= step) for one in rounds]) for step in steps])
    near = steps[scores >= scores.max() - 0.01]
    middle = float(near[len(near) // 2])
    return middle, float(np.mean([f1_score(labels, one >= middle) for one in rounds]))


def turns_off(course: Course, rounds: list[Floats], threshold: float) -> str:
    """How many turns the first yes is from the true transfer, on unseen dialogues."""
    off: list[int] = []
    never = 0
    ends = np.flatnonzero(course.whole)
    for start, end in zip([0, *(ends[:-1] + 1)], ends, strict=True):
        for one in rounds if course.labels[end] else ():
            yes = np.flatnonzero(one[start : end + 1] >= threshold)
            never += not len(yes)
            off += [int(end - start - yes[0])] if len(yes) else []
    return f"  turns before the transfer: mean {np.mean(off):.2f}; never: {never} of {never + len(off)}"


def fitted(course: Course, head: str) -> dict[str, NDArray[np.floating]]:
    """Report on unseen rows, then fit on all and return the weights."""
    whole, labels = course.whole, course.labels[course.whole]
    rounds = [unseen(course, head, seed) for seed in range(ROUNDS)]
    platt = LogisticRegression(C=10).fit(np.concatenate(rounds)[:, None], np.tile(course.truth, ROUNDS))
    slope, offset = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    rounds = [1 / (1 + np.exp(-(slope * one + offset))) for one in rounds]
    threshold, f1 = best_threshold([one[whole] for one in rounds], labels)
    auroc = np.mean([roc_auc_score(labels, one[whole]) for one in rounds])
    ap = np.mean([average_precision_score(labels, one[whole]) for one in rounds])
    click.echo(f"{head}: n {len(labels)}, AUROC {auroc:.4f}, AP {ap:.4f}, F1 {f1:.3f} at {threshold:.2f}")
    if head == "transferred":
        click.echo(turns_off(course, rounds, threshold))
    models, shares = fit(course, head, np.arange(len(course.labels))), SHARE[head]
    flat = {name: slope * shares[name] * SCALE[name] * models[name].coef_[0] for name in shares}
    flat["summary"] = flat["summary"] / course.spread
    bias = offset + slope * sum(shares[name] * models[name].intercept_[0] for name in shares)
    bias -= flat["summary"] @ course.centre
    arrays = {f"{head}_{part}": np.zeros(course.parts[part].shape[1], np.float16) for part in PARTS}
    arrays |= {
        f"{head}_{name}": row.astype(np.float32 if name == "summary" else np.float16)
        for name, row in flat.items()
    }
    return arrays | {f"{head}_limits": np.array([bias, threshold])}


@click.command()
@click.option("--star", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--tau", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bot/models/course.npz")
def main(star: Path, tau: Path, out: Path) -> None:
    """Fit, report and write bot/models/course.npz."""
    arrays = {"format": np.array(FORMAT), "buckets": np.array(BUCKETS)}
    for head, path in (("annoyed", star), ("transferred", tau)):
        arrays |= fitted(course_of(path, head), head)
    np.savez_compressed(out, **arrays)
    click.echo(f"{out}: {out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
