"""How well the bot tells intents apart, and what each part of its model is worth.

    python -m bench.rasa_intents [SET …] [--data DIR] [--kept FOLDER] [--variants]

SET is `own` (the bot's own examples), or one of the public sets in DIR: banking77, clinc150, hwu64, fa, pl.
Own examples, fa and pl are cross-validated (5, 10 and 5 folds); of the others a fifth is judged, CLINC150's
by its own split. `--variants` tries other classifiers on the same features. Vectors are kept in FOLDER.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, StratifiedShuffleSplit
from sklearn.svm import LinearSVC

from bot.components.confidence import Confidence
from bot.components.intent_model import Floats, IntentModel, beside
from bot.components.text import normalise
from bot.figures import auroc, macro_f1
from bot.training_vectors import KeptVectors, embedding_of
from kb_index.embedder import load_embedder
from kb_index.models import DEFAULT_MODEL

ROOT = Path(__file__).parents[1]
NLU = ROOT / "bot" / "data" / "nlu"
SETS = ("own", "fa", "pl", "hwu64", "banking77", "clinc150")
FOLDS = {"own": 5, "fa": 10, "pl": 5}
OUTSIDE = "oos"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An utterance, its intent, its language or set, and the part of the set it belongs to."""

    text: str
    intent: str
    group: str
    part: str = ""


def rows_of(name: str, data: Path) -> list[Row]:
    """All rows of a set."""
    if name == "own":
        return list(_own())
    folder = data / ("intent_fa_pl" if name in ("fa", "pl") else f"intent_{name}")
    lines = (folder / "utterances.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [
        Row(text=row["text"], intent=row["intent"], group=name, part=row.get("part", ""))
        for row in found
        if row.get("lang", name) == name
    ]


def _own() -> Iterator[Row]:
    for path in sorted(NLU.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                yield Row(text=line.removeprefix("- "), intent=entry["intent"], group=path.stem)


def splits(name: str, rows: Sequence[Row]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Which rows to learn from and which to judge; rows out of scope are always judged, never learnt."""
    inside = np.array([n for n, row in enumerate(rows) if row.intent != OUTSIDE])
    outside = np.array([n for n, row in enumerate(rows) if row.intent == OUTSIDE], dtype=np.int64)
    strata = np.array([f"{rows[n].group} {rows[n].intent}" for n in inside])
    if name in FOLDS:
        for learn, test in StratifiedKFold(FOLDS[name], shuffle=True, random_state=1).split(strata, strata):
            yield inside[learn], inside[test]
    elif name == "clinc150":
        part = np.array([rows[n].part for n in inside])
        yield inside[part == "train"], np.concatenate([inside[part == "val"], outside])
    else:
        single = StratifiedShuffleSplit(1, test_size=0.2, random_state=1)
        learn, test = next(single.split(strata, strata))
        yield inside[learn], np.concatenate([inside[test], outside])


class Embeddings:
    """Vectors as the bot's pipeline gets them: shorter the less the model knows the language."""

    def __init__(self, folder: Path) -> None:
        settings = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"][0]
        self.known, self.blind = settings["known"], settings["blind"]
        self.folder = folder
        self.embedding = embedding_of(DEFAULT_MODEL, lambda: load_embedder(cache_dir=folder, threads=1))

    def of(self, name: str, texts: Sequence[str]) -> Floats:
        """One row a text."""
        kept = KeptVectors(self.embedding, self.folder / f"{name}.npz")
        rows = np.stack(kept.embed(texts))
        kept.save()
        trust = np.clip((self.blind - rows[:, -1]) / (self.blind - self.known), 0, 1)
        return (rows[:, :-1] * trust[:, None]).astype(np.float32)


class Trial:
    """One set with its vectors, on which ways to classify are tried."""

    def __init__(self, name: str, rows: Sequence[Row], vectors: Floats) -> None:
        self.name, self.rows, self.vectors = name, rows, vectors
        self.texts = np.array([row.text for row in rows], dtype=object)
        self.intents = np.array([row.intent for row in rows])
        self.groups = np.array([row.group for row in rows])

    def run(self, label: str, classify: "Classify", *, vectors: Floats | None = None) -> None:
        """Print accuracy by group, and how well the confidence tells what is out of scope."""
        began, judged, guesses, sure = time.perf_counter(), [], [], []
        rows = self.vectors if vectors is None else vectors
        for learn, test in splits(self.name, self.rows):
            names, certain = classify(self, learn, test, rows)
            judged.append(test)
            guesses.append(names)
            sure.append(certain)
        test, guess, certain = np.concatenate(judged), np.concatenate(guesses), np.concatenate(sure)
        self._print(label, test, guess, certain, time.perf_counter() - began)

    def _print(
        self,
        label: str,
        test: NDArray[np.int64],
        guess: NDArray[np.str_],
        sure: NDArray[np.float64],
        seconds: float,
    ) -> None:
        true, groups = self.intents[test], self.groups[test]
        inside = true != OUTSIDE
        right = guess == true
        shown = [f"{g} {right[inside & (groups == g)].mean():.4f}" for g in np.unique(groups)]
        f1 = macro_f1(true[inside].tolist(), guess[inside].tolist())
        line = (
            f"{label:34} {'  '.join(shown)}  macro-F1 {f1:.4f}  ECE {_ece(right[inside], sure[inside]):.3f}"
        )
        if not inside.all():
            line += f"  out-of-scope AUROC {auroc(~inside, 1 - sure):.4f}"
        print(f"{line}  ({seconds:.0f} s)", flush=True)


Classify = Callable[
    [Trial, NDArray[np.int64], NDArray[np.int64], Floats], tuple[NDArray[np.str_], NDArray[np.float64]]
]


def ours(
    trial: Trial, learn: NDArray[np.int64], test: NDArray[np.int64], vectors: Floats
) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """The heads and the learnt confidence, as the pipeline has them."""
    texts, intents = trial.texts[learn].tolist(), trial.intents[learn].tolist()
    model = IntentModel().fit(texts, intents, trial.vectors[learn])
    nothing = ([], trial.vectors[:0])
    confidence = Confidence.learnt(IntentModel, texts, intents, trial.vectors[learn], nothing)
    rows = vectors[test]
    scores = model.scores(trial.texts[test].tolist(), rows)
    shares = scores.shares(confidence.balance)
    sure = confidence.of(shares, scores.trust, model.nearness(rows))
    return np.array(model.intents)[shares.argmax(axis=1)], sure


def variants() -> dict[str, Classify]:
    """Other classifiers on the same features."""
    return {
        "letters, logistic regression (old)": _with(_logistic(10), ("letters",)),
        "letters, linear SVM": _with(_svm(1), ("letters",)),
        "vector, logistic regression C=30": _with(_logistic(30), ("vector",)),
        "vector, linear SVM": _with(_svm(1), ("vector",)),
        "both, logistic regression": _with(_logistic(10), ("letters", "vector")),
        "both, linear SVM": _with(_svm(1), ("letters", "vector")),
        "nearest examples": nearest,
    }


def _logistic(strength: float) -> Callable[[], LogisticRegression]:
    return lambda: LogisticRegression(C=strength, class_weight="balanced", max_iter=200)


def _svm(strength: float) -> Callable[[], LinearSVC]:
    return lambda: LinearSVC(C=strength, class_weight="balanced", random_state=1)


def _with(build: Callable[[], LogisticRegression | LinearSVC], parts: tuple[str, ...]) -> Classify:
    def classify(
        trial: Trial, learn: NDArray[np.int64], test: NDArray[np.int64], vectors: Floats
    ) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
        features = IntentModel()
        plain = [normalise(text) for text in trial.texts]
        features.characters.fit([plain[n] for n in learn])
        features.words.fit([plain[n] for n in learn])

        def of(which: NDArray[np.int64]) -> csr_matrix:
            if "letters" not in parts:
                return vectors[which]
            letters = features.letters_of([plain[n] for n in which])
            return beside(letters, vectors[which]) if "vector" in parts else letters

        fitted = build().fit(of(learn), trial.intents[learn])
        if isinstance(fitted, LogisticRegression):
            shares = fitted.predict_proba(of(test))
        else:
            shares = softmax(5.0 * fitted.decision_function(of(test)), axis=1)
        return fitted.classes_[shares.argmax(axis=1)], shares.max(axis=1)

    return classify


def nearest(
    trial: Trial, learn: NDArray[np.int64], test: NDArray[np.int64], vectors: Floats
) -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """The intent whose five nearest examples are nearest."""
    names = np.unique(trial.intents[learn])
    columns = []
    for name in names:
        rows = vectors[learn[trial.intents[learn] == name]]
        cosines = np.sort(vectors[test] @ rows.T, axis=1)[:, -5:]
        columns.append(cosines.mean(axis=1))
    table = np.stack(columns, axis=1)
    return names[table.argmax(axis=1)], table.max(axis=1).astype(np.float64)


def _ece(right: NDArray[np.bool_], sure: NDArray[np.float64]) -> float:
    """Mean gap between what was promised and what held, over ten bins."""
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [
        abs(right[bins == b].mean() - sure[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)
    ]
    return float(sum(gaps))


def main() -> None:
    """Print one line a set and way to classify."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("sets", nargs="*", choices=[*SETS, []], default=["own"], metavar="SET")
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--kept", type=Path, default=ROOT / ".stamps" / "bench")
    options.add_argument("--variants", action="store_true")
    asked = options.parse_args()
    asked.kept.mkdir(parents=True, exist_ok=True)
    embeddings = Embeddings(asked.kept)
    for name in asked.sets:
        rows = rows_of(name, asked.data)
        began = time.perf_counter()
        trial = Trial(name, rows, embeddings.of(name, [row.text for row in rows]))
        print(f"\n{name}: {len(rows)} rows, vectors in {time.perf_counter() - began:.0f} s")
        if asked.variants:
            for label, classify in variants().items():
                trial.run(label, classify)
        trial.run("three heads (ours)", ours)
        trial.run("three heads, no vector in time", ours, vectors=np.zeros_like(trial.vectors))


if __name__ == "__main__":
    main()
