"""The bench of bot turns counts right: arrivals, quantiles, and who never got an answer."""

import asyncio
import itertools
import math
import random

import pytest

from bench.turns.figures import Outcome, arrivals, busy_seconds, by_kind, quantile, summary
from bench.turns.load import Seats, closed_loop, open_loop
from bench.turns.script import Line, conversations
from tests.support.waiting import eventually


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.5, 5), (0.51, 6), (0.9, 9), (0.95, 10), (0.99, 10), (1.0, 10)]
)
def test_a_quantile_is_the_value_that_so_many_do_not_exceed(share: float, expected: int) -> None:
    """Nearest rank: always one of the values, in whatever order they came."""
    values = list(range(1, 11))
    random.Random(1).shuffle(values)
    assert quantile(values, share) == expected


def test_there_is_no_quantile_of_nothing() -> None:
    """It is told as not a number, and never as 0."""
    assert math.isnan(quantile([], 0.5))


def test_even_arrivals_keep_their_rate() -> None:
    """Ten a second for two seconds are twenty, the last at the end."""
    moments = arrivals(10, 2.0001)
    assert len(moments) == 20
    assert moments[0] == pytest.approx(0.1)
    assert moments[-1] == pytest.approx(2.0)


def test_poisson_arrivals_keep_their_rate_and_vary_as_they_must() -> None:
    """Gaps of an exponential distribution: their mean is their standard deviation."""
    moments = arrivals(20, 500, random_gaps=random.Random(3))
    gaps = [after - before for before, after in itertools.pairwise(moments)]
    mean = sum(gaps) / len(gaps)
    deviation = math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps))
    assert mean == pytest.approx(1 / 20, rel=0.05)
    assert deviation == pytest.approx(mean, rel=0.05)
    assert moments == arrivals(20, 500, random_gaps=random.Random(3))


def test_an_unanswered_turn_counts_but_has_no_time() -> None:
    """It must not vanish from the turns, nor make them look faster."""
    outcomes = [
        Outcome(kind="question", became="answered", seconds=0.010),
        Outcome(kind="question", became="answered", seconds=0.030),
        Outcome(kind="question", became="nothing", seconds=None),
    ]
    found = summary(outcomes, elapsed=2.0)
    assert (found.turns, found.unanswered, found.p50_ms, found.p95_ms) == (3, 1, 10.0, 30.0)
    assert found.per_second == 1.0
    assert {name: one.turns for name, one in by_kind(outcomes, 2.0).items()} == {
        "question: answered": 2,
        "question: nothing": 1,
    }


def test_who_waits_in_vain_does_not_lower_the_rate() -> None:
    """Three answers in two seconds stay that, though a fourth customer waited for half a minute."""
    times = ((0.0, 0.5), (1.0, 0.5), (1.5, 0.5), (1.0, None))
    outcomes = [Outcome(kind="question", became="x", seconds=took, at=at) for at, took in times]
    assert busy_seconds(outcomes) == 2.0
    assert busy_seconds([]) == 0.0


class Patient:
    """A customer who is answered when the test says so."""

    def __init__(self) -> None:
        self.spent = False
        self.asked: list[str] = []
        self.answer = asyncio.Event()

    async def ask(self, line: Line) -> str:
        self.asked.append(line.text)
        await self.answer.wait()
        return "answered"


async def test_a_time_runs_from_when_the_message_was_due() -> None:
    """A side that is slow keeps nobody from being due: waiting to be asked counts, too."""
    customers = [Patient() for _ in range(3)]
    lines = next(conversations(1))
    seats = Seats([(customer, lines[:1]) for customer in customers])
    loading = asyncio.create_task(open_loop(seats, [0.01, 0.02, 0.03]))
    await eventually(lambda: all(customer.asked for customer in customers))
    for customer in customers:
        customer.answer.set()
    await loading
    first, second, third = (one.seconds or 0.0 for one in sorted(seats.outcomes, key=lambda one: one.at))
    assert first > second > third


async def test_a_customer_says_one_thing_after_the_other() -> None:
    """And a message without a free customer is counted as missing instead of being put off."""
    customer = Patient()
    customer.answer.set()
    lines = next(conversations(1))
    seats = Seats([(customer, lines)])
    await closed_loop(seats, 1, 60)
    assert customer.asked == [line.text for line in lines]
    assert seats.missing == 1
    assert [one.kind for one in seats.outcomes] == [line.kind for line in lines]


def test_both_sides_hear_the_same_conversations() -> None:
    """The same seed, the same words."""
    first, second = conversations(7), conversations(7)
    assert [next(first) for _ in range(20)] == [next(second) for _ in range(20)]
