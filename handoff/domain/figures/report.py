"""The reports: which figures stand in each, made of tallies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from handoff.domain.enums import Priority
from handoff.domain.figures.line import Line, Unit, count, mean_score, share
from handoff.domain.figures.tally import ArticleTally, EndTally, Evidence, Key, Spread, Tally, summed
from handoff.domain.timing.sla import ClockName, Targets


class Report(StrEnum):
    """What can be asked for; a summary holds the lines of the others that are of the whole range."""

    SUMMARY = "summary"
    VOLUME = "volume"
    TIMES = "times"
    HANDOFFS = "handoffs"
    OUTCOMES = "outcomes"
    SATISFACTION = "satisfaction"
    ANSWERS = "answers"
    AVAILABILITY = "availability"


def counted(figure: str, tallies: Sequence[Tally], *, whole: bool = True) -> Iterator[Line]:
    """Counts by (bucket, group): of each bucket and group, of each group, and of everything."""
    for (bucket, group), n in sorted(summed(tallies, lambda key: (key[0], key[1])).items(), key=_order):
        yield count(figure, n, bucket=_number(bucket), group=_text(group))
    for (group,), n in sorted(summed(tallies, lambda key: (key[1],)).items(), key=_order):
        yield count(figure, n, group=_text(group))
    if whole:
        yield count(figure, sum(tally.n for tally in tallies))


def by_hour_of_the_week(tallies: Iterable[Tally]) -> Iterator[Line]:
    """Counts by (weekday, hour): the group `2-09` is Wednesday from nine, in the desk's zone."""
    for tally in sorted(tallies, key=lambda one: (str(one.key[0]), int(str(one.key[1])))):
        weekday, hour = tally.key
        yield count("conversations_by_hour", tally.n, group=f"{weekday}-{int(str(hour)):02}")


def timed(figure: str, spreads: Iterable[Spread]) -> Iterator[Line]:
    """Percentiles and the mean, of spreads by (measure, bucket); without a bucket of the whole range."""
    for one in sorted(spreads, key=lambda spread: _rank(spread.key)):
        bucket = _number(one.key[1])
        for group in ("p50", "p90", "p95", "mean"):
            yield Line(
                figure=figure,
                unit=Unit.SECONDS,
                n=one.n,
                value=float(getattr(one, group)),
                bucket=bucket,
                group=group,
            )


def targets(by_priority: Mapping[Priority, Targets]) -> Iterator[Line]:
    """The desk's targets as they stand now; the group `resolution:high` is one clock of one priority."""
    for priority, of_priority in by_priority.items():
        for clock in ClockName:
            target: timedelta | None = getattr(of_priority, clock.value)
            if target is not None:
                seconds, group = target.total_seconds(), f"{clock.value}:{priority.value}"
                yield Line(figure="sla_target", unit=Unit.SECONDS, n=0, value=seconds, group=group)


def shares(
    figure: str, tallies: Sequence[Tally], part: Iterable[str], whole: Iterable[str]
) -> Iterator[Line]:
    """The share of some words among others, by (bucket, group, word)."""
    parts, wholes = frozenset(part), frozenset(whole)
    keep = [tally for tally in tallies if tally.key[-1] in wholes]
    for cut in (lambda key: key[:2], lambda key: (None, key[1])):
        totals = summed(keep, cut)
        hits = summed((tally for tally in keep if tally.key[-1] in parts), cut)
        for key, n in sorted(totals.items(), key=_order):
            yield share(figure, hits.get(key, 0), n, bucket=_number(key[0]), group=_text(key[1]))


def abandonment(left: Sequence[Tally], answered: Sequence[Tally]) -> Iterator[Line]:
    """Customers who left people before anybody wrote to them, among all whose wait was over."""
    yield from counted("left", left)
    gone = [Tally(key=(one.key[0], None, "left"), n=one.n) for one in left]
    met = [Tally(key=(one.key[0], None, "answered"), n=one.n) for one in answered]
    yield from shares("abandonment", [*gone, *met], ("left",), ("left", "answered"))


def outcomes(ends: Sequence[EndTally], handed_over: Sequence[Tally]) -> Iterator[Line]:
    """Containment by evidence, first-contact resolution, and who came back."""
    alone = [one for one in ends if one.owner == "bot" and not one.people]
    classes = [Tally(key=(one.bucket, one.evidence.value), n=one.n) for one in alone]
    passed = [Tally(key=(one.key[0], HANDED_OVER), n=one.n) for one in handed_over]
    everything = [*classes, *passed]
    yield from counted("bot_outcomes", everything)
    dims = [Tally(key=(one.key[0], None, one.key[1]), n=one.n) for one in everything]
    all_classes = (HANDED_OVER, *Evidence)
    yield from shares("containment_shown", dims, SHOWN_GOOD, all_classes)
    yield from shares("containment_at_most", dims, MAYBE_GOOD, all_classes)
    yield from shares("handoff_rate", dims, (HANDED_OVER,), all_classes)
    yield from _returns(ends)


HANDED_OVER = "handed_over"
SHOWN_GOOD = (Evidence.CONFIRMED, Evidence.RATED)
MAYBE_GOOD = (*SHOWN_GOOD, Evidence.ENDED, Evidence.SILENT)


def _returns(ends: Sequence[EndTally]) -> Iterator[Line]:
    """Only ends whose customers have had the time to come back are judged."""
    ripe = [one for one in ends if one.mature and one.owner in ("bot", "agent")]
    words = [Tally(key=(one.bucket, one.owner, "back" if one.back else "stayed"), n=one.n) for one in ripe]
    yield from shares("reopen_rate", words, ("back",), ("back", "stayed"))
    first = [
        Tally(key=(one.bucket, None, "back" if one.back else "stayed"), n=one.n)
        for one in ripe
        if one.first and one.owner == "agent"
    ]
    yield from shares("first_contact_resolution", first, ("stayed",), ("back", "stayed"))


def satisfaction(ratings: Sequence[Tally]) -> Iterator[Line]:
    """Scores by (bucket, owner, agent, score): of the desk, of the bot, of people, of each agent."""
    yield mean_score("csat", _scores(ratings))
    for owner, some in sorted(_apart(ratings, 1).items()):
        if owner in OWNERS:
            yield mean_score("csat", _scores(some), group=owner)
    for agent_id, some in sorted(_apart(ratings, 2).items()):
        yield mean_score("csat", _scores(some), group=f"agent:{agent_id}")
    for bucket, some in sorted(_apart(ratings, 0).items(), key=lambda item: int(item[0])):
        yield mean_score("csat", _scores(some), bucket=int(bucket))
        for owner, of_owner in sorted(_apart(some, 1).items()):
            if owner in OWNERS:
                yield mean_score("csat", _scores(of_owner), bucket=int(bucket), group=owner)
    by_score = [Tally(key=(one.key[0], str(one.key[3])), n=one.n) for one in ratings]
    yield from (line for line in counted("csat_scores", by_score) if line.bucket is None)
    words = [Tally(key=(one.key[0], None, _liked(one.key[3])), n=one.n) for one in ratings]
    yield from shares("satisfied", words, ("good",), ("good", "bad"))


OWNERS = ("bot", "agent")


def precision(
    verdicts: Sequence[Tally], thumbs: Sequence[Tally], *, right: str, wrong: str
) -> Iterator[Line]:
    """How often the bot was right, by agents and by customers apart: they judge different answers."""
    yield from counted("verdicts", verdicts, whole=False)
    judged = [Tally(key=(one.key[0], None, one.key[1]), n=one.n) for one in verdicts]
    yield from shares("precision_by_agents", judged, (right,), (right, wrong))
    rated = [Tally(key=(one.key[0], None, "yes" if one.key[1] == 1 else "no"), n=one.n) for one in thumbs]
    yield from shares("precision_by_customers", rated, ("yes",), ("yes", "no"))


def articles(tallies: Iterable[ArticleTally], most: int) -> Iterator[Line]:
    """The articles after which a person was needed, the most frequent first, by how often they were shown."""
    found = sorted(tallies, key=lambda one: (-one.handed_over, one.article_id))
    for one in [each for each in found if each.handed_over][:most]:
        # What was shown just before the range began may be handed over in it.
        whole = max(one.shown, one.handed_over)
        yield count("article_handoffs", one.handed_over, group=one.article_id)
        yield share("article_handoff_share", one.handed_over, whole, group=one.article_id)


def _apart(ratings: Iterable[Tally], place: int) -> dict[str, list[Tally]]:
    """The ratings by one part of their key, where it is known."""
    found: dict[str, list[Tally]] = {}
    for one in ratings:
        if one.key[place] is not None:
            found.setdefault(str(one.key[place]), []).append(one)
    return found


def _scores(ratings: Iterable[Tally]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for one in ratings:
        score = int(str(one.key[3]))
        found[score] = found.get(score, 0) + one.n
    return found


def _liked(score: Key) -> str:
    return "good" if int(str(score)) >= 4 else "bad"


def _number(key: Key) -> int | None:
    return None if key is None else int(key)


def _text(key: Key) -> str | None:
    return None if key is None else str(key)


def _order(item: tuple[tuple[Key, ...], int]) -> tuple[tuple[bool, int, str], ...]:
    return _rank(item[0])


def _rank(key: tuple[Key, ...]) -> tuple[tuple[bool, int, str], ...]:
    """Numbers as numbers, words as words, nothing first."""
    return tuple((one is not None, one if isinstance(one, int) else 0, str(one or "")) for one in key)
