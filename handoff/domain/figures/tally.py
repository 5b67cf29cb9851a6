"""What a store counts for the figures, and the small arithmetic on it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handoff.domain.history.kept_event import EventKind

Key = str | int | None
# By bucket, the values of each measure.
Columns = dict[int, tuple[list[int], ...]]


class Dim(StrEnum):
    """By what events are counted apart; besides the buckets of time, columns of a kept event."""

    BUCKET = "bucket"
    HOUR = "hour"
    WEEKDAY = "weekday"
    KIND = "kind"
    WORD = "word"
    ABOUT = "about"
    CHANNEL = "channel"
    OWNER = "owner"
    AGENT = "agent_id"
    SCORE = "score"


class Measure(StrEnum):
    """What of an event is measured."""

    SECONDS = "seconds"
    FIRST_WORD_SECONDS = "first_word_seconds"
    BUSINESS_SECONDS = "business_seconds"


class Evidence(StrEnum):
    """What is known of how a conversation that only the bot served ended; the strongest word counts."""

    CONFIRMED = "confirmed"
    RATED = "rated"
    ENDED = "ended"
    SILENT = "silent"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Which events are meant: of these kinds and, where given, with one of these words, owners or people."""

    kinds: tuple[EventKind, ...]
    words: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    people: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many events there are of one key."""

    key: tuple[Key, ...]
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long something took: nearest-rank percentiles, each a time that was really measured."""

    key: tuple[Key, ...]
    n: int
    mean: float
    p50: int
    p90: int
    p95: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTally:
    """Ends of one kind: who had the conversation, whether it was its first end, what came of it.

    `mature` says that the time in which customers come back is over, `back` that one did within it.
    """

    bucket: int
    owner: str
    people: bool
    evidence: Evidence
    first: bool
    mature: bool
    back: bool
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTally:
    """How often an article was shown, and how often a person was needed right after."""

    article_id: str
    shown: int
    handed_over: int


def spread(key: tuple[Key, ...], values: Sequence[int]) -> Spread:
    """The spread of some values, at least one."""
    ordered = sorted(values)
    return Spread(
        key=key,
        n=len(ordered),
        mean=sum(ordered) / len(ordered),
        p50=nearest(ordered, 50),
        p90=nearest(ordered, 90),
        p95=nearest(ordered, 95),
    )


def columns_of(rows: Iterable[Sequence[int | None]]) -> Columns:
    """The values of each measure in each bucket, from rows of a bucket and one value a measure."""
    found: Columns = {}
    for bucket, *values in rows:
        columns = found.setdefault(bucket or 0, tuple([] for _ in Measure))
        for column, value in zip(columns, values, strict=True):
            if value is not None:
                column.append(value)
    return found


def spreads_of(columns: Columns, *, by_bucket: bool) -> list[Spread]:
    """The spread of each measure: of the whole range, and of each bucket.

    A key is (measure, bucket), with None for the whole range.
    """
    found: list[Spread] = []
    for place, measure in enumerate(Measure):
        everything = [value for of_bucket in columns.values() for value in of_bucket[place]]
        if everything:
            found.append(spread((measure.value, None), everything))
        if by_bucket:
            found += [
                spread((measure.value, bucket), of_bucket[place])
                for bucket, of_bucket in columns.items()
                if of_bucket[place]
            ]
    return found


def nearest(ordered: Sequence[int], percent: int) -> int:
    """The smallest value that at least so many percent do not exceed."""
    return ordered[rank(len(ordered), percent) - 1]


def rank(n: int, percent: int) -> int:
    """Which one that is, counted from 1."""
    return (n * percent + 99) // 100


def evidence_of(*, csat: float | None, helped: float | None, confirmed: bool, ended: bool) -> Evidence:
    """The class of an end, from the customer's score, last word on an answer, and how it came."""
    if csat is not None and csat <= 2:
        return Evidence.UNHELPFUL
    if helped == 1 and confirmed:
        return Evidence.CONFIRMED
    if csat is not None and csat >= 4:
        return Evidence.RATED
    if helped is not None:
        return Evidence.RATED if helped == 1 else Evidence.UNHELPFUL
    return Evidence.ENDED if ended else Evidence.SILENT


def summed(
    tallies: Iterable[Tally], to: Callable[[tuple[Key, ...]], tuple[Key, ...]]
) -> dict[tuple[Key, ...], int]:
    """The counts under shorter keys."""
    found: dict[tuple[Key, ...], int] = {}
    for tally in tallies:
        key = to(tally.key)
        found[key] = found.get(key, 0) + tally.n
    return found
