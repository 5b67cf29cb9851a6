"""Logged decisions made again, with other limits."""

import pytest

from bot.escalation import Limits, Signals, decide
from bot.replay import BadLimit, Logged, limits_of, read_changes, replay


def logged(conversation: str, seq: int, signals: Signals, limits: Limits | None = None) -> Logged:
    """A row as the desk would have kept it."""
    used = limits or Limits()
    made = decide(signals, used)
    return Logged(
        conversation_id=conversation,
        kind="escalation",
        seq=seq,
        outcome="stay" if made is None else ("wait" if made.wait else "hand_over"),
        reason=made.reason.value if made else None,
        signals=signals.values(),
        limits=used.values(),
    )


LOG = [
    logged("calm", 1, Signals(anger=0.1)),
    logged("warm", 1, Signals(anger=0.2)),
    logged("warm", 3, Signals(anger=0.45)),
    logged("hot", 1, Signals(anger=0.45)),
    logged("hot", 3, Signals(anger=0.7)),
    logged("wish", 1, Signals(asked_for_human=True)),
]


def test_the_same_limits_change_nothing() -> None:
    """A replay is faithful, or it would be worth nothing."""
    report = replay(LOG).as_json()
    assert (report["n"], report["changed"], report["which"]) == (6, 0, [])
    assert report["handed_over"] == {"then": 2, "now": 2}


def test_lower_limits_hand_over_earlier() -> None:
    """Which conversations, when and why."""
    report = replay(LOG, changes={"anger": 0.4}).as_json()
    assert (report["earlier"], report["later"], report["changed"]) == (2, 0, 2)
    assert report["which"] == [
        {
            "conversation_id": "hot",
            "then": {"seq": 3, "reason": "frustrated"},
            "now": {"seq": 1, "reason": "frustrated"},
        },
        {"conversation_id": "warm", "then": None, "now": {"seq": 3, "reason": "frustrated"}},
    ]


def test_higher_limits_hand_over_later() -> None:
    """The explicit wish has no limit."""
    report = replay(LOG, changes={"anger": 0.9}).as_json()
    assert (report["earlier"], report["later"]) == (0, 1)
    assert report["handed_over"] == {"then": 2, "now": 1}


def test_the_limits_of_then_are_the_ground() -> None:
    """Each row is judged by what was in force, with the changes on top."""
    strict = Limits(turns=3, anger=0.9)
    row = logged("old", 5, Signals(turns=3), strict)
    assert replay([row], changes={"anger": 0.5}).as_json()["handed_over"] == {"then": 1, "now": 1}
    assert limits_of({"turns": 3, "gone": 1}, {"anger": 0.5}) == Limits(turns=3, anger=0.5)


def test_another_risk_decides_the_answers_again() -> None:
    """What was answered and would not be, and the other way round."""
    rows = [
        Logged(conversation_id="a", kind="answer", seq=1, outcome="answered", probability=0.9),
        Logged(conversation_id="b", kind="answer", seq=1, outcome="answered", probability=0.4),
        Logged(conversation_id="c", kind="answer", seq=1, outcome="rejected"),
    ]
    report = replay(rows, answer=lambda p: "answered" if p > 0.5 else "no_answer").as_json()
    assert report["answers"] == {"answered → answered": 1, "answered → no_answer": 1}
    assert report["changed"] == 1


@pytest.mark.parametrize("text", ["angst=1", "anger", "anger=much", "anger=0", "by_queue=perhaps"])
def test_a_limit_that_is_none_is_refused(text: str) -> None:
    """One plain line, before anything is read."""
    with pytest.raises(BadLimit):
        read_changes([text])


def test_limits_are_read_as_they_are_written() -> None:
    """Numbers and yes or no."""
    assert read_changes(["anger=0.4", "by_queue=no"]) == {"anger": 0.4, "by_queue": False}
