"""Freely worded wishes for a person: what rules and model hear together, and what neither may."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
import yaml

from bot import wish
from bot.features import BUCKETS, grams
from bot.human_request import asks_for_human
from bot.wish import EMBEDDING, Head, Wish, WishModelError, WishReader

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
READER = WishReader.load()
KEPT_ASIDE: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(
    (HERE / "wishes_kept_aside.yml").read_text(encoding="utf-8")
)
REQUESTS = yaml.safe_load((HERE / "human_requests.yml").read_text(encoding="utf-8"))
LOOK_ALIKES = [text for rows in REQUESTS.values() for text in rows["asks_not"]]


@pytest.mark.parametrize("lang", KEPT_ASIDE)
def test_the_model_hears_more_than_the_rules_on_a_new_day(lang: str) -> None:
    """On sentences it never learnt from, without an embedding; docs/measurements.md has the figures."""
    asks, others = KEPT_ASIDE[lang]["asks"], KEPT_ASIDE[lang]["asks_not"]
    by_rules = sum(asks_for_human(text) is not None for text in asks)
    together = sum(READER.read(text) is not None for text in asks)
    imagined = sum(READER.read(text) is not None for text in others)
    assert (together - by_rules) / len(asks) > 0.1
    assert imagined / len(others) < 0.1


def test_the_model_has_not_learnt_what_is_kept_aside() -> None:
    """A figure of a new day must stay one."""
    learnt = {
        text
        for path in (ROOT / "bot/data/wishes").glob("*.yml")
        for texts in yaml.safe_load(path.read_text(encoding="utf-8")).values()
        for text in texts
    }
    kept = {text for rows in KEPT_ASIDE.values() for texts in rows.values() for text in texts}
    assert learnt
    assert not learnt & kept


@pytest.mark.parametrize(
    "text",
    ["are you a person?", "are you human", "contact sales", "human resources", "the agent told me to wait",
     "I don't need a human", "تو آدمی؟", "منابع انسانی", "اپراتور گفت فردا می‌رسه", "czy jesteś człowiekiem?",
     "konsultant powiedział, że paczka dojdzie", "nie potrzebuję konsultanta"],
)  # fmt: skip
def test_what_is_known_to_be_no_wish_never_is_one(text: str) -> None:
    """With meaning and without."""
    assert READER.read(text) is None
    assert READER.read(text, np.full(EMBEDDING, EMBEDDING**-0.5, dtype=np.float32)) is None


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
def test_who_asks_whether_it_is_a_bot_does_not_wish_for_a_person(lang: str) -> None:
    """The model takes no example of that intent for a wish."""
    intents = yaml.safe_load((ROOT / f"bot/data/nlu/{lang}.yml").read_text(encoding="utf-8"))["nlu"]
    asked = next(one["examples"] for one in intents if one.get("intent") == "bot_challenge").splitlines()
    assert asked
    heard = [READER.read(line.removeprefix("- ")) for line in asked]
    assert [one for one in heard if one is not None and one.heard_by == "model"] == []


def test_of_the_look_alikes_hardly_one_is_heard() -> None:
    """The model has learnt them, so this only catches breakage."""
    heard = [text for text in LOOK_ALIKES if READER.read(text) is not None]
    assert len(heard) / len(LOOK_ALIKES) < 0.01


def test_a_rule_needs_no_model() -> None:
    """What the rules hear is certain."""
    assert READER.read("I want a human") == Wish(heard_by="rules", probability=1.0)


def test_meaning_is_read_where_there_is_one() -> None:
    """A Latin text with its embedding goes to the head of both, without to that of letters alone."""
    nothing = np.zeros(BUCKETS, dtype=np.float32)
    meaning = np.zeros(EMBEDDING, dtype=np.float32)
    meaning[3] = 9
    heads = {
        name: Head(meaning=meaning * (name == wish.MEANT), gram=nothing, bias=-3, threshold=0.9)
        for name in wish.HEADS
    }
    vector = np.zeros(EMBEDDING, dtype=np.float32)
    vector[3] = 1
    reader, text = WishReader(heads=heads), "some words"
    heard = reader.read(text, vector)
    assert heard is not None
    assert heard.heard_by == "model"
    assert heard.probability == pytest.approx(1 / (1 + np.exp(-6)))
    assert reader.read(text) is None
    assert reader.read("چند واژه", vector) is None
    assert reader.read(text, np.ones(7, dtype=np.float32)) is None


def test_the_chance_is_that_of_a_logistic_regression() -> None:
    """Letter groups count by the root of their number."""
    found = grams("wake the crew")
    gram = np.zeros(BUCKETS, dtype=np.float32)
    gram[found] = 0.5
    head = Head(meaning=np.zeros(EMBEDDING, dtype=np.float32), gram=gram, bias=-1, threshold=0.5)
    logit = -1 + 0.5 * len(found) / np.sqrt(len(found))
    assert head.chance(found, None) == pytest.approx(1 / (1 + np.exp(-logit)), rel=1e-5)


def test_weights_of_another_version_are_refused(tmp_path: Path) -> None:
    """Rather than read with the wrong features."""
    np.savez(tmp_path / "wish.npz", format=np.array(wish.FORMAT + 1), buckets=np.array(BUCKETS))
    with pytest.raises(WishModelError, match="refit"):
        WishReader.load(tmp_path / "wish.npz")


def test_a_long_message_is_read_in_little_work() -> None:
    """Four thousand letters, the longest message that the desk takes."""
    text = "could somebody maybe have a look at my lamp " * 90
    started = time.process_time()
    READER.read(text)
    assert time.process_time() - started < 1
