"""Fits the emotion model on our own phrases and open data that may ship; only the weights are kept.

    python -m bench.fit_emotion --goemotions comments.jsonl --service banking.jsonl --service star.jsonl …

GoEmotions rows need `text`, `labels`, `anger_group` and `negative_group`. The files of --service (texts,
or dialogues with turns) only teach the gate what customers' messages look like; their labels are not used.
Prints figures on unseen folds.
"""

from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from bench.emotion_rows import ROOT, Floats, Rows, features, goemotions, own_rows, scale, service_texts
from bot.emotion import FORMAT, HEADS, LANGS, OPEN
from bot.escalation import Limits
from bot.features import BUCKETS
from bot.figures import calibration_error
from kb_index.embedder import Embedder, load_embedder

STRENGTH = {"en": 0.3, "fa": 1.0, "pl": 0.3, OPEN: 0.1, "gate": 0.1}
# What one row of GoEmotions weighs against one of ours, for customers' messages and for open talk.
OPEN_WEIGHT = {"en": 0.05, OPEN: 4.0}
GATE_SLOPE = 3.0
# Which share of customers' messages shows each feeling: what a probability is told against.
PRIOR = np.array([0.15, 0.1, 0.6])
FOLDS = 5


def fit(rows: csr_matrix, labels: Floats, weights: Floats, strength: float) -> LogisticRegression:
    """Fit on labels from 0 to 1: a row in between counts for both sides, in parts."""
    between = np.flatnonzero((labels > 0) & (labels < 1))
    whole = np.concatenate([labels > 0, np.zeros(len(between), dtype=bool)])
    parts = np.concatenate(
        [np.where(labels > 0, weights * labels, weights), (weights * (1 - labels))[between]]
    )
    model = LogisticRegression(C=strength, max_iter=2000)
    return model.fit(vstack([rows, rows[between]]).tocsr(), whole, parts)


def balanced(labels: Floats) -> Floats:
    share = labels.mean()
    return np.where(labels >= 0.5, 0.5 / share, 0.5 / (1 - share))


def folds_of(rows: Rows, head: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    cut = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    return list(cut.split(rows.labels, (rows.labels[:, head] * 2).astype(int), rows.numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One head of one model: weights over the scaled features, calibrated."""

    coefficients: Floats
    bias: float


def calibrated(model: LogisticRegression, slope: float, offset: float) -> Fitted:
    return Fitted(coefficients=slope * model.coef_[0], bias=float(slope * model.intercept_[0] + offset))


def platt(logits: Floats, labels: Floats, prior: float | None) -> tuple[float, float]:
    """Platt's scaling on unseen rows, moved to the share of real chats where one is given."""
    fitted = fit(csr_matrix(logits[:, None]), labels, np.ones(len(labels)), 10)
    share = labels.mean()
    shift = 0.0 if prior is None else np.log(prior / (1 - prior)) - np.log(share / (1 - share))
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0] + shift)


def at_the_limit(name: str, logits: Floats, labels: Floats) -> None:
    """How many angry and how many calm phrases would bring a person at once."""
    angry = 1 / (1 + np.exp(-logits)) >= Limits().anger
    heard, alarms = angry[labels == 1].mean(), angry[labels == 0].mean()
    click.echo(f"{name}: {heard:.3f} of the angry and {alarms:.3f} of the calm phrases are over the limit")


def prior_weights(labels: Floats, prior: float) -> Floats:
    """Weights that bring the share of positives to the prior."""
    share = (labels > 0.5).mean()
    return np.where(labels > 0.5, prior / share, (1 - prior) / (1 - share))


def best_threshold(logits: Floats, labels: Floats, prior: float) -> float:
    """The probability with the best F1 on unseen rows at the prior's share; of a flat top the middle."""
    steps = np.linspace(0.02, 0.95, 187)
    heavy = prior_weights(labels, prior)[:, None]
    said = (1 / (1 + np.exp(-logits))[:, None] >= steps) * heavy
    yes = (labels > 0.5)[:, None]
    f1 = 2 * (said * yes).sum(0) / (said.sum(0) + (heavy * yes).sum())
    near = steps[f1 >= f1.max() - 0.005]
    return float(near[len(near) // 2])


def mixed(gate: Floats, service: Floats, other: Floats) -> Floats:
    share = 1 / (1 + np.exp(-gate))
    return share * service + (1 - share) * other


def shown(name: str, head: str, logits: Floats, labels: Floats, weights: Floats | None = None) -> None:
    yes = labels > 0.5
    chance = 1 / (1 + np.exp(-logits))
    click.echo(
        f"{name} {head}: AUROC {roc_auc_score(yes, logits):.4f}, n {len(labels)}, "
        f"ECE {calibration_error(yes, chance, weights):.3f}"
    )


def english(
    path: Path, service: tuple[Path, ...], embedder: Embedder
) -> tuple[dict[str, list[Fitted]], list[float], Fitted]:
    """Fit both English models and the gate, with figures on unseen folds of ours and of GoEmotions."""
    own = own_rows("en", embedder)
    texts, labels = goemotions(path)
    open_rows = Rows(features=features(texts, "en", embedder), labels=labels, numbers=np.arange(len(texts)))
    more = features([text for one in service for text in service_texts(one)], "en", embedder)
    mine, theirs = np.arange(len(own.labels)), np.arange(len(open_rows.labels))

    def gate_fit(ours: NDArray[np.int64], others: NDArray[np.int64]) -> LogisticRegression:
        parts = vstack([own.features[ours], more, open_rows.features[others]]).tocsr()
        known = np.concatenate([np.ones(len(ours) + more.shape[0]), np.zeros(len(others))])
        return fit(parts, known, np.where(known > 0, 1.5, 1.0), STRENGTH["gate"])

    def expert(
        name: str, head: int, ours: NDArray[np.int64], others: NDArray[np.int64]
    ) -> LogisticRegression:
        parts = vstack([own.features[ours], open_rows.features[others]]).tocsr()
        known = np.concatenate([own.labels[ours, head], open_rows.labels[others, head]])
        weight = OPEN_WEIGHT[name]
        heavy = np.concatenate([np.full(len(ours), min(1, 1 / weight)), np.full(len(others), min(1, weight))])
        return fit(parts, known, heavy, STRENGTH[name])

    gates: dict[str, Floats] = {"own": np.zeros(len(mine)), "open": np.zeros(len(theirs))}
    fitted: dict[str, list[Fitted]] = {"en": [], OPEN: []}
    limits = []
    for head, name in enumerate(HEADS):
        seen = {(one, part): np.zeros(len(gates[part])) for one in ("en", OPEN) for part in gates}
        for (learn, judge), (learn_open, judge_open) in zip(
            folds_of(own, head), folds_of(open_rows, head), strict=True
        ):
            door = gate_fit(learn, learn_open)
            gates["own"][judge] = GATE_SLOPE * door.decision_function(own.features[judge])
            gates["open"][judge_open] = GATE_SLOPE * door.decision_function(open_rows.features[judge_open])
            for one in ("en", OPEN):
                model = expert(one, head, learn, learn_open)
                seen[one, "own"][judge] = model.decision_function(own.features[judge])
                seen[one, "open"][judge_open] = model.decision_function(open_rows.features[judge_open])
        scales = {
            "en": platt(seen["en", "own"], own.labels[:, head], PRIOR[head]),
            OPEN: platt(seen[OPEN, "open"], open_rows.labels[:, head], None),
        }
        for one, (slope, offset) in scales.items():
            fitted[one].append(calibrated(expert(one, head, mine, theirs), slope, offset))
            for part in gates:
                seen[one, part] = slope * seen[one, part] + offset
        ours = mixed(gates["own"], seen["en", "own"], seen[OPEN, "own"])
        others = mixed(gates["open"], seen["en", "open"], seen[OPEN, "open"])
        shown(
            "en, our phrases,",
            name,
            ours,
            own.labels[:, head],
            prior_weights(own.labels[:, head], PRIOR[head]),
        )
        shown("en, GoEmotions,", name, others, open_rows.labels[:, head])
        if name == "anger":
            at_the_limit("en", ours, own.labels[:, head])
        limits.append(best_threshold(ours, own.labels[:, head], PRIOR[head]))
    door = gate_fit(mine, theirs)
    gate = Fitted(coefficients=GATE_SLOPE * door.coef_[0], bias=float(GATE_SLOPE * door.intercept_[0]))
    return fitted, limits, gate


def other(lang: str, embedder: Embedder) -> tuple[list[Fitted], list[float]]:
    """Fit a language that has our phrases alone."""
    own = own_rows(lang, embedder)
    fitted, limits = [], []
    for head, name in enumerate(HEADS):
        labels, logits = own.labels[:, head], np.zeros(len(own.labels))
        for learn, judge in folds_of(own, head):
            model = fit(own.features[learn], labels[learn], balanced(labels[learn]), STRENGTH[lang])
            logits[judge] = model.decision_function(own.features[judge])
        slope, offset = platt(logits, labels, PRIOR[head])
        logits = slope * logits + offset
        shown(f"{lang}, our phrases,", name, logits, labels, prior_weights(labels, PRIOR[head]))
        model = fit(own.features, labels, balanced(labels), STRENGTH[lang])
        fitted.append(calibrated(model, slope, offset))
        if name == "anger":
            at_the_limit(lang, logits, labels)
        limits.append(best_threshold(logits, labels, PRIOR[head]))
    return fitted, limits


def stored(name: str, lang: str, heads: list[Fitted]) -> dict[str, NDArray[np.float16]]:
    """The weights over the plain features, in half precision."""
    width = len(heads[0].coefficients) - BUCKETS
    plain = np.array([one.coefficients for one in heads]) * scale(lang, width)
    return {
        f"dense_{name}": plain[:, :width].astype(np.float16),
        f"gram_{name}": plain[:, width:].astype(np.float16),
        f"bias_{name}": np.array([one.bias for one in heads], dtype=np.float16),
    }


@click.command()
@click.option("--goemotions", "path", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--service", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bot/models/emotion.npz")
def main(path: Path, service: tuple[Path, ...], out: Path) -> None:
    """Fit, report and write bot/models/emotion.npz."""
    embedder = load_embedder(threads=1)
    arrays = {"format": np.array(FORMAT), "buckets": np.array(BUCKETS)}
    models, limits, gate = english(path, service, embedder)
    arrays |= (
        stored("en", "en", models["en"]) | stored(OPEN, "en", models[OPEN]) | stored("gate", "en", [gate])
    )
    arrays["limits_en"] = np.array(limits, dtype=np.float16)
    for lang in LANGS[1:]:
        heads, found = other(lang, embedder)
        arrays |= stored(lang, lang, heads) | {f"limits_{lang}": np.array(found, dtype=np.float16)}
    np.savez_compressed(out, **arrays)
    click.echo(f"{out}: {out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
