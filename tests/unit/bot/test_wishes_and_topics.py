"""Wishes for a person and sensitive topics, in three languages, against sentences that only look like one."""

import time
from pathlib import Path

import pytest
import yaml

from bot.human_request import asks_for_human
from bot.sensitive import sensitive_topic
from bot.typos import one_slip

HERE = Path(__file__).parent
REQUESTS = yaml.safe_load((HERE / "human_requests.yml").read_text(encoding="utf-8"))
UNSEEN = yaml.safe_load((HERE / "human_requests_unseen.yml").read_text(encoding="utf-8"))
TOPICS = yaml.safe_load((HERE / "sensitive.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("sentence", [s for rows in REQUESTS.values() for s in rows["asks"]])
def test_a_wish_for_a_person_is_heard(sentence: str) -> None:
    """Also the indirect one, the rude one, and the one without diacritics."""
    assert asks_for_human(sentence) is not None


@pytest.mark.parametrize("sentence", [s for rows in REQUESTS.values() for s in rows["asks_not"]])
def test_what_only_looks_like_a_wish_is_left_to_the_bot(sentence: str) -> None:
    """Asking whether the bot is human, or telling about a person, is no wish for one."""
    assert asks_for_human(sentence) is None


def test_on_a_new_day_hardly_a_wish_is_imagined_and_most_are_heard() -> None:
    """On sentences that no pattern was written for; docs/measurements.md has the figures by language."""
    heard = [asks_for_human(s) is not None for rows in UNSEEN.values() for s in rows["asks"]]
    imagined = [asks_for_human(s) is not None for rows in UNSEEN.values() for s in rows["asks_not"]]
    assert sum(heard) / len(heard) > 0.65
    assert sum(heard) / (sum(heard) + sum(imagined)) > 0.95


@pytest.mark.parametrize(
    ("topic", "sentence"), [(topic, s) for topic, rows in TOPICS.items() if topic != "none" for s in rows]
)
def test_a_sensitive_topic_is_recognised(topic: str, sentence: str) -> None:
    """Threats, injuries, fraud and data requests reach a person with their topic."""
    found = sensitive_topic(sentence)
    assert found is not None
    assert found.topic == topic
    assert found.words


@pytest.mark.parametrize("sentence", TOPICS["none"])
def test_a_question_about_a_policy_is_no_case(sentence: str) -> None:
    """The bot keeps what it can answer."""
    assert sensitive_topic(sentence) is None


@pytest.mark.parametrize(
    ("word", "right", "slip"),
    [
        ("humna", "human", True),
        ("agnet", "agent", True),
        ("somone", "someone", True),
        ("talkk", "talk", True),
        ("tank", "talk", False),
        ("human", "agent", False),
        ("uman", "human", False),
    ],
)
def test_one_slip_of_the_finger(word: str, right: str, slip: bool) -> None:
    """A letter more, less or changed, or two swapped; the first letter must hold."""
    assert one_slip(word, right) is slip


@pytest.mark.parametrize(
    "piece",
    ["want a real ", "talk to a the any some your ", "transfer me to the real live ", "is there a real ",
     "به یک واقعی انسانی ", "chce z do na ", "a ", "!"],
)  # fmt: skip
def test_no_text_makes_a_pattern_explode(piece: str) -> None:
    """The longest message that the desk takes is read in far less than a second of work."""
    text = piece * (4000 // len(piece))
    started = time.process_time()
    asks_for_human(text)
    sensitive_topic(text)
    assert time.process_time() - started < 1
