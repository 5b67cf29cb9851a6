"""Reads labelled messages: flat rows, rows with their conversation, or the turns of dialogues."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.exchange import Turn
from bot.rows import BadFile, column, read_rows, truth
from kb_index.language import detect

_DISPLEASED = ("dissatisf", "unsatisf", "displeas")
_NEGATIVE = ("negative", "unhappy", "sentiment")
_DISTRESS = ("distress", "sad", "fear", "anx", "desp", "grief", "worr")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """A message with a yes-or-no label, what was said before it, and the text that it is a part of."""

    text: str
    lang: str
    label: bool
    before: tuple[Turn, ...] = ()
    whole: str | None = None


def labelled_texts(path: Path, label: str) -> list[LabelledText]:
    """Read texts with a label: a boolean column, `column=value`, or one of a list column `labels`."""
    found: list[LabelledText] = []
    for number, row in read_rows(path):
        for part, before in _messages(path, number, row):
            text = str(part["text"])
            lang = str(part.get("lang") or row.get("lang") or detect(text))
            whole = None if row.get("review") in (None, "") else str(row["review"])
            yes = _label(path, number, part, label)
            found.append(LabelledText(text=text, lang=lang, label=yes, before=before, whole=whole))
    return found


def head_for(label: str) -> str:
    """Choose what to score by a label's name."""
    name = label.lower()
    for head, words in (("displeased", _DISPLEASED), ("negative", _NEGATIVE), ("distress", _DISTRESS)):
        if any(word in name for word in words):
            return head
    return "anger"


def _messages(
    path: Path, number: int, row: Mapping[str, Any]
) -> list[tuple[Mapping[str, Any], tuple[Turn, ...]]]:
    """Return the row itself, or the customer's turns of a dialogue, each with what was said before."""
    if "text" in row:
        return [(row, _context(path, number, row.get("context") or []))]
    turns = [turn for turn in column(path, number, row, "turns") if isinstance(turn, dict)]
    said = _context(path, number, turns)
    return [(turn, said[:at]) for at, turn in enumerate(turns) if turn.get("role") == "customer"]


def _context(path: Path, number: int, turns: Any) -> tuple[Turn, ...]:
    """Read turns: objects with role and text, or bare texts in turn of which the last is the agent's."""
    if not isinstance(turns, list):
        raise BadFile(f"{path}, line {number}: 'context' must be a list of turns")
    return tuple(
        Turn(text=str(turn.get("text") or ""), customer=turn.get("role") == "customer")
        if isinstance(turn, dict)
        else Turn(text=str(turn), customer=(len(turns) - at) % 2 == 0)
        for at, turn in enumerate(turns)
    )


def _label(path: Path, number: int, row: Mapping[str, Any], label: str) -> bool:
    name, _, value = label.partition("=")
    if value:
        return str(column(path, number, row, name)) == value
    if label not in row and isinstance(row.get("labels"), list):
        return label in row["labels"]
    return truth(path, number, column(path, number, row, label))
