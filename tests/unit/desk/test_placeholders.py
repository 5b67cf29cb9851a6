"""Placeholders are filled with what is known, and leave no hole where nothing is."""

import pytest

from handoff.domain.briefing.placeholders import fill, first_name

VERA = {"customer.name": "Vera Kim", "customer.first_name": "Vera", "customer.email": None}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello {{customer.first_name}}!", "Hello Vera!"),
        ("Hello {{ customer.name | there }}, hi", "Hello Vera Kim, hi"),
        ("Write to {{customer.email|us}}.", "Write to us."),
        ("Hello {{customer.email}}, hi", "Hello, hi"),
        ("سلام {{customer.email}}، خوش آمدید", "سلام، خوش آمدید"),
        ("No  placeholders ,  no change ", "No  placeholders ,  no change "),
        ("Two\n\nlines {{customer.email}} here", "Two\n\nlines here"),
    ],
)
def test_a_text_is_filled(text: str, filled: str) -> None:
    assert fill(text, VERA) == filled


def test_a_first_name_is_the_first_word() -> None:
    assert [first_name(name) for name in ("Vera Kim", " ", None)] == ["Vera", None, None]
