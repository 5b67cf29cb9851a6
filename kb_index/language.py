"""Which of our languages a text is in, told from its script, letters and commonest words."""

import re

from kb_index.analysis import words

_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_POLISH = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
_POLISH_WORDS = """
i w z na do nie sie to jest jak czy od ze dla po za o ale ma co juz tylko moje moj moja mnie mi gdzie
kiedy dlaczego ktory ktora ktore moge chce prosze byc oraz lub przez przy bez jesli aby tego tym jako
dziekuje zamowienie zwrot paczka pieniedzy konto strona mam zostal bylo dzien dobry
"""
_ENGLISH_WORDS = """
the a an and is are was of to in on it i my me you your how what when where why can do does not for with
this that have has from be will or if as at by we there want need please but get order
"""
_COMMON = {"pl": frozenset(_POLISH_WORDS.split()), "en": frozenset(_ENGLISH_WORDS.split())}


def detect(text: str, hint: str = "en") -> str:
    """`fa`, `pl` or `en`; a text that shows nothing keeps the hint."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if arabic and arabic * 2 >= latin:
        return "fa"
    if not latin:
        return hint
    seen = words(text[:4000])
    polish = sum(word in _COMMON["pl"] for word in seen) + 2 * len(_POLISH.findall(text[:4000]))
    english = sum(word in _COMMON["en"] for word in seen)
    if polish == english:
        return hint if hint in ("en", "pl") else "en"
    return "pl" if polish > english else "en"
