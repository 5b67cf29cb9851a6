"""How sure the intent model may be: the probability that its guess is right, and in scope at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import LogisticRegression

from bot.components.intent_model import DEFAULT_BALANCE, Balance, Floats, IntentModel, Scores

_FOLDS = 5
_MOST_ROWS = 3000
# What share of messages is about nothing the bot knows, where nobody has counted.
_OUTSIDE = 0.1


@dataclass(frozen=True)
class Judged:
    """What a model said of rows it had not seen; the true column is -1 where it did not know the intent."""

    scores: Scores
    column: NDArray[np.int64]
    nearness: Floats


class Confidence:
    """Learnt on examples the model had not seen: some of them of intents it had not seen either."""

    def __init__(
        self,
        balance: Sequence[float] = DEFAULT_BALANCE,
        weights: Sequence[float] = (1.0, 0.0, 0.0, 0.0),
        offset: float = 0.0,
    ) -> None:
        letters, joint, vector = balance
        self.balance: Balance = (letters, joint, vector)
        self.weights, self.offset = tuple(weights), offset

    def of(self, shares: NDArray[np.float64], trust: Floats, nearness: Floats) -> NDArray[np.float64]:
        """Return the probability that the likeliest intent is right."""
        return 1 / (1 + np.exp(-(_facts(shares, trust, nearness) @ np.array(self.weights) + self.offset)))

    @classmethod
    def learnt(
        cls,
        build: Callable[[], IntentModel],
        texts: Sequence[str],
        intents: Sequence[str],
        vectors: Floats,
        outside: tuple[Sequence[str], Floats],
    ) -> Confidence:
        """Learn from models that lack a fifth of the examples and a tenth of the intents."""
        trials = list(_trials(build, texts, intents, vectors, outside))
        balance = _balance(trials)
        shares = [trial.scores.shares(balance) for trial in trials]
        facts = [
            _facts(share, trial.scores.trust, trial.nearness)
            for share, trial in zip(shares, trials, strict=True)
        ]
        columns = np.concatenate([trial.column for trial in trials])
        right = np.concatenate([share.argmax(axis=1) for share in shares]) == columns
        if right.all() or not right.any():
            return cls(balance)
        fitted = LogisticRegression(C=10.0, max_iter=500)
        fitted.fit(np.vstack(facts), right, sample_weight=_weights(columns < 0))
        return cls(balance, fitted.coef_[0].tolist(), float(fitted.intercept_[0]))


def _trials(
    build: Callable[[], IntentModel],
    texts: Sequence[str],
    intents: Sequence[str],
    vectors: Floats,
    outside: tuple[Sequence[str], Floats],
) -> Iterator[Judged]:
    """Judge rows by models that had not seen them, each row with its vector and without."""
    names = np.array(intents, dtype=str)
    order = np.unique(names)
    np.random.default_rng(1).shuffle(order)
    rounds = 1 if len(texts) > _MOST_ROWS else _FOLDS
    folds = _folds(names)
    for number in range(rounds):
        hidden = order[number :: 2 * _FOLDS] if len(order) > 2 * _FOLDS else order[:0]
        alien = np.isin(names, hidden)
        learn = np.flatnonzero((folds != number) & ~alien)
        test = np.flatnonzero((folds == number) | alien)
        test = np.random.default_rng(1).permutation(test)[:_MOST_ROWS]
        model = build().fit([texts[i] for i in learn], names[learn].tolist(), vectors[learn])
        places = {name: at for at, name in enumerate(model.intents)}
        asked, rows = [*(texts[i] for i in test), *outside[0]], vectors[test]
        column = np.array([places.get(name, -1) for name in names[test]] + [-1] * len(outside[0]))
        if outside[0]:
            rows = np.vstack([rows, outside[1]])
        for given in (rows, np.zeros_like(rows)) if rows.any() else (rows,):
            yield Judged(model.scores(asked, given), column, model.nearness(given))


def _folds(names: NDArray[np.str_]) -> NDArray[np.int64]:
    """Deal the examples of each intent out to the folds, one after the other."""
    random = np.random.default_rng(1)
    folds = np.empty(len(names), dtype=np.int64)
    for name in np.unique(names):
        rows = random.permutation(np.flatnonzero(names == name))
        folds[rows] = (np.arange(len(rows)) + random.integers(_FOLDS)) % _FOLDS
    return folds


def _balance(trials: Sequence[Judged]) -> Balance:
    """Find the balance of the heads under which the true intents are likeliest."""
    joint, vector = DEFAULT_BALANCE[1:]
    without = [trial for trial in trials if not trial.scores.trust.any()]
    found = minimize_scalar(
        lambda letters: _loss(without, (letters, 0.0, 0.0)), bounds=(0.5, 30.0), method="bounded"
    )
    letters = float(found.x)
    if having := [trial for trial in trials if trial.scores.trust.any()]:
        best = minimize(
            lambda logs: _loss(having, (letters, *np.exp(logs))),
            np.log([3.0, 0.3]),
            method="Nelder-Mead",
            options={"xatol": 0.02, "fatol": 0.5, "maxfev": 80},
        )
        joint, vector = np.exp(best.x).tolist()
    return letters, joint, vector


def _loss(trials: Sequence[Judged], balance: Balance) -> float:
    total = 0.0
    for trial in trials:
        shares, known = trial.scores.shares(balance), np.flatnonzero(trial.column >= 0)
        total -= float(np.log(np.maximum(shares[known, trial.column[known]], 1e-12)).sum())
    return total


def _weights(alien: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Let rows of unknown intents weigh as much as messages about something else are common."""
    share = max(float(alien.mean()), 1e-9)
    return np.where(alien, _OUTSIDE / share, (1 - _OUTSIDE) / (1 - share))


def _facts(shares: NDArray[np.float64], trust: Floats, nearness: Floats) -> NDArray[np.float64]:
    best = np.log(np.maximum(shares.max(axis=1), 1e-9))
    return np.column_stack([best, trust * best, trust, trust * nearness])
