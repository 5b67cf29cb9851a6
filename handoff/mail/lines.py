"""Text that fits on one line of a header."""

from unicodedata import category

# Controls and halves of characters; a zero-width non-joiner, which Persian is written with, stays.
UNFIT = frozenset({"Cc", "Cs"})


def one_line(text: str) -> str:
    """Without line breaks and anything else that could end a header."""
    return " ".join("".join(" " if category(char) in UNFIT else char for char in text).split())
