"""What people say in a run; each message carries the mark by which its answer is known."""

import random
import re

MARK = re.compile(r"\[[\w-]+\]")
SUBJECTS = (
    "my lamp",
    "the parcel",
    "an invoice",
    "the blue chair",
    "my account",
    "the voucher",
    "a table",
    "the sofa",
)
WISHES = (
    "I would like to change {}",
    "tell me about {}",
    "there is something about {} that I do not understand",
    "please look at {} once more",
    "it is about {} from last week",
    "I have waited for {} since Monday",
)


def words(dice: random.Random, mark: str) -> str:
    """A sentence of a customer."""
    return f"[{mark}] {dice.choice(WISHES).format(dice.choice(SUBJECTS))} {dice.randrange(1000)}"


def mark_of(text: str) -> str | None:
    """The mark of the message that these words are, or answer."""
    found = MARK.search(text)
    return found[0] if found else None
