"""A day that is over, counted once: its answers to the questions that reports ask."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handoff.domain.figures.tally import Dim, EndTally, Evidence, Key, Pick, Tally

# Raised whenever a question is asked differently: days that were counted before are counted anew.
SHAPE = 1

Row = Sequence[Key | float]
Rows = Sequence[Row]
# Of one language or ("") of all: what was answered to each question.
Answers = Mapping[tuple[str, str], Rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDay:
    """From slot `since` to `until`, in one zone's clock."""

    since: int
    until: int
    zone: str


def question(how: str, *about: Pick | Dim | str) -> str:
    """The name under which an answer is kept."""
    parts = [
        [[kind.value for kind in one.kinds], one.words, one.owners, one.people]
        if isinstance(one, Pick)
        else str(one)
        for one in about
    ]
    return json.dumps([how, *parts])


def row_of_end(end: EndTally) -> Row:
    return (end.owner, int(end.people), end.evidence.value, int(end.first), int(end.back), end.n)


def end_of(row: Row, *, bucket: int, mature: bool) -> EndTally:
    owner, people, evidence, first, back, n = row
    return EndTally(
        bucket=bucket,
        owner=str(owner),
        people=bool(people),
        evidence=Evidence(str(evidence)),
        first=bool(first),
        mature=mature,
        back=bool(back),
        n=int(n or 0),
    )


def added(tallies: Iterable[Tally]) -> list[Tally]:
    """The same with one tally a key."""
    found: dict[tuple[Key, ...], int] = {}
    for tally in tallies:
        found[tally.key] = found.get(tally.key, 0) + tally.n
    return [Tally(key=key, n=n) for key, n in found.items()]
