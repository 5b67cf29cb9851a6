"""Fits the exchange model on our own short dialogues (bot/data/exchange); only the weights are kept.

    python bench/fit_exchange.py

Prints figures on unseen folds.
"""

from pathlib import Path

import click
import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.exchange import FEATURES, Turn, exchange
from bot.figures import calibration_error

ROOT = Path(__file__).resolve().parent.parent
STRENGTH = 0.3
# One turn in ten or so of a real chat shows displeasure; half of our dialogues do.
PRIOR = 0.1
FOLDS = 5

Floats = NDArray[np.float64]


def rows(lang: str) -> tuple[Floats, NDArray[np.bool_]]:
    """The features of each dialogue's last message, and whether it is displeased."""
    groups = yaml.safe_load((ROOT / f"bot/data/exchange/{lang}.yml").read_text(encoding="utf-8"))
    found, labels = [], []
    for name, dialogues in groups.items():
        for said in dialogues:
            turns = [Turn(text=str(text), customer=(len(said) - at) % 2 == 1) for at, text in enumerate(said)]
            found.append(exchange(turns[:-1], turns[-1].text))
            labels.append(name == "displeased")
    return np.array(found, dtype=np.float64), np.array(labels)


def best_threshold(chance: Floats, labels: NDArray[np.bool_]) -> float:
    """The probability with the best F1 where displeasure is as rare as the prior; mid of a flat top."""
    steps = np.arange(0.02, 0.95, 0.01)
    heavy = np.where(labels, PRIOR / labels.mean(), (1 - PRIOR) / (1 - labels.mean()))[:, None]
    said, yes = (chance[:, None] >= steps) * heavy, labels[:, None]
    f1 = 2 * (said * yes).sum(0) / (said.sum(0) + (heavy * yes).sum())
    near = steps[f1 >= f1.max() - 0.005]
    return float(near[len(near) // 2])


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bot/models/exchange.npz")
def main(out: Path) -> None:
    """Fit, report and write bot/models/exchange.npz."""
    parts = {lang: rows(lang) for lang in ("en", "fa", "pl")}
    made = np.concatenate([found for found, _ in parts.values()])
    labels = np.concatenate([yes for _, yes in parts.values()])
    langs = np.repeat(list(parts), [len(yes) for _, yes in parts.values()])
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    cut = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    logits = cross_val_predict(model, made, labels, cv=cut, method="decision_function")
    for lang in parts:
        one = langs == lang
        click.echo(
            f"{lang}: n {one.sum()}, AUROC on unseen dialogues {roc_auc_score(labels[one], logits[one]):.3f}"
        )
    platt = LogisticRegression(C=10).fit(logits[:, None], labels)
    slope, offset = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    chance = 1 / (1 + np.exp(-(slope * logits + offset)))
    f1, error = f1_score(labels, chance >= 0.5), calibration_error(labels, chance)
    click.echo(f"with half of each: F1 {f1:.3f}, ECE {error:.3f}")
    model.fit(made, labels)
    shift = float(np.log(PRIOR / (1 - PRIOR)) - np.log(labels.mean() / (1 - labels.mean())))
    rare = 1 / (1 + np.exp(-(slope * logits + offset + shift)))
    limits = np.array([slope * model.intercept_[0] + offset + shift, best_threshold(rare, labels)])
    weights = (slope * model.coef_[0]).astype(np.float32)
    np.savez(out, features=np.array(FEATURES), weights=weights, limits=limits)
    click.echo(f"{out}: {out.stat().st_size / 1024:.1f} KiB")


if __name__ == "__main__":
    main()
