"""E-mail addresses and telephone numbers as customers type them."""

import pytest

from handoff.domain.errors import Invalid
from handoff.domain.identity.contact import email_of, phone_of


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("+48 22 123 45 67", "", "+48221234567"),
        ("0048221234567", "PL", "+48221234567"),
        ("22 123-45-67", "PL", "+48221234567"),
        ("۰۲۱ ۲۲۳۳ ۴۴۵۵", "IR", "+982122334455"),
        ("+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹", "", "+989123456789"),
        ("(020) 7946 0018", "GB", "+442079460018"),
    ],
)
def test_a_number_is_kept_with_its_country(typed: str, region: str, kept: str) -> None:
    """However it was written."""
    assert phone_of(typed, region) == kept


@pytest.mark.parametrize(
    ("typed", "region"),
    [("22 123 45 67", ""), ("12", "PL"), ("call me", "PL"), ("+48 1", ""), ("+999 123 456 789", "")],
)
def test_what_cannot_be_called_is_refused(typed: str, region: str) -> None:
    """No country, too short, or no number at all."""
    with pytest.raises(Invalid):
        phone_of(typed, region)


def test_an_address_is_kept_in_small_letters() -> None:
    """And without spaces around it."""
    assert email_of("  Kim.Lee+shop@Example.ORG ") == "kim.lee+shop@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "kim",
        "kim@",
        "@example.org",
        "kim@example",
        "kim lee@example.org",
        "a..b@example.org",
        "x" * 250 + "@a.bc",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    """So that nobody relies on it."""
    with pytest.raises(Invalid):
        email_of(typed)
