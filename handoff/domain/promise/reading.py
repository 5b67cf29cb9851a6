"""What the words of an agent or of the bot promise the customer: precise rather than complete.

Who reads too much into words is soon ignored: a question, a condition, a refusal and what happens at once are
no promises, and neither is a deed without a time. What is read is shown at once to whoever wrote it.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from handoff.domain.briefing.facts import normal
from handoff.domain.promise.en import ENGLISH
from handoff.domain.promise.fa import PERSIAN
from handoff.domain.promise.pl import ACCENTS, POLISH, POLISH_PLAIN
from handoff.domain.promise.speech import ALIKE, Speech
from handoff.domain.promise.when import due_in, usual_due
from handoff.domain.timing.calendar import BusinessCalendar

SPEECHES: Mapping[str, Speech] = MappingProxyType({"en": ENGLISH, "fa": PERSIAN, "pl": POLISH})
SENTENCE = re.compile(r"(?<=[.!?؟…])\s+|\n+")
ABBREVIATED = re.compile(r"\b(a|p)\.?m\b\.?|\b(godz|ok|min)\.", re.IGNORECASE)
QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
MOST_TEXT, MOST_PROMISES = 4000, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sentence that promises something, and by when; `timed` if its own words say so."""

    text: str
    due_at: datetime
    timed: bool


def promises_in(text: str, lang: str, at: datetime, calendar: BusinessCalendar) -> tuple[Found, ...]:
    """The promises of one message, at most three; one with a time speaks for those without."""
    said = QUOTED.sub("", text[:MOST_TEXT])
    # Staff do not always write in the language of the conversation.
    speeches = (_speech(one, said) for one in dict.fromkeys((lang, *SPEECHES)) if one in SPEECHES)
    found = next(filter(None, (list(_found(said, speech, at, calendar)) for speech in speeches)), [])
    timed = [one for one in found if one.timed]
    return tuple(_once(timed)[:MOST_PROMISES] if timed else found[:1])


def _speech(lang: str, text: str) -> Speech:
    """How this text is to be read: Polish is often typed without its accents."""
    speech = SPEECHES[lang]
    plain = speech is POLISH and not any(ord(letter) in ACCENTS for letter in text.lower())
    return POLISH_PLAIN if plain else speech


def _found(text: str, speech: Speech, at: datetime, calendar: BusinessCalendar) -> Iterator[Found]:
    for sentence in SENTENCE.split(ABBREVIATED.sub(lambda m: m[0].replace(".", ""), text)):
        plain = _plain(sentence)
        follows = speech.follow.search(plain) is not None
        if not follows and speech.act.search(plain) is None:
            continue
        if plain.endswith(("?", "؟")) or speech.not_meant.search(plain):
            continue
        due = due_in(plain, speech, at, calendar, soon=follows)
        if due is not None:
            yield Found(text=sentence.strip(), due_at=due, timed=True)
        elif follows and not speech.at_once.search(plain):
            yield Found(text=sentence.strip(), due_at=usual_due(at, calendar), timed=False)


def _once(found: list[Found]) -> list[Found]:
    """One promise for each moment."""
    return list({one.due_at: one for one in reversed(found)}.values())[::-1]


def _plain(sentence: str) -> str:
    """As the patterns expect it: one form for letters that look alike, plain figures, single spaces."""
    one_form = unicodedata.normalize("NFC", sentence).translate(ALIKE)
    return " ".join(normal(one_form).split()).lower().rstrip(" .!…,;:")
