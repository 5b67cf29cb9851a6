"""What the bot is told about the conversation so far."""

from handoff.domain.briefing.bot_memory import after_answer, remember
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


OFFERED = [{"id": "article:a", "title": "About a"}, {"id": "article:b", "title": "About b"}]


def test_what_was_quoted_last_is_remembered_until_something_else_is() -> None:
    """A question back does not end it, and says what was repeated."""
    script = Script()
    script.add(VISITOR, "q1")
    script.add(BOT, "a", {"answer": {"outcome": "answered", "said": "a:1", "hits": [{"article_id": "a"}]}})
    assert remember(script.lines)["last_answer"] == "a:1"
    script.add(VISITOR, "q1 again")
    script.add(BOT, "that was it", {"answer": {"outcome": "clarify", "repeated": "a:1"}})
    memory = remember(script.lines)
    assert (memory["last_answer"], memory["repeated"]) == ("a:1", "a:1")
    script.add(VISITOR, "q2")
    script.add(BOT, "b", {"answer": {"outcome": "answered", "said": "b:1", "hits": [{"article_id": "b"}]}})
    memory = remember(script.lines)
    assert memory["last_answer"] == "b:1"
    assert "repeated" not in memory


def test_only_the_titles_of_the_last_question_back_may_be_picked() -> None:
    """Those are the buttons that the server knows; an answer ends the offer."""
    script = Script()
    script.add(BOT, "which?", {"answer": {"outcome": "clarify"}, "buttons": [*OFFERED, {"id": "human"}]})
    assert remember(script.lines)["offered"] == OFFERED
    script.answer("a")
    assert "offered" not in remember(script.lines)


def test_the_next_question_of_a_turn_knows_the_answer_to_the_one_before() -> None:
    """As it would if the first had been stored already."""
    answer = {"outcome": "answered", "said": "a:1", "hits": [{"article_id": "a"}]}
    memory = after_answer(
        {"shown": ["a", "b"], "context": ["q0"], "failed_answers": 0}, "q1", [{"answer": answer}]
    )
    assert (memory["last_answer"], memory["shown"], memory["context"]) == ("a:1", ["b", "a"], ["q0", "q1"])
    memory = after_answer(memory, "q2", [{"answer": {"outcome": "no_answer"}}, {"asks": "email"}])
    assert (memory["failed_answers"], memory["asks"]) == (1, "email")
    assert memory["last_answer"] == "a:1"
