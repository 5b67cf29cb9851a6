"""Knows what asks nothing (greetings, thanks, "are you a bot?") and takes it from around a question."""

import re
import unicodedata
from functools import cache

from bot.patterns import load

MAX_WORDS = 10
_LONGEST = 5
_MARKS = re.compile(r"[^\w\s]|_")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_ARABIC = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": " ", "\u0640": None, "’": "'", "'": None})
_THANKING = frozenset("🙏❤💖💕😍🥰😘💐🌹🫶")
_CONTENT = frozenset("👍👌✅🆗😊🙂😀😃😄😁🎉😉👏💪🤝☺")
_KEEPS = ("yes", "no", "nope", "nah", "yep", "yeah", "sure", "بله", "آره", "اره", "نه", "نخیر", "tak", "nie")
"""Answers to what the bot asked: no ornament even before a question."""
_WORD = re.compile(r"\S+\s*")
_ENDS = re.compile(r"[.,;:!?؟،؛…)\-–]+[\s)]*$|^\W+$")
_JOINED = re.compile(
    r"(?:and|but|so|ale|oraz|więc|و|ولی|اما|پس|[ia](?=\s+(?:jak|ile|ilu|kiedy|gdzie|czy|co|kto|któr|ktor|dla?czego|"
    r"czemu|sk[aą]d|jeszcze|mam|chc|prosz|potrzeb)))\s+",
    re.IGNORECASE,
)


def kind_of(text: str) -> str | None:
    """The kind of a message that is small talk alone: a key of its patterns, or `empty`; else None."""
    words = _plain(text).split()
    if not words:
        return _of_signs(text)
    kinds = _read(words) if len(words) <= MAX_WORDS else []
    said = [kind for kind in kinds if kind not in ("ok", "greet")] or [k for k in kinds if k != "ok"] or kinds
    return said[-1] if said else None


def is_courtesy(text: str) -> bool:
    """Whether a sentence may be left out of a message that also asks something."""
    return kind_of(text) is not None


def without_courtesy(text: str) -> str:
    """A message without the greeting before it and the thanks after it; whole if nothing else is there."""
    whole = text.strip()
    if kind_of(whole) is not None:
        return whole
    left = _without_start(whole)
    return _without_end(left)


def _without_start(text: str) -> str:
    while True:
        pieces = _WORD.findall(text)[:_LONGEST]
        for count in range(len(pieces), 0, -1):
            head = "".join(pieces[:count])
            rest = text[len(head) :]
            if rest and _is_ornament(head) and _ends_here(head, rest):
                text = rest
                if joined := _JOINED.match(text):
                    text = text[joined.end() :]
                break
        else:
            return text


def _without_end(text: str) -> str:
    """Thanks and the like after the last mark."""
    while True:
        cut = max((found.end() for found in re.finditer(r"[.,;!?؟،؛…\n]+\s*(?=\S)", text)), default=0)
        if not cut or not _is_ornament(text[cut:]):
            return text
        text = text[:cut].rstrip().rstrip(",;،؛").rstrip()


def _is_ornament(text: str) -> bool:
    words = _plain(text).split()
    return kind_of(text) not in (None, "empty") and not any(word in _KEEPS for word in words)


def _ends_here(head: str, rest: str) -> bool:
    """Whether the courtesy is over after `head`: a mark, a joining word, or a plain greeting."""
    if _ENDS.search(head) or "\n" in head or _JOINED.match(rest):
        return True
    return kind_of(head) == "greet"


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_ARABIC).casefold()
    return _STRETCHED.sub(r"\1", _MARKS.sub(" ", plain))


def _of_signs(text: str) -> str:
    """What a message of emoji alone says."""
    if any(sign in _THANKING for sign in text):
        return "thank"
    return "ok" if any(sign in _CONTENT for sign in text) else "empty"


def _read(words: list[str]) -> list[str]:
    """Cover the words with known phrases, longest first; an uncovered word makes it no small talk."""
    kinds: list[str] = []
    while words:
        for length in range(min(len(words), _LONGEST), 0, -1):
            if kind := _kinds().get(" ".join(words[:length])):
                kinds.append(kind)
                words = words[length:]
                break
        else:
            return []
    return kinds


@cache
def _kinds() -> dict[str, str]:
    """The kind of each phrase; of a phrase with two kinds the first stands."""
    known: dict[str, str] = {}
    for kind, phrases in load("small_talk").items():
        for phrase in str(phrases).split(","):
            known.setdefault(" ".join(_plain(phrase).split()), kind)
    return known
