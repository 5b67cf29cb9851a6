"""Which of our three languages a message is written in."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from bot.patterns import load
from bot.words import fold

if TYPE_CHECKING:
    from lingua import LanguageDetector

Lang = Literal["en", "fa", "pl"]
LANGS: tuple[Lang, ...] = ("en", "fa", "pl")
CONFIDENT = 0.65
CONFIDENT_AGAINST_HINT = 0.8
LETTERS_NEEDED = 4

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[a-zà-öø-ÿā-ž]", re.IGNORECASE)
_POLISH_LETTER = re.compile(r"[ąćęłńśźż]", re.IGNORECASE)
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|\b\S*\d\S*\b")
_WORD = re.compile(r"[a-z']+")


def detect(text: str, hint: str | None = None) -> Lang:
    """Return the language of the text; a short or ambiguous text keeps the hint."""
    kept = next((lang for lang in LANGS if lang == hint), None)
    prose = _NOT_PROSE.sub(" ", text)
    arabic, latin = len(_ARABIC.findall(prose)), len(_LATIN.findall(prose))
    if arabic and arabic * 2 >= latin:
        return "fa"
    if any(_POLISH_LETTER.search(word) for word in prose.split()) and not _mostly_english(prose):
        return "pl"
    if latin < LETTERS_NEEDED:
        return kept or "en"
    return _latin(prose, kept)


def _mostly_english(prose: str) -> bool:
    """Tell whether Polish letters are only those of a name inside an English sentence."""
    words = _WORD.findall(fold(prose))
    return sum(word in _common("en") for word in words) > 2 * sum(word in _common("pl") for word in words) + 1


def _latin(prose: str, hint: Lang | None) -> Lang:
    words = _WORD.findall(fold(prose))
    polish, english = (sum(word in _common(lang) for word in words) for lang in ("pl", "en"))
    if polish != english and (polish == 0 or english == 0 or abs(polish - english) > 1):
        return "pl" if polish > english else "en"
    if len(words) < 2 and hint is not None:
        return hint
    best, confidence = _by_model(prose)
    needed = CONFIDENT if hint is None or hint == best else CONFIDENT_AGAINST_HINT
    return best if confidence >= needed or hint is None else hint


def _by_model(prose: str) -> tuple[Lang, float]:
    values = _detector().compute_language_confidence_values(prose)
    code = values[0].language.iso_code_639_1.name.lower()
    return ("pl" if code == "pl" else "en"), values[0].value


@cache
def _common(lang: str) -> frozenset[str]:
    return frozenset(load("common_words")[lang].split())


@cache
def _detector() -> "LanguageDetector":
    # Loaded at the first text that needs it: the models take 0.1 s and most messages are decided before.
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.POLISH).build()
