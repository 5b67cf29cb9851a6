"""Details that customers write among other words: order numbers and e-mail addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
INVISIBLE = str.maketrans("", "", "\u200c\u200e\u200f\u2066\u2067\u2068\u2069")

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
CODE = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2,4})(?:[-\u2010-\u2015]?(\d{4,10})| (\d{5,10}))(?!\d)")
NUMBERED = re.compile(
    r"(?:order|zam[oó]wieni\w*|سفارش)\D{0,20}?(?<![A-Za-z\d])#?(\d{5,12})(?!\d)", re.IGNORECASE
)
NOT_A_CODE = frozenset(
    {"and", "at", "by", "from", "in", "no", "nr", "of", "od", "on", "po", "the", "to", "w"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A detail and its normal form, with Latin digits."""

    name: str
    value: str


def normal(text: str) -> str:
    """The text with Latin digits and without invisible marks."""
    return text.translate(INVISIBLE).translate(DIGITS)


def facts_in(text: str) -> Iterator[Fact]:
    """Every order number and e-mail address of a text, in order of kind."""
    plain = normal(text)
    for email in EMAIL.findall(plain):
        yield Fact(name="email", value=email.lower())
    rest = EMAIL.sub(" ", plain)
    codes = [
        f"{letters.upper()}-{close or apart}"
        for letters, close, apart in CODE.findall(rest)
        if letters.lower() not in NOT_A_CODE
    ]
    for code in codes or NUMBERED.findall(rest):
        yield Fact(name="order_number", value=code)
