"""How good the bot's judgement is, on files of labelled messages and dialogues."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.course import CourseModel, heard
from bot.emotion import EMBEDDING, EmotionModel
from bot.exchange import ExchangeModel
from bot.figures import auroc, average_precision, calibration_error, macro_f1, precision_recall
from bot.intent_trial import Guess
from bot.labelled import LabelledText, head_for, labelled_texts
from bot.rows import BadFile, column, read_dialogues, read_rows
from bot.wish import Wish, WishReader
from kb_index.language import detect

OUT_OF_SCOPE = "oos"
REQUEST = "human_request"
# How much more the rest of a review says about one of its sentences than the sentence itself.
REVIEW_SHARE = 2.0

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Figures = dict[str, Any]
Floats = NDArray[np.float64]


def emotion(
    path: Path, *, label: str, embed: Embed, lang: str | None = None, head: str | None = None
) -> Figures:
    """Score the mood of each row's text, in its context where it has one, against a yes-or-no column."""
    rows = [row for row in labelled_texts(path, label) if lang in (None, row.lang)]
    if not rows:
        raise BadFile(f"{path}: no rows" + (f" in {lang}" if lang else ""))
    if not any(row.label for row in rows):
        raise BadFile(f"{path}: no row is {label!r}; name another --label")
    head = head or head_for(label)
    labels = np.array([row.label for row in rows])
    alone, limits = _displeasure(rows) if head == "displeased" else _moods(rows, head, embed)
    scores = _in_review(alone, [row.whole for row in rows])
    figures = {
        "n": len(rows),
        "auroc": _short(auroc(labels, scores)),
        "ap": _short(average_precision(labels, scores)),
        "f1": _short(precision_recall(labels, scores >= limits)["f1"]),
        "f1_best": _short(_best_f1(labels, scores)),
        "ece": _short(calibration_error(labels, scores)),
        "score": head,
        "label": label,
        "positive": int(labels.sum()),
        "in_context": sum(bool(row.before) and head == "displeased" for row in rows)
        + sum(row.whole is not None for row in rows),
    }
    return figures | ({} if scores is alone else {"auroc_alone": _short(auroc(labels, alone))})


def _moods(rows: Sequence[LabelledText], head: str, embed: Embed) -> tuple[Floats, Floats]:
    """Return each message's probability of a feeling, and the one from which the answer is yes."""
    model = EmotionModel.load()
    vectors = _embedded([row.text for row in rows], embed)
    moods = [model.read(row.text, row.lang, vector) for row, vector in zip(rows, vectors, strict=True)]
    limits = [model.threshold(row.lang, head) for row in rows]
    return np.array([getattr(mood, head) for mood in moods]), np.array(limits)


def _displeasure(rows: Sequence[LabelledText]) -> tuple[Floats, Floats]:
    """Return each message's probability that the customer is displeased with the last answer."""
    model = ExchangeModel.load()
    return np.array([model.read(row.before, row.text) for row in rows]), np.full(len(rows), model.threshold)


def _in_review(alone: Floats, wholes: Sequence[str | None]) -> Floats:
    """Let the sentences of a review lean on each other: by their logits, the review's mean counting twice."""
    known = {whole for whole in wholes if whole is not None}
    if not known:
        return alone
    sure = np.clip(alone, 1e-6, 1 - 1e-6)
    logits, ids = np.log(sure / (1 - sure)), np.array([str(whole) for whole in wholes])
    for whole in known:
        one = ids == whole
        logits[one] = (logits[one] + REVIEW_SHARE * logits[one].mean()) / (1 + REVIEW_SHARE)
    leaning: Floats = 1 / (1 + np.exp(-logits))
    return leaning


def handoff_requests(path: Path, *, embed: Embed) -> Figures:
    """Judge which messages ask for a person; `label` human_request is a request, any other is not."""
    rows = [
        (
            str(column(path, number, row, "text")),
            str(row.get("lang") or ""),
            column(path, number, row, "label") == REQUEST,
        )
        for number, row in read_rows(path)
    ]
    if not rows:
        raise BadFile(f"{path}: no rows")
    labels = np.array([label for _, _, label in rows])
    wishes = _wishes([text for text, _, _ in rows], embed)
    said = np.array([wish is not None for wish in wishes])
    langs = np.array([lang or detect(text) for text, lang, _ in rows])
    by_lang = {
        str(lang): {"n": int((langs == lang).sum())}
        | _shortened(precision_recall(labels[langs == lang], said[langs == lang]))
        for lang in sorted(set(langs.tolist()))
    }
    by_rules = sum(wish is not None and wish.heard_by == "rules" for wish in wishes)
    return (
        {"n": len(rows)}
        | _shortened(precision_recall(labels, said))
        | {"by_lang": by_lang, "heard_by_rules": by_rules, "heard_by_model": int(said.sum()) - by_rules}
    )


def _wishes(texts: Sequence[str], embed: Embed) -> list[Wish | None]:
    reader, vectors = WishReader.load(), _embedded(texts, embed)
    return [reader.read(text, vector) for text, vector in zip(texts, vectors, strict=True)]


def handoff_dialogues(path: Path, *, label: str, embed: Embed) -> Figures:
    """Judge whole dialogues turn by turn from the customer's words before the transfer."""
    dialogues = read_dialogues(path, label)
    if not dialogues:
        raise BadFile(f"{path}: no rows")
    course, mood, exchanges = CourseModel.load(), EmotionModel.load(), ExchangeModel.load()
    question = label if label in course.heads else ("transferred" if "transfer" in label else "annoyed")
    threshold = course.heads[question].threshold
    vectors = iter(_embedded([text for one in dialogues for text in one.customer], embed))
    scores, off, missed = [], [], 0
    for one in dialogues:
        turns = heard(one.turns, vectors, mood, exchanges)
        first: int | None = None
        score = 0.0
        for said in range(1, len(turns) + 1):
            score = course.read(turns[:said], question)
            first = said if first is None and score >= threshold else first
        scores.append(score)
        if one.label and one.transfer_turn is not None:
            missed += first is None
            off += [] if first is None else [first - one.transfer_turn]
    labels, final = np.array([one.label for one in dialogues]), np.array(scores)
    return {
        "n": len(dialogues),
        "auroc": _short(auroc(labels, final)),
        "ap": _short(average_precision(labels, final)),
        "f1": _short(precision_recall(labels, final >= threshold)["f1"]),
        "turns_off": _short(float(np.mean(np.abs(off)))) if off else None,
        "turns_early": _short(-float(np.mean(off))) if off else None,
        "never": missed,
        "threshold": _short(threshold),
        "label": label,
        "positive": int(labels.sum()),
    }


def intents(rows: Sequence[tuple[str, str]], guesses: Sequence[Guess]) -> Figures:
    """Score guessed intents; rows of intent `oos` should get a low confidence."""
    inside = [(true, guess) for (_, true), guess in zip(rows, guesses, strict=True) if true != OUT_OF_SCOPE]
    outside = np.array([true == OUT_OF_SCOPE for _, true in rows])
    doubt = np.array([1 - guess.confidence for guess in guesses])
    right = sum(true == guess.intent for true, guess in inside)
    return {
        "n": len(rows),
        "accuracy": _short(right / len(inside)) if inside else None,
        "oos_auroc": _short(auroc(outside, doubt)),
        "macro_f1": _short(macro_f1([true for true, _ in inside], [guess.intent for _, guess in inside])),
        "intents": len({true for true, _ in inside}),
        "out_of_scope": int(outside.sum()),
    }


def intent_rows(path: Path) -> list[tuple[str, str]]:
    """Read (text, intent) pairs."""
    rows = [
        (str(column(path, number, row, "text")), str(column(path, number, row, "intent")))
        for number, row in read_rows(path)
    ]
    if not rows:
        raise BadFile(f"{path}: no rows")
    return rows


def _embedded(texts: Sequence[str], embed: Embed) -> NDArray[np.float32]:
    vectors = embed(texts)
    fits = len(texts) > 0 and vectors.shape[1] == EMBEDDING
    return vectors if fits else np.zeros((len(texts), EMBEDDING), dtype=np.float32)


def _best_f1(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the F1 at the threshold that is best for these very rows: a ceiling, not a promise."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(labels[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + labels.sum())
    return float(f1.max())


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _shortened(figures: Mapping[str, float]) -> dict[str, float | None]:
    return {name: _short(value) for name, value in figures.items()}
