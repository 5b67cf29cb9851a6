"""Reads files of service dialogues and of labelled texts, one JSON object a line."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.exchange import Turn


class BadFile(Exception):
    """A file that cannot be evaluated; the message names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A dialogue before its end or transfer, and what became of it."""

    id: str
    scenario: str
    turns: tuple[Turn, ...]
    label: bool
    transfer_turn: int | None

    @property
    def customer(self) -> tuple[str, ...]:
        """What the customer said."""
        return tuple(turn.text for turn in self.turns if turn.customer)


def read_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield (line, row) of a JSONL or CSV/TSV file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"{path}: not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}") from error
    if path.suffix.lower() in {".csv", ".tsv"}:
        table = csv.DictReader(text.splitlines(), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        yield from enumerate(table, start=2)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _row(path, number, line)


def column(path: Path, number: int, row: Mapping[str, Any], name: str) -> Any:
    """Return a row's value, or say which line lacks which column."""
    if name not in row or row[name] is None:
        raise BadFile(f"{path}, line {number}: no column {name!r} (there are {', '.join(row)})")
    return row[name]


def truth(path: Path, number: int, value: Any) -> bool:
    """Read a yes-or-no label, however it was written."""
    if isinstance(value, bool | int | float):
        return bool(value)
    word = str(value).strip().lower()
    if word in {"true", "yes", "1", "false", "no", "0", ""}:
        return word in {"true", "yes", "1"}
    raise BadFile(f"{path}, line {number}: {value!r} is neither true nor false")


def read_dialogues(path: Path, label: str) -> list[Dialogue]:
    """Read the dialogues of a file with a boolean label column."""
    return [_dialogue(path, number, row, label) for number, row in read_rows(path)]


def _dialogue(path: Path, number: int, row: Mapping[str, Any], label: str) -> Dialogue:
    turns = column(path, number, row, "turns")
    if not isinstance(turns, list) or not all(isinstance(turn, dict) and "role" in turn for turn in turns):
        raise BadFile(f"{path}, line {number}: 'turns' must be a list of objects with role and text")
    end = row.get("transfer_index")
    before = turns if end is None else turns[: int(end)]
    spoken = tuple(
        Turn(text=str(turn.get("text") or ""), customer=turn["role"] == "customer")
        for turn in before
        if turn["role"] != "event"
    )
    return Dialogue(
        id=str(row.get("id", number)),
        scenario=str(row.get("scenario") or row.get("id", number)),
        turns=spoken,
        label=truth(path, number, column(path, number, row, label)),
        transfer_turn=None if end is None else sum(turn.customer for turn in spoken),
    )


def _row(path: Path, number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadFile(f"{path}, line {number}: not JSON ({error})") from error
    if not isinstance(row, dict):
        raise BadFile(f"{path}, line {number}: a row must be an object")
    return row
