"""Fits the course model on open service dialogues (STAR and tau-bench, both MIT); only the weights are kept.

    python bench/fit_course.py --star dialogues.jsonl --tau dialogues.jsonl

Prints figures cross-validated by scenario. Fit the emotion model first: its readings are features here.
"""

from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from bot.course import FORMAT, Said, conversation_grams, mean_vector, summarise
from bot.emotion import EmotionModel
from bot.features import BUCKETS
from bot.rows import Dialogue, read_dialogues
from kb_index.embedder import load_embedder

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("summary", "embedding", "gram")
SCALE = {"summary": 0.3, "embedding": 4.0, "gram": 3.0}
STRENGTH = {"summary": 0.1, "embedding": 1.0, "gram": 1.0}
SHARE = {"summary": 0.3, "embedding": 0.3, "gram": 0.4}
FOLDS, ROUNDS = 5, 3


def heard(dialogues: list[Dialogue]) -> list[list[Said]]:
    model, embedder = EmotionModel.load(), load_embedder(threads=2)
    texts = [text for dialogue in dialogues for text in dialogue.customer]
    rows = iter(embedder.encode(texts))
    said = []
    for dialogue in dialogues:
        turns = []
        for text in dialogue.customer:
            vector = next(rows)
            turns.append(Said(text=text, lang="en", mood=model.read(text, "en", vector), vector=vector))
        said.append(turns)
    return said


def gram_matrix(turns: list[list[Said]]) -> csr_matrix:
    found = [conversation_grams([said.text for said in one]) for one in turns]
    counts = np.array([len(row) for row in found])
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts)
    return csr_matrix(
        (values, np.concatenate(found), np.concatenate([[0], np.cumsum(counts)])), shape=(len(turns), BUCKETS)
    )


def fit(
    parts: dict[str, csr_matrix], labels: NDArray[np.int64], rows: NDArray[np.int64]
) -> dict[str, LogisticRegression]:
    return {
        name: LogisticRegression(C=STRENGTH[name], max_iter=2000).fit(parts[name][rows], labels[rows])
        for name in PARTS
    }


def logits(
    models: dict[str, LogisticRegression], parts: dict[str, csr_matrix], rows: NDArray[np.int64]
) -> NDArray[np.float64]:
    return np.sum([SHARE[name] * models[name].decision_function(parts[name][rows]) for name in PARTS], axis=0)


def unseen(
    parts: dict[str, csr_matrix], labels: NDArray[np.int64], groups: NDArray[np.int64], seed: int
) -> NDArray[np.float64]:
    folds = np.random.default_rng(seed).permutation(groups.max() + 1)[groups] % FOLDS
    out = np.zeros(len(labels))
    for fold in range(FOLDS):
        learn, judge = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        out[judge] = logits(fit(parts, labels, learn), parts, judge)
    return out


@click.command()
@click.option("--star", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--tau", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bot/models/course.npz")
def main(star: Path, tau: Path, out: Path) -> None:
    """Fit, report and write bot/models/course.npz."""
    arrays = {"format": np.array(FORMAT), "buckets": np.array(BUCKETS)}
    for head, path in (("annoyed", star), ("transferred", tau)):
        dialogues = [one for one in read_dialogues(path, head) if one.customer]
        labels = np.array([one.label for one in dialogues], dtype=np.int64)
        groups = np.unique([one.scenario for one in dialogues], return_inverse=True)[1]
        turns = heard(dialogues)
        summary = np.array([summarise(one) for one in turns])
        centre, spread = summary.mean(0), summary.std(0) + 1e-6
        parts = {
            "summary": csr_matrix((summary - centre) / spread * SCALE["summary"]),
            "embedding": csr_matrix(np.array([mean_vector(one) for one in turns]) * SCALE["embedding"]),
            "gram": gram_matrix(turns) * SCALE["gram"],
        }
        rounds = [unseen(parts, labels, groups, seed) for seed in range(ROUNDS)]
        calibration = LogisticRegression(C=10).fit(np.concatenate(rounds)[:, None], np.tile(labels, ROUNDS))
        slope, offset = float(calibration.coef_[0, 0]), float(calibration.intercept_[0])
        threshold, best = best_threshold(
            [1 / (1 + np.exp(-(slope * one + offset))) for one in rounds], labels
        )
        auroc = np.mean([roc_auc_score(labels, one) for one in rounds])
        ap = np.mean([average_precision_score(labels, one) for one in rounds])
        click.echo(
            f"{head}: n {len(labels)}, AUROC {auroc:.4f}, AP {ap:.4f}, F1 {best:.3f} at {threshold:.2f}"
        )
        models = fit(parts, labels, np.arange(len(labels)))
        flat = {name: slope * SHARE[name] * SCALE[name] * models[name].coef_[0] for name in PARTS}
        flat["summary"] = flat["summary"] / spread
        bias = slope * sum(SHARE[name] * models[name].intercept_[0] for name in PARTS)
        bias += offset - flat["summary"] @ centre
        for name in PARTS:
            arrays[f"{head}_{name}"] = flat[name].astype(np.float32 if name == "summary" else np.float16)
        arrays[f"{head}_limits"] = np.array([bias, threshold], dtype=np.float64)
    np.savez_compressed(out, **arrays)
    click.echo(f"{out}: {out.stat().st_size / 1024:.0f} KiB")


def best_threshold(rounds: list[NDArray[np.float64]], labels: NDArray[np.int64]) -> tuple[float, float]:
    steps = np.arange(0.1, 0.8, 0.02)
    scores = [np.mean([f1_score(labels, one >= step) for one in rounds]) for step in steps]
    # A flat top is common with few dialogues: take its middle.
    near = steps[np.array(scores) >= max(scores) - 0.01]
    middle = float(near[len(near) // 2])
    return middle, float(np.mean([f1_score(labels, one >= middle) for one in rounds]))


if __name__ == "__main__":
    main()
