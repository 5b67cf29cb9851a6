"""One spelling for many: what the classifier and the entity finder read instead of the raw words."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ł": "l", "ø": "o", "ß": "ss", "’": "'", "‘": "'"}
)
_ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]")
_PERSIAN_VERB_PREFIX = re.compile(r"\b(ن?می)\s+(?=[\u0600-\u06ff])")
_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


def latin_digits(text: str) -> str:
    """Write Persian, Arabic and full-width digits as 0-9, keeping every character's place."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def normalise(text: str) -> str:
    """Fold case, accents, Persian and Arabic letter forms, half-spaces and drawn-out letters."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _ZERO_WIDTH.sub("", latin_digits(text).translate(_LETTERS))
    text = _PERSIAN_VERB_PREFIX.sub(r"\1", text)
    text = _LONG_RUN.sub(r"\1", text)
    text = _DIGITS.sub("0", _EMAIL.sub(" emailaddress ", text))
    return _SPACE.sub(" ", text).strip()
