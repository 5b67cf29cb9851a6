"""Questions with known answers, from a JSONL or CSV file."""

from dataclasses import dataclass
from pathlib import Path

from kb_index.errors import InputProblem
from kb_index.lines import Problem
from kb_index.records import Record
from kb_index.sources import read_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, what was said before it, and the document ids of which any is right."""

    text: str
    gold: tuple[str, ...]
    lang: str | None
    context: tuple[str, ...] = ()


def read_questions(path: Path, *, checked: bool = False) -> tuple[list[Asked], list[Problem]]:
    """The questions of a file, or those marked as checked; rows without one are told and passed over."""
    asked: list[Asked] = []
    problems: list[Problem] = []
    for record in read_records(path):
        if isinstance(record, Problem):
            problems.append(record)
            continue
        line, fields = record
        if checked and fields.get("checked") not in (True, "true", "True", "1"):
            continue
        question = _asked(fields)
        if question is None:
            reason = "has no question (looked for question, title and body, text, turns)"
            problems.append(Problem(file=str(path), line=line, reason=reason))
        else:
            asked.append(question)
    if not asked:
        first = f": {problems[0].reason}" if problems else ""
        raise InputProblem(f"{path}: holds no question{first}")
    return asked, problems


def _asked(fields: Record) -> Asked | None:
    turns = fields.get("turns")
    context: tuple[str, ...] = ()
    if isinstance(turns, list) and turns:
        said = tuple(_word(turn) for turn in turns)
        text, context = said[-1], said[:-1]
    else:
        parts = [_word(fields.get(name)) for name in ("title", "body")]
        text = _word(fields.get("question")) or "\n".join(part for part in parts if part)
        text = text or _word(fields.get("text")) or _word(fields.get("query"))
    if not text:
        return None
    return Asked(text=text, gold=_gold(fields), lang=_word(fields.get("lang")) or None, context=context)


def _word(value: object) -> str:
    if isinstance(value, dict):
        return _word(value.get("text"))
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _gold(fields: Record) -> tuple[str, ...]:
    value = fields.get("gold")
    if isinstance(value, list):
        return tuple(_word(one) for one in value if _word(one))
    return tuple(part.strip() for part in _word(value).split("|") if part.strip())
