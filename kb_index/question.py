"""A customer's words made ready for searching: whole, cut to the core, and with what was said before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb_index.analysis import words

_SENTENCE = re.compile(r"(?<=[.!?؟。\n])\s+")
_ASKS = re.compile(r"[?؟]\s*$")
_LONG, _CORE, _MAX_CHARS, _CONTEXT_TURNS, _CONTEXT_WEIGHT = 30, 25, 6000, 8, 2.0
_LAST_WEIGHT = 1.0
_POINTING = """
it its they them their there that this those these one ones here he she same also and or but too else instead
tam tego tej tym temu ten ta nich nim nimi ich jego jej tamto tamten takie taki rowniez tez a oraz albo inny
ان این اون انها اینها اونا انجا اینجا اونجا همان همین همون اینو اونو و یا هم دیگه دیگر
"""
_POINTS = frozenset(_POINTING.split())
_ALONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The texts to search with and how much each counts."""

    texts: tuple[str, ...]
    weights: tuple[float, ...]


def forms_of(query: str, context: Sequence[str] = ()) -> Forms:
    """The question itself; its core where it is long; the conversation where there was one."""
    whole = query.strip()[:_MAX_CHARS]
    texts, weights = [whole], [1.0]
    core = core_of(whole)
    if core and core != whole:
        texts.append(core)
        weights.append(1.0)
    said = [turn.strip() for turn in context[-_CONTEXT_TURNS:] if turn.strip()]
    if said:
        alone = sum(weights)
        # What was said last most often names what "it" is; drowned among all turns it would count too little.
        spoken = [(said[-1:], _LAST_WEIGHT)] if len(said) > 1 else []
        for turns, weight in [*spoken, (said, _CONTEXT_WEIGHT)]:
            texts.append(" \n".join([" \n".join(turns)[-_MAX_CHARS:], whole]))
            weights.append(weight * alone)
    total = sum(weights)
    return Forms(texts=tuple(texts), weights=tuple(weight / total for weight in weights))


def leans_on_context(query: str) -> bool:
    """Whether a question points back ("do they have parking?") or is too short to stand alone."""
    said = words(query)
    return len(said) <= _ALONE or not _POINTS.isdisjoint(said)


def core_of(text: str) -> str | None:
    """What a long text asks: its subject line, else its questions, else its first sentence."""
    if len(text.split()) <= _LONG:
        first, _, rest = text.partition("\n")
        return first.strip() if rest.strip() and len(first.split()) >= 3 else None
    first = text.split("\n", 1)[0].strip()
    if 2 <= len(first.split()) <= _CORE and "\n" in text:
        return first
    sentences = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    asking = [part for part in sentences if _ASKS.search(part)]
    return " ".join((asking or sentences[:1])[-2:])[:1000]
