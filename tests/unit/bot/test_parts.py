"""Several questions in one message are told apart; one question with a story around it is left alone."""

from importlib.resources import files

import pytest
import yaml

from bot.courtesy import kind_of, without_courtesy
from bot.parts import questions_of

ROWS = yaml.safe_load((files("tests.unit.bot") / "questions.yml").read_text(encoding="utf-8"))


def test_enough_of_them_are_split_and_none_wrongly() -> None:
    """70 messages in three languages: all with several questions are found, one question is never torn."""
    wrong = [text for text in ROWS["one"] if len(questions_of(text)) > 1]
    missed = [text for text, *_ in ROWS["split"] if len(questions_of(text)) < 2]
    exact = [text for text, *parts in ROWS["split"] if questions_of(text) == tuple(parts)]
    assert (len(ROWS["one"]), len(ROWS["split"])) == (38, 32)
    assert wrong == []
    assert missed == []
    assert len(exact) >= 31


def test_messages_written_after_the_rules_fare_nearly_as_well() -> None:
    """32 more: none is torn, and at most one goes unsplit."""
    assert [text for text in ROWS["one_unseen"] if len(questions_of(text)) > 1] == []
    assert sum(len(questions_of(text)) > 1 for text in ROWS["split_unseen"]) >= 15


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("thanks, and how do I return it?", "how do I return it?"),
        ("Hi there! how do I return it", "how do I return it"),
        ("ok great. But is it free?", "is it free?"),
        ("How do I return it? Thanks in advance, bye!", "How do I return it?"),
        ("How do I return it? Thanks!", "How do I return it?"),
        ("ممنون، چطور مرجوع کنم؟", "چطور مرجوع کنم؟"),
        ("سلام چطور مرجوع کنم؟ مرسی", "چطور مرجوع کنم؟"),
        ("dzięki! a jak zwrócić lampę?", "jak zwrócić lampę?"),
        ("Dzień dobry, ile to kosztuje? Dziękuję!", "ile to kosztuje?"),
        ("👍 and where is it?", "where is it?"),
    ],
)
def test_courtesy_around_a_question_is_not_searched(said: str, asked: str) -> None:
    """Only the question is left."""
    assert questions_of(said) == (asked,)


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "yes, the blue one",
        "no, I want my money back",
        "thanks, I have a question about lamps",
        "Nice lamp, but it flickers",
        "/restart",
        '{"handoff": {"reason": "asked_for_human"}}',
        "LM-20417",
        "",
        "???",
    ],
)
def test_what_is_no_courtesy_stays(text: str) -> None:
    """Words that answer something or mean something are never taken away."""
    kept = "I have a question about lamps" if text.startswith("thanks, ") else text
    assert without_courtesy(text) == kept.strip()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello!", "greet"),
        ("hi, how are you?", "how_are_you"),
        ("سلام خوبی؟", "how_are_you"),
        ("cześć, co słychać?", "how_are_you"),
        ("are you a bot?", "bot"),
        ("شما ربات هستید؟", "bot"),
        ("Czy jesteś botem?", "bot"),
        ("ok great", "ok"),
        ("👍👍", "ok"),
        ("❤️", "thank"),
        ("😡", "empty"),
        ("???", "empty"),
        ("super, dzięki!", "thank"),
        ("خیلی ممنون، خداحافظ", "goodbye"),
        ("how are you going to refund me", None),
        ("are you a bot or can you find my order", None),
        ("ok how much is it", None),
    ],
)
def test_small_talk_has_a_kind(text: str, kind: str | None) -> None:
    """Each kind gets its own kind word; anything more is no small talk."""
    assert kind_of(text) == kind
