"""What the bot is told about the conversation so far."""

from handoff.domain.bot_memory import remember
from handoff.domain.enums import AuthorType
from tests.support.scripts import Script

VISITOR, BOT = AuthorType.VISITOR, AuthorType.BOT


def test_failures_and_rejections_count_in_a_row() -> None:
    """An answer ends the failures, a "that helped" ends both."""
    script = Script()
    script.add(VISITOR, "q1")
    script.add(BOT, "no", {"answer": {"outcome": "no_answer"}})
    script.add(VISITOR, "q2")
    script.add(BOT, "no", {"answer": {"outcome": "no_answer"}})
    assert remember(script.lines)["failed_answers"] == 2
    first = script.answer("a")
    assert remember(script.lines)["failed_answers"] == 0
    script.choose(first, "answer_rejected")
    assert remember(script.lines)["rejected"] == 1
    script.add(BOT, "sorry", {"answer": {"outcome": "rejected"}})
    assert remember(script.lines)["rejected"] == 1
    script.add(VISITOR, "still not it")
    script.add(BOT, "sorry", {"answer": {"outcome": "rejected"}})
    assert remember(script.lines)["rejected"] == 2
    second = script.answer("b")
    script.choose(second, "answer_helped")
    assert remember(script.lines) == {
        "failed_answers": 0,
        "rejected": 0,
        "turns": 5,
        "context": ["q2", "answer_rejected", "still not it", "answer_helped"],
        "shown": ["a", "b"],
    }


def test_a_second_question_back_is_a_failure() -> None:
    """One "did you mean" is help, two in a row are not."""
    script = Script()
    script.answer("a", outcome="clarify")
    assert remember(script.lines)["failed_answers"] == 0
    script.answer("b", outcome="clarify")
    assert remember(script.lines)["failed_answers"] == 1
    assert remember(script.lines)["shown"] == []


def test_little_is_kept() -> None:
    """Four texts, five articles, however long the conversation."""
    script = Script()
    for number in range(9):
        script.add(VISITOR, f"q{number}")
        script.answer(f"a{number}")
    memory = remember(script.lines)
    assert memory["context"] == ["q5", "q6", "q7", "q8"]
    assert memory["shown"] == ["a4", "a5", "a6", "a7", "a8"]


def test_a_form_is_open_while_the_bots_last_words_ask_for_a_detail() -> None:
    """The customer's next words may be that detail."""
    script = Script()
    script.add(VISITOR, "where is my order")
    assert "asks" not in remember(script.lines)
    script.add(BOT, "What is your order number?", {"asks": "order_number"})
    script.add(VISITOR, "how long is the warranty")
    assert remember(script.lines)["asks"] == "order_number"
    script.answer("warranty")
    assert "asks" not in remember(script.lines)
