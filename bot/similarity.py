"""Tells whether a customer asks the same thing again."""

from bot.words import fold

SAME_MEANING = 0.87
SAME_LETTERS = 0.72
WORDS_NEEDED = 3


def same_question(text: str, earlier: str, cosine: float) -> bool:
    """Compare two messages by meaning where the model knows the words, and by letters in any language."""
    first, second = fold(text), fold(earlier)
    if min(len(first.split()), len(second.split())) < WORDS_NEEDED:
        return False
    if first.isascii() and second.isascii() and cosine >= SAME_MEANING:
        return True
    return letters_in_common(first, second) >= SAME_LETTERS


def letters_in_common(first: str, second: str) -> float:
    """Dice's coefficient over groups of three letters."""
    a, b = _threes(first), _threes(second)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _threes(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}
