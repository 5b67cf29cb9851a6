"""Folds a message so that one pattern serves every way of typing it."""

import re
import unicodedata

_FOLD = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و",
        "ł": "l", "\u200c": " ", "\u200f": None, "\u200e": None, "\u0640": None, "’": "'", "‘": "'", "`": "'",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_LETTER_RUN = re.compile(r"([^\W\d_])\1{2,}")


def fold(text: str) -> str:
    """Return the text in lower case, without marks and stretched letters, Persian letters in one form."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_FOLD)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", plain) if unicodedata.category(letter) != "Mn"
    )
    return _SPACE.sub(" ", _LETTER_RUN.sub(r"\1\1", bare)).strip()
