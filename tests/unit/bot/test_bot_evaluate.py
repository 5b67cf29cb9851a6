"""`baton bot evaluate`: the figures, the files it reads, and one plain line for a mistake."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score

from bot.cli import bot
from bot.evaluate import intents
from bot.figures import auroc, average_precision, calibration_error, macro_f1
from bot.intent_trial import Guess
from bot.labelled import head_for, labelled_texts


@dataclass(frozen=True)
class Home:
    """Settings of another model, so that these tests load none."""

    data_dir: Path
    embedding_model: str = "elsewhere"
    embedding_backend: str = "auto"


def evaluate(tmp_path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        bot, ["evaluate", *arguments], obj=Home(data_dir=tmp_path), prog_name="baton bot"
    )


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return str(path)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30))
def test_figures_equal_those_of_scikit_learn(rows: list[tuple[bool, int]]) -> None:
    """Ties included."""
    labels = np.array([label for label, _ in rows])
    scores = np.array([score / 5 for _, score in rows])
    if labels.all() or not labels.any():
        assert auroc(labels, scores) is None
        return
    assert auroc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))
    assert average_precision(labels, scores) == pytest.approx(average_precision_score(labels, scores))


def test_macro_f1_equals_scikit_learns() -> None:
    """Over the labels that occur in truth."""
    truth, said = ["a", "a", "b", "c"], ["a", "b", "b", "a"]
    expected = f1_score(truth, said, average="macro", labels=["a", "b", "c"], zero_division=0)
    assert macro_f1(truth, said) == pytest.approx(expected)


def test_requests_are_told_by_language(tmp_path: Path) -> None:
    """The keys are those that scripts read."""
    rows = [
        {"text": "I want a human", "lang": "en", "label": "human_request"},
        {"text": "are you a human?", "lang": "en", "label": "other"},
        {"text": "اپراتور", "lang": "fa", "label": "human_request"},
        {"text": "beam me up", "lang": "en", "label": "human_request"},
    ]
    result = evaluate(tmp_path, "handoff-requests", write(tmp_path / "r.jsonl", rows), "--json")
    figures = json.loads(result.output)
    assert (figures["n"], figures["precision"], figures["recall"], figures["f1"]) == (4, 1.0, 0.6667, 0.8)
    assert figures["by_lang"]["fa"] == {"n": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_emotion_reads_jsonl_and_csv(tmp_path: Path, ending: str) -> None:
    """A yes-or-no column in either form."""
    rows = [
        {"text": "You are useless idiots, I hate this shop!!!", "angry": True},
        {"text": "this is ridiculous, you thieves", "angry": True},
        {"text": "how do I return a lamp", "angry": False},
        {"text": "thank you so much", "angry": False},
    ]
    path = tmp_path / f"e.{ending}"
    if ending == "jsonl":
        write(path, rows)
    else:
        path.write_text(
            "text,angry\n" + "".join(f'"{r["text"]}",{r["angry"]}\n' for r in rows), encoding="utf-8"
        )
    figures = json.loads(evaluate(tmp_path, "emotion", str(path), "--label", "angry", "--json").output)
    assert {"n", "auroc", "ap", "f1"} <= figures.keys()
    assert (figures["n"], figures["auroc"], figures["score"]) == (4, 1.0, "anger")


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("angry", "anger"),
        ("annoyed", "anger"),
        ("negative_group", "negative"),
        ("sad", "distress"),
        ("dissatisfied", "displeased"),
    ],
)
def test_the_labels_name_chooses_the_feeling(label: str, head: str) -> None:
    """`--score` overrides it."""
    assert head_for(label) == head


def test_a_turn_is_read_after_what_was_said_before_it(tmp_path: Path) -> None:
    """As a dialogue's turns, as a row with its context, and as a row with bare texts: the same."""
    said = [
        {"role": "customer", "text": "A lamp please", "dissatisfied": False},
        {"role": "agent", "text": "Sorry, we have none. A candle?"},
        {"role": "customer", "text": "No, look again.", "dissatisfied": True},
    ]
    flat = [
        {"text": "A lamp please", "dissatisfied": False},
        {"text": "No, look again.", "context": said[:2], "dissatisfied": True},
    ]
    bare = [flat[0], flat[1] | {"context": [turn["text"] for turn in said[:2]]}]
    forms = {"turns": [{"turns": said}], "flat": flat, "bare": bare}
    read = {
        name: labelled_texts(Path(write(tmp_path / f"{name}.jsonl", rows)), "dissatisfied")
        for name, rows in forms.items()
    }
    assert read["turns"] == read["flat"] == read["bare"]
    path = str(tmp_path / "turns.jsonl")
    figures = json.loads(evaluate(tmp_path, "emotion", path, "--label", "dissatisfied", "--json").output)
    assert (figures["score"], figures["auroc"], figures["in_context"]) == ("displeased", 1.0, 1)


def test_the_sentences_of_a_review_lean_on_each_other(tmp_path: Path) -> None:
    """A bare fact among curses is angry, the same fact among praise is not; both figures are told."""
    rows = [
        {"text": "We stayed for three nights.", "review": 1, "angry": True},
        {"text": "This is ridiculous, you thieves!", "review": 1, "angry": True},
        {"text": "We stayed for three nights.", "review": 2, "angry": False},
        {"text": "Thank you so much, it was lovely.", "review": 2, "angry": False},
    ]
    path = write(tmp_path / "e.jsonl", rows)
    figures = json.loads(evaluate(tmp_path, "emotion", path, "--label", "angry", "--json").output)
    assert (figures["auroc"], figures["auroc_alone"], figures["in_context"]) == (1.0, 0.875, 4)


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.floats(0, 1))
def test_one_chance_for_all_is_off_by_its_distance_from_the_share(labels: list[bool], chance: float) -> None:
    """The calibration error of a constant."""
    found = calibration_error(np.array(labels), np.full(len(labels), chance))
    assert found == pytest.approx(abs(np.mean(labels) - chance))


def test_dialogues_are_read_up_to_the_transfer(tmp_path: Path) -> None:
    """The keys are those that scripts read; a dialogue of nobody's words does no harm."""
    calm = [{"role": "customer", "text": "hello"}, {"role": "bot", "text": "hi"}]
    cross = [{"role": "customer", "text": "I need a human agent now"}, {"role": "event", "text": "transfer"}]
    rows = [
        {"id": "1", "transferred": False, "transfer_index": None, "turns": calm},
        {"id": "2", "transferred": True, "transfer_index": 1, "turns": cross},
        {"id": "3", "transferred": False, "transfer_index": None, "turns": []},
    ]
    result = evaluate(tmp_path, "handoff-dialogues", write(tmp_path / "d.jsonl", rows), "--json")
    figures = json.loads(result.output)
    assert {"n", "auroc", "ap", "f1", "turns_off"} <= figures.keys()
    assert (figures["n"], figures["positive"]) == (3, 1)


def test_intents_count_the_doubt_about_what_is_out_of_scope() -> None:
    """Accuracy is of what is in scope; the doubt should rank what is not."""
    rows = [("a", "x"), ("b", "y"), ("c", "oos")]
    guesses = [
        Guess(intent="x", confidence=0.9),
        Guess(intent="x", confidence=0.8),
        Guess(intent="y", confidence=0.1),
    ]
    figures = intents(rows, guesses)
    assert (figures["n"], figures["accuracy"], figures["oos_auroc"]) == (3, 0.5, 1.0)


BAD = [
    (["emotion", "nowhere.jsonl"], "nowhere.jsonl: no such file"),
    (["emotion", "empty.jsonl"], "no rows"),
    (["emotion", "broken.jsonl"], "line 2: not JSON"),
    (["emotion", "latin.jsonl"], "not UTF-8"),
    (["emotion", "good.jsonl", "--label", "angrily"], "no column 'angrily'"),
    (["handoff-requests", "good.jsonl"], "no column 'label'"),
    (["handoff-dialogues", "good.jsonl"], "no column 'turns'"),
    (["intents", "good.jsonl"], "no column 'intent'"),
    (["intents", "intents.jsonl"], "not trained yet"),
    (["intents", "intents.jsonl", "--train", "one.jsonl"], "at least two intents"),
    (["emotion", "good.jsonl", "--train", "good.jsonl"], "--train goes with intents only"),
]


@pytest.mark.parametrize(("arguments", "line"), BAD)
def test_a_mistake_gets_one_plain_line_and_exit_2(tmp_path: Path, arguments: list[str], line: str) -> None:
    """Never a traceback."""
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "broken.jsonl").write_text('{"text": "a", "anger": true}\n{"text"\n')
    (tmp_path / "latin.jsonl").write_bytes('{"text": "zażółć"}'.encode("iso8859-2"))
    write(tmp_path / "good.jsonl", [{"text": "a", "anger": True}])
    write(tmp_path / "intents.jsonl", [{"text": "a", "intent": "x"}])
    write(tmp_path / "one.jsonl", [{"text": "a", "intent": "x"}, {"text": "b", "intent": "oos"}])
    paths = [str(tmp_path / one) if one.endswith(".jsonl") else one for one in arguments]
    result = evaluate(tmp_path, *paths)
    assert result.exit_code == 2
    assert line in result.output
    assert "Traceback" not in result.output
