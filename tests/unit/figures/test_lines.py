"""The arithmetic of the figures, against numbers that were worked out by hand or by somebody else."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.figures.line import Line, Unit, mean_score, share, wilson
from handoff.domain.figures.report import (
    abandonment,
    articles,
    counted,
    outcomes,
    precision,
    satisfaction,
    shares,
    timed,
)
from handoff.domain.figures.tally import (
    ArticleTally,
    EndTally,
    Evidence,
    Spread,
    Tally,
    columns_of,
    evidence_of,
    nearest,
    spread,
    spreads_of,
)


def one(lines: list[Line], figure: str, group: str | None = None, bucket: int | None = None) -> Line:
    """The one line of this name."""
    (found,) = [line for line in lines if (line.figure, line.group, line.bucket) == (figure, group, bucket)]
    return found


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    """Newcombe's published examples (Statistics in Medicine 1998, method 3), and both edges."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


@given(whole=st.integers(1, 5000), part=st.integers(0, 5000))
def test_an_interval_holds_its_share_and_stays_in_bounds(whole: int, part: int) -> None:
    """Whatever was counted."""
    part = min(part, whole)
    low, high = wilson(part, whole)
    assert 0 <= low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= high <= 1


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=300))
def test_percentiles_are_times_that_were_measured(values: list[int]) -> None:
    """In order, each one of the values, and at least so many of them lie at or below it."""
    found = spread((), values)
    assert found.p50 <= found.p90 <= found.p95 <= max(values)
    for percent, value in ((50, found.p50), (90, found.p90), (95, found.p95)):
        assert value in values
        assert sum(each <= value for each in values) * 100 >= percent * len(values)
        assert sum(each < value for each in values) * 100 < percent * len(values)
    assert found.mean == pytest.approx(statistics.fmean(values))


def test_percentiles_by_hand() -> None:
    """Of one to ten the median is the fifth, nine tenths the ninth."""
    assert [nearest(range(1, 11), percent) for percent in (50, 90, 95)] == [5, 9, 10]


def test_spreads_of_each_measure_and_bucket() -> None:
    """What was not measured is in no spread; the whole range has its own."""
    found = spreads_of(
        columns_of([(1, 10, 20, None), (1, 30, None, None), (2, 50, 60, None)]), by_bucket=True
    )
    told = {one.key: (one.n, one.p50, one.mean) for one in found}
    assert told == {
        ("seconds", None): (3, 30, 30),
        ("seconds", 1): (2, 10, 20),
        ("seconds", 2): (1, 50, 50),
        ("first_word_seconds", None): (2, 20, 40),
        ("first_word_seconds", 1): (1, 20, 20),
        ("first_word_seconds", 2): (1, 60, 60),
    }


def test_no_case_is_no_value() -> None:
    """Neither a zero nor a hundred in a hundred."""
    assert share("x", 0, 0) == Line(figure="x", unit=Unit.SHARE, n=0, value=None)
    assert mean_score("csat", {}).value is None


def test_the_mean_of_scores_and_how_sure_it_is() -> None:
    """Five, five, four, one: 3.75, standard deviation 1.893, so 3.75 ± 1.855; one score has no interval."""
    line = mean_score("csat", {5: 2, 4: 1, 1: 1})
    assert (line.n, line.value) == (4, 3.75)
    assert (line.low, line.high) == (pytest.approx(1.8949, abs=1e-3), 5.0)
    assert mean_score("csat", {3: 1}).low is None


@pytest.mark.parametrize(
    ("csat", "helped", "confirmed", "ended", "evidence"),
    [
        (None, None, False, False, Evidence.SILENT),
        (None, None, False, True, Evidence.ENDED),
        (3.0, None, False, True, Evidence.ENDED),
        (None, 1.0, True, False, Evidence.CONFIRMED),
        (None, 1.0, False, False, Evidence.RATED),
        (5.0, None, False, False, Evidence.RATED),
        (5.0, 0.0, False, False, Evidence.RATED),
        (None, 0.0, False, True, Evidence.UNHELPFUL),
        (1.0, 1.0, True, True, Evidence.UNHELPFUL),
    ],
)
def test_the_evidence_of_an_end(
    csat: float | None, helped: float | None, confirmed: bool, ended: bool, evidence: Evidence
) -> None:
    """Silence is never help, and a bad score outweighs everything before it."""
    assert evidence_of(csat=csat, helped=helped, confirmed=confirmed, ended=ended) is evidence


def end(owner: str, evidence: Evidence = Evidence.SILENT, n: int = 1, **more: bool) -> EndTally:
    flags = {"people": owner == "agent", "first": True, "mature": True, "back": False} | more
    return EndTally(bucket=7, owner=owner, evidence=evidence, n=n, **flags)


def test_containment_by_hand() -> None:
    """Twenty conversations of the bot: ten passed on, two confirmed, one rated, three ended, three silent,
    one unhelpful. Shown to be contained are 3 of 20, and it can be 9 of 20 at most."""
    ends = [
        end("bot", Evidence.CONFIRMED, 2),
        end("bot", Evidence.RATED),
        end("bot", Evidence.ENDED, 3),
        end("bot", Evidence.SILENT, 3),
        end("bot", Evidence.UNHELPFUL),
        end("bot", Evidence.CONFIRMED, 50, people=True),
        end("agent", Evidence.CONFIRMED, 50),
    ]
    lines = list(outcomes(ends, [Tally(key=(7,), n=10)]))
    assert one(lines, "bot_outcomes").n == 20
    assert one(lines, "bot_outcomes", "handed_over").n == 10
    assert (one(lines, "containment_shown").value, one(lines, "containment_shown").n) == (0.15, 20)
    assert one(lines, "containment_at_most").value == 0.45
    assert one(lines, "handoff_rate", bucket=7).value == 0.5


def test_only_ends_that_had_the_time_are_judged() -> None:
    """Of agents' first ends 6 of 8 held; an end of yesterday says nothing yet, a second end is no first."""
    ends = [
        end("agent", n=6),
        end("agent", n=2, back=True),
        end("agent", n=4, first=False, back=True),
        end("agent", n=100, mature=False),
        end("bot", n=1, back=True),
        end("queue", n=9),
    ]
    lines = list(outcomes(ends, []))
    assert (one(lines, "first_contact_resolution").value, one(lines, "first_contact_resolution").n) == (
        0.75,
        8,
    )
    assert (one(lines, "reopen_rate", "agent").value, one(lines, "reopen_rate", "agent").n) == (0.5, 12)
    assert one(lines, "reopen_rate", "bot").value == 1.0


def test_abandonment_by_hand() -> None:
    """Three left, nine were answered: a quarter."""
    left = [Tally(key=(1, "abandoned"), n=2), Tally(key=(2, "cancelled"), n=1)]
    lines = list(abandonment(left, [Tally(key=(1,), n=8), Tally(key=(2,), n=1)]))
    assert (one(lines, "abandonment").value, one(lines, "abandonment").n) == (0.25, 12)
    assert one(lines, "abandonment", bucket=1).value == 0.2
    assert one(lines, "left", "cancelled").n == 1


def test_satisfaction_by_who_had_the_conversation() -> None:
    """The bot 2.0, Ana 4.5, everything 3.25 with 2 of 4 satisfied; what ended in the queue counts in all."""
    ratings = [
        Tally(key=(1, "bot", None, 1), n=1),
        Tally(key=(1, "bot", None, 3), n=1),
        Tally(key=(2, "agent", "ana", 4), n=1),
        Tally(key=(2, "agent", "ana", 5), n=1),
    ]
    lines = list(satisfaction(ratings))
    assert [one(lines, "csat", group).value for group in ("bot", "agent", "agent:ana", None)] == [
        2.0,
        4.5,
        4.5,
        3.25,
    ]
    assert (one(lines, "satisfied").value, one(lines, "csat_scores", "5").n) == (0.5, 1)


def test_precision_counts_agents_and_customers_apart() -> None:
    """Three right of four judged; the case for somebody else and the verdict taken back do not count."""
    verdicts = [
        Tally(key=(1, "right"), n=3),
        Tally(key=(1, "wrong"), n=1),
        Tally(key=(1, "other_case"), n=5),
        Tally(key=(1, "withdrawn"), n=5),
    ]
    thumbs = [Tally(key=(1, 1.0), n=1), Tally(key=(1, 0.0), n=1)]  # type: ignore[arg-type]
    lines = list(precision(verdicts, thumbs, right="right", wrong="wrong"))
    assert (one(lines, "precision_by_agents").value, one(lines, "precision_by_agents").n) == (0.75, 4)
    assert (one(lines, "precision_by_customers").value, one(lines, "precision_by_customers").n) == (0.5, 2)


def test_articles_are_listed_by_how_many_they_cost() -> None:
    """The most frequent first; one that cost nobody is not among them."""
    lines = list(
        articles(
            [
                ArticleTally(article_id="a", shown=10, handed_over=1),
                ArticleTally(article_id="b", shown=8, handed_over=4),
                ArticleTally(article_id="c", shown=99, handed_over=0),
            ],
            5,
        )
    )
    assert [line.group for line in lines] == ["b", "b", "a", "a"]
    assert one(lines, "article_handoff_share", "b").value == 0.5


def test_counts_are_told_of_buckets_groups_and_everything() -> None:
    """Sums agree at every level."""
    tallies = [Tally(key=(1, "x"), n=2), Tally(key=(2, "x"), n=3), Tally(key=(2, None), n=4)]
    lines = list(counted("c", tallies))
    assert one(lines, "c", "x").n == 5
    assert one(lines, "c", "x", 2).n == 3
    assert [line.n for line in lines if (line.group, line.bucket) == (None, None)] == [4, 9]


def test_times_and_shares_by_bucket() -> None:
    """A spread without a key is of the whole range; a share of nothing has no line."""
    lines = list(timed("t", [Spread(key=("seconds", None), n=2, mean=1.5, p50=1, p90=2, p95=2)]))
    assert [(line.group, line.value) for line in lines] == [("p50", 1), ("p90", 2), ("p95", 2), ("mean", 1.5)]
    assert list(shares("s", [Tally(key=(1, None, "z"), n=1)], ("a",), ("a", "b"))) == []
