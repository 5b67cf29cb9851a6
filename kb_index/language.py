"""Which of our languages a text is in: by script, letters and common words, and by lingua for the rest."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from kb_index.analysis import words

if TYPE_CHECKING:
    from lingua import LanguageDetector

Lang = Literal["en", "fa", "pl"]
LANGS: tuple[Lang, ...] = ("en", "fa", "pl")
CONFIDENT = 0.65
CONFIDENT_AGAINST_HINT = 0.8
LETTERS_NEEDED = 4
_READ = 4000

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[a-zà-öø-ÿā-ž]", re.IGNORECASE)
_POLISH_LETTER = re.compile(r"[ąćęłńśźż]", re.IGNORECASE)
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|\b\S*\d\S*\b")
_LATIN_WORD = re.compile(r"[a-z']+")
# Folded, without diacritics; a word that both languages have stands in neither list.
_POLISH_WORDS = """
albo ale bardzo bez byc byl byla bylo bylem chce chcialabym chcialbym co czesc czlowiek czlowiekiem czy dla
dlaczego dobry dodaj dostawa dostawy dzieki dziekuje dzien faktura fakture gdzie haslo ile jak jaka jaki jakie
jako jest jestem jesli jeszcze juz kiedy konsultant konsultantem konta konto kosztuje ktora ktore ktory kupic
kurier lampa lampe lampy lub macie mam mi mnie moge moj moja moje mojej mozna na nadal nic nie nikt od oraz
paczka paczke paczki pieniadze pieniedzy platnosc platnosci po pomoc pomocy potrzebuje prosze przez przy
reklamacja reklamacje sa sie sklep strona ta tak tego ten tylko tym w witam wysylka wysylki z za zamowienia
zamowienie zamowieniem ze zostal zwrocic zwrot zwrotu
"""
_ENGLISH_WORDS = """
account again an and are at be been but buy can card could delivery did does for from get has have
hello help how if in is it lamp me money my need not of on open or order parcel payment please price refund
return shop still thank thanks that the there they this want was what when where why will with would you
your
"""
_COMMON = {"pl": frozenset(_POLISH_WORDS.split()), "en": frozenset(_ENGLISH_WORDS.split())}


def detect(text: str, hint: str | None = None) -> Lang:
    """The language of the text; one that shows nothing keeps the hint, or is English."""
    kept = next((lang for lang in LANGS if lang == hint), None)
    prose = _NOT_PROSE.sub(" ", text[:_READ])
    arabic, latin = len(_ARABIC.findall(prose)), len(_LATIN.findall(prose))
    if arabic and arabic * 2 >= latin:
        return "fa"
    if latin < LETTERS_NEEDED:
        return kept or "en"
    return _latin(prose, kept)


def also_in(text: str, lang: str) -> tuple[Lang, ...]:
    """The languages, beside its own, of a message that mixes scripts: "where is my سفارش" is Persian too."""
    prose = _NOT_PROSE.sub(" ", text[:_READ])
    if lang == "fa":
        latin = " ".join(_LATIN_WORD.findall(" ".join(words(prose))))
        return (_latin(latin, None),) if len(latin.split()) > 1 else ()
    return ("fa",) if _ARABIC.search(prose) else ()


def _latin(prose: str, hint: Lang | None) -> Lang:
    said = [word for word in words(prose) if _LATIN_WORD.fullmatch(word)]
    polish, english = (sum(word in _COMMON[lang] for word in said) for lang in ("pl", "en"))
    if _POLISH_LETTER.search(prose):
        # Polish letters may be those of a name inside an English sentence.
        return "en" if english > 2 * polish + 1 else "pl"
    if polish != english and (polish == 0 or english == 0 or abs(polish - english) > 1):
        return "pl" if polish > english else "en"
    if len(said) < 2 and hint is not None:
        return hint
    best, confidence = _by_model(prose)
    needed = CONFIDENT if hint is None or hint == best else CONFIDENT_AGAINST_HINT
    return best if confidence >= needed or hint is None else hint


def _by_model(prose: str) -> tuple[Lang, float]:
    best = _detector().compute_language_confidence_values(prose)[0]
    return ("pl" if best.language.iso_code_639_1.name == "PL" else "en"), best.value


@cache
def _detector() -> "LanguageDetector":
    # Loaded at the first text that needs it: most are decided before. The small models are a tenth of
    # the large ones in memory and time to load, and as right after the steps above (bench/languages.py).
    from lingua import Language, LanguageDetectorBuilder

    known = LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.POLISH)
    return known.with_low_accuracy_mode().build()
