"""One form for one word, however it was typed: Unicode forms, case, Persian and Arabic letters, digits."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ۍ": "ی",
        "ې": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ؤ": "و",
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "آ": "ا",
        "ٲ": "ا",
        "ء": None,
        "ـ": None,
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
    }
)
_INVISIBLE = dict.fromkeys([0x200B, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F)])
ZWNJ = "\u200c"
_SPACES = re.compile(r"\s+")


def _digit(char: str) -> str:
    return str(unicodedata.digit(char, char)) if not char.isascii() and char.isdigit() else char


def fold(text: str) -> str:
    """Text as a word looks it up: NFKC, no case, no marks, one letter for each Persian or Arabic variant.

    ZWNJ stays, since it separates a word's own affixes; `plain` turns it into a space.
    """
    text = unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE).translate(_LETTERS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFD", text)
        bare = "".join(_digit(c) for c in decomposed if unicodedata.category(c) != "Mn")
        text = unicodedata.normalize("NFC", bare).translate(_LETTERS)
    return text


def plain(text: str) -> str:
    """Folded text with single spaces, for comparing and looking up what somebody typed."""
    return _SPACES.sub(" ", fold(text).replace(ZWNJ, " ")).strip()
