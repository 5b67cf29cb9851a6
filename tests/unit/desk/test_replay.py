"""The past decided anew: counts, shares, intervals, examples."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.domain.bot.labels import WEIGHTS, Label, LabelSource
from handoff.domain.bot.replay import (
    EXAMPLES_OF_A_KIND,
    PastQuestion,
    curve,
    observed,
    replay,
    wilson,
)
from tests.support.desks import START


def question(
    number: int, probability: float, right: bool | None = None, source: LabelSource = LabelSource.AGENT
) -> PastQuestion:
    label = None
    if right is not None:
        label = Label(message_id=f"m{number}", right=right, source=source, weight=WEIGHTS[source])
    return PastQuestion(
        id=f"m{number}",
        conversation_id="c",
        at=START + timedelta(minutes=number),
        lang="en",
        query=f"question {number}",
        title="Returns",
        probability=probability,
        label=label,
    )


def above(threshold: float) -> "object":
    def decide(probability: float) -> str:
        if probability >= threshold:
            return "answered"
        return "clarify" if probability >= threshold / 2 else "no_answer"

    return decide


def test_two_settings_side_by_side() -> None:
    """0.9 is answered either way, 0.6 by the bolder one alone, 0.2 goes from nothing to asking back."""
    past = [question(1, 0.9, True), question(2, 0.6, False), question(3, 0.2)]
    found = replay(past, now=above(0.8), then=above(0.4))  # type: ignore[arg-type]
    assert (found.n, found.labelled, found.changed, found.enough) == (3, 2, 2, False)
    assert (found.now.answered, found.now.clarify, found.now.no_answer) == (1, 1, 1)
    assert (found.then.answered, found.then.clarify, found.then.no_answer) == (2, 1, 0)
    assert found.now.expected_wrong == pytest.approx(0.1)
    assert found.then.expected_wrong == pytest.approx(0.25)
    assert found.then.observed_wrong is not None
    assert (found.then.observed_wrong.n, found.then.observed_wrong.wrong) == (2, 1)
    changes = [(one.question.query, one.before, one.after) for one in found.examples]
    assert changes == [("question 3", "no_answer", "clarify"), ("question 2", "clarify", "answered")]


def test_nothing_answered_has_no_share_of_wrong() -> None:
    """A share of nothing is not zero."""
    found = replay([question(1, 0.1)], now=above(0.8), then=above(0.8))  # type: ignore[arg-type]
    assert (found.now.expected_wrong, found.now.observed_wrong, found.examples) == (None, None, ())


def test_only_what_somebody_said_counts_as_seen() -> None:
    """What was merely concluded teaches the judge, but is no observation to show a manager."""
    concluded = question(1, 0.9, False, LabelSource.REOPENED)
    assert observed([concluded, question(2, 0.9)]) is None
    seen = observed([concluded, question(3, 0.9, True, LabelSource.THUMBS)])
    assert seen is not None
    assert (seen.n, seen.wrong, seen.low) == (1, 0, 0.0)
    assert seen.high == pytest.approx(0.793, abs=0.001)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 10, 0.0179, 0.4042), (50, 100, 0.4038, 0.5962)],
)
def test_wilsons_interval_is_where_the_share_is_just_possible(
    hits: int, n: int, low: float, high: float
) -> None:
    """Its ends are the true shares p from which what was seen is 1.96 standard errors away."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=1e-4)
    for p in (low, high):
        if 0 < p < 1:
            assert abs(p - hits / n) == pytest.approx(1.96 * (p * (1 - p) / n) ** 0.5, abs=1e-3)


@given(st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_what_was_seen(seen: tuple[int, int]) -> None:
    """And lies between none and all."""
    hits, n = seen
    low, high = wilson(hits, n)
    share = hits / n if n else 0.5
    assert 0 <= low <= share <= high <= 1


def test_examples_are_few_of_each_kind_and_new() -> None:
    """Ten of one kind do not hide one of another."""
    past = [question(n, 0.6) for n in range(10)] + [question(10, 0.2)]
    found = replay(past, now=above(0.8), then=above(0.4))  # type: ignore[arg-type]
    assert found.changed == 11
    kinds = [(one.before, one.after) for one in found.examples]
    assert kinds.count(("clarify", "answered")) == EXAMPLES_OF_A_KIND
    assert kinds.count(("no_answer", "clarify")) == 1
    assert found.examples[1].question.query == "question 9"


def test_the_curve_goes_from_the_surest_to_all() -> None:
    """The share of wrong grows with the coverage, for the surest come first."""
    past = [question(n, n / 100, right=n > 30) for n in range(1, 101)]
    points = curve(past)
    assert points[-1].coverage == 1.0
    assert points[-1].expected_wrong == pytest.approx(0.495)
    assert points[-1].observed_wrong == pytest.approx(0.3)
    expected = [point.expected_wrong for point in points]
    assert expected == sorted(expected)
    assert [point.observed_wrong for point in points if point.coverage <= 0.7] == [0.0] * 28
    assert curve([]) == ()
