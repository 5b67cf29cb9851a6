"""What can be read from customers' words in three languages."""

import pytest

from handoff.domain.briefing.facts import facts_in
from handoff.domain.briefing.goal import goal_of, is_substantive, shortened
from handoff.domain.conversation.message import Author, Message
from handoff.domain.enums import AuthorType, MessageKind
from tests.support.desks import START


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my order LM-12345 is late", [("order_number", "LM-12345")]),
        ("lm12345?", [("order_number", "LM-12345")]),
        ("سفارش LM-۱۲۳۴۵ من کجاست؟", [("order_number", "LM-12345")]),
        ("سفارش ۱۲۳۴۵ نرسیده", [("order_number", "12345")]),
        (
            "order no. 48151 from Maria@Example.org!",
            [("email", "maria@example.org"), ("order_number", "48151")],
        ),
        ("Zamówienie nr 20417 nie doszło", [("order_number", "20417")]),
        ("gdzie jest zamówienie LM 20417", [("order_number", "LM-20417")]),
        ("mail me at a.b+c@mail.example.co.uk", [("email", "a.b+c@mail.example.co.uk")]),
        ("call me in 2026 or at 5", []),
        ("order me 2 of them", []),
        ("ordered in July 2024 and may 2025", []),
        ("I ordered two weeks ago in 2024", []),
    ],
)
def test_order_numbers_and_addresses_are_found(text: str, found: list[tuple[str, str]]) -> None:
    """With Persian digits, without the dash, in any case; and nothing is made up."""
    assert [(fact.name, fact.value) for fact in facts_in(text)] == found


@pytest.mark.parametrize(
    ("text", "substantive"),
    [
        ("Hello", False),
        ("Hi, my parcel arrived broken", True),
        ("I want to talk to a human please", False),
        ("Where is my parcel?", True),
        ("refund?", True),
        ("ok thanks", False),
        ("Dzień dobry", False),
        ("Dzień dobry, nie dostałem paczki z kubkami", True),
        ("chcę rozmawiać z konsultantem", False),
        ("سلام", False),
        ("سلام، بسته من هنوز نرسیده است", True),
        ("می‌خواهم با اپراتور صحبت کنم", False),
    ],
)
def test_greetings_and_wishes_for_a_person_are_not_the_goal(text: str, substantive: bool) -> None:
    """The goal is what the conversation is about."""
    assert is_substantive(text) == substantive


def said(*texts: str) -> list[Message]:
    return [
        Message(
            id=str(seq),
            conversation_id="c",
            seq=seq,
            author=Author(type=AuthorType.VISITOR, id="v"),
            kind=MessageKind.TEXT,
            text=text,
            lang="en",
            created_at=START,
        )
        for seq, text in enumerate(texts, start=1)
    ]


def test_the_goal_is_the_first_substantive_message() -> None:
    """In the customer's own words."""
    goal = goal_of(said("Hello!", "My parcel arrived broken", "Where do I send it?"))
    assert goal is not None
    assert goal.text == "My parcel arrived broken"


def test_without_a_substantive_message_the_longest_is_the_goal() -> None:
    """And with none at all there is no goal."""
    goal = goal_of(said("hi", "human please"))
    assert goal is not None
    assert goal.text == "human please"
    assert goal_of([]) is None


def test_long_text_is_cut_at_a_word() -> None:
    """One line, no half words."""
    assert shortened("one  two\nthree four", 12) == "one two…"
    assert shortened("short") == "short"
