"""A customer's words made ready for searching: whole, cut to the core, and with what was said before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?؟。\n])\s+")
_ASKS = re.compile(r"[?؟]\s*$")
_LONG, _CORE, _MAX_CHARS, _CONTEXT_TURNS = 30, 25, 6000, 4


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
    said = " \n".join(turn.strip() for turn in context[-_CONTEXT_TURNS:] if turn.strip())
    if said:
        texts.append(f"{said[-_MAX_CHARS:]} \n{whole}")
        weights.append(1.0)
    total = sum(weights)
    return Forms(texts=tuple(texts), weights=tuple(weight / total for weight in weights))


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
