"""The desk's own sentences, from the locale files."""

import json
from functools import cache
from importlib.resources import files

from handoff.domain.languages import LANGUAGES

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ISOLATE, POP = "\u2068", "\u2069"


@cache
def texts(lang: str) -> dict[str, str]:
    """All sentences of a language."""
    raw = files("handoff").joinpath("locales", f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(raw)
    return found


def say(key: str, lang: str, **params: object) -> str:
    """One sentence; in Persian with Persian numbers, and names kept apart from the direction around them."""
    known = lang if lang in LANGUAGES else LANGUAGES[0]
    shown = {name: _shown(value, known) for name, value in params.items()}
    return texts(known)[key].format(**shown)


def _shown(value: object, lang: str) -> str:
    if lang != "fa":
        return str(value)
    return str(value).translate(PERSIAN_DIGITS) if isinstance(value, int) else f"{ISOLATE}{value}{POP}"
