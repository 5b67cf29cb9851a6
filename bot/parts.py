"""Finds the questions in one message, each with the words that belong to it, without courtesies."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from bot.courtesy import is_courtesy, without_courtesy
from bot.patterns import either, load
from bot.words import fold

MOST = 3
_LEAST_WORDS = 2
_LONG_SENTENCE = 30
_SENTENCE = re.compile(r"[^.!?؟\n]+(?:[.](?=\S)[^.!?؟\n]*)*[.!?؟…]*[\"'»”)]*|\n")
_ITEM = re.compile(
    r"^[ \t]*(?:\(?[\d۰-۹]{1,2}[.):-]|[-*•–])[ \t]*(?=\D)|(?<=[:.?؟;] )\(?[\d۰-۹][.)][ \t]+(?=\D)",
    re.MULTILINE,
)
_ASKS = re.compile(r"[?؟]")
_OF_MYSELF = re.compile(r"i (?:am|was|have|had|do|did|will|would|can|could|should|may|might)\b")
_BARE = re.compile(r"^[\s.,;:!?؟،؛…()-]+|[\s.,;:!?؟،؛…()-]+$")
_PERSIAN = re.compile(r"[\u0600-\u06ff]")


def questions_of(text: str) -> tuple[str, ...]:
    """What a message asks, in its order; a message with one question, or none, is one."""
    whole = without_courtesy(text)
    items = _items(whole)
    parts = items or _joined([clause for one in _sentences(whole) for clause in _clauses(one)])
    parts = [part for part in parts if not is_courtesy(part)]
    return tuple(_tidy(part) for part in parts) if len(parts) > 1 else (whole,)


def asks(text: str) -> bool:
    """Whether a message asks anything, as far as its form tells."""
    return any(_asks_itself(one) for one in (*_sentences(text), text))


def _asks_itself(sentence: str) -> bool:
    """A question, where "I am" is not taken for a Polish "and" before an English question."""
    if _ASKS.search(sentence):
        return True
    return _begins_asking(sentence) and not _OF_MYSELF.match(_bare(sentence))


def _items(text: str) -> list[str]:
    """The items of a list if they are questions; what stands before them belongs to all and to none."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(text)]
    items = [_ITEM.sub("", text[at:end], count=1).strip() for at, end in zip(starts, ends, strict=True)]
    return items if sum(_is_question(item) for item in items) * 2 > len(items) else []


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.findall(text) if one.strip() and not is_courtesy(one)]


def _clauses(sentence: str) -> list[str]:
    """A sentence cut where one question ends and another begins ("how much is it and when does it come?")."""
    if not _is_question(sentence) or len(sentence.split()) > _LONG_SENTENCE:
        return [sentence]
    left, rest = "", sentence
    clauses: list[str] = []
    while found := next(_joints(rest), None):
        before, after = left + rest[: found.start()], rest[found.end() :]
        if _could_stand(before) and _could_stand(after) and _joins(found[0], after) and not _goes_on(after):
            clauses.append(before)
            left, rest = "", after
        else:
            left, rest = left + rest[: found.end()], after
    return [*clauses, left + rest]


def _joints(text: str) -> Iterator[re.Match[str]]:
    return _rules()["joint"].finditer(text)


def _joins(joint: str, after: str) -> bool:
    """Whether an "i" or "a" is Polish: "that I have used twice" joins nothing."""
    word = joint.strip(" ,،;؛").casefold()
    return word not in ("i", "a") or bool(_rules()["polish"].match(_bare(after)))


def _goes_on(after: str) -> bool:
    """Whether half a sentence tells more of the half before: "the lamp, which I liked"."""
    return bool(_rules()["relative"].match(_bare(after)))


def _joined(clauses: Sequence[str]) -> list[str]:
    """Clauses gathered into questions: a story goes with what is asked next, "why?" with what was before."""
    parts: list[str] = []
    waiting = ""
    for clause in clauses:
        own = _is_question(clause) and not _is_generic(clause)
        if _opens(clause) and waiting and _wishes(waiting):
            parts, waiting = [*parts, waiting], ""
        if own or (_opens(clause) and _wishes(clause)):
            parts.append(f"{waiting} {clause}".strip())
            waiting = ""
        elif parts and not waiting and _is_question(clause):
            parts[-1] = f"{parts[-1]} {clause}"
        else:
            waiting = f"{waiting} {clause}".strip()
    if not waiting:
        return parts
    return [*parts[:-1], f"{parts[-1]} {waiting}"] if parts else [waiting]


def _is_question(text: str) -> bool:
    return bool(_ASKS.search(text)) or _begins_asking(text)


def _begins_asking(text: str) -> bool:
    plain = _bare(text)
    if _PERSIAN.search(plain):
        return len(plain.split()) <= _LONG_SENTENCE and bool(_rules()["anywhere"].search(plain))
    return bool(_rules()["begins"].match(plain))


def _could_stand(clause: str) -> bool:
    """Whether half a sentence asks something by itself: "when and how" does not."""
    plain = _bare(clause)
    if len(plain.split()) <= _LEAST_WORDS or not _begins_asking(clause):
        return False
    return not (_rules()["ends"].search(plain) or _is_generic(clause))


def _is_generic(text: str) -> bool:
    return bool(_rules()["generic"].fullmatch(_bare(text)))


def _opens(text: str) -> bool:
    return bool(_rules()["opener"].match(_bare(text)))


def _wishes(text: str) -> bool:
    return bool(_rules()["wish"].search(_bare(text))) or _is_question(text)


def _bare(text: str) -> str:
    return _BARE.sub("", fold(text))


def _tidy(part: str) -> str:
    """Without the word that joined it to the question before, where it can stand alone."""
    found = _rules()["conjunction"].match(part)
    rest = part[found.end() :] if found else part
    stands = found and _begins_asking(rest) and _joins(found[0], rest)
    return (rest if stands else part).strip().strip(",،;؛").strip()


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    rules: dict[str, Any] = load("questions")
    english, polish, anywhere = (rules["words"][lang].replace("| ", "|") for lang in ("en", "pl", "fa"))
    begins = f"{english}|{polish}"
    inside = either(rules["inside"]).pattern
    opener = either(rules["openers"]).pattern
    conjunction, joints = rules["conjunctions"], rules["joints"]
    lead = rf"(?:(?:{conjunction}|{opener}|{inside})[\s,،:]+)*"
    return {
        "begins": re.compile(rf"{lead}(?:{begins})\b"),
        "anywhere": re.compile(rf"(?<!\w)(?:{anywhere})(?!\w)"),
        "polish": re.compile(rf"{lead}(?:{polish})\b"),
        "ends": re.compile(rf"(?<!\w)(?:{begins}|{anywhere}|{either(rules['halves']).pattern})$"),
        "relative": re.compile(rf"(?:{either(rules['relative']).pattern})\b"),
        "joint": re.compile(rf"\s*[,،;؛]\s*(?:(?:{joints})\s+)?|\s+(?:{joints})\s+", re.IGNORECASE),
        "opener": re.compile(rf"(?:(?:{conjunction})\s+)?(?:{opener})(?!\w)"),
        "wish": either(rules["wishes"]),
        "generic": either(rules["generic"]),
        "conjunction": re.compile(rf"(?:{conjunction})\s+", re.IGNORECASE),
    }
