"""The one decision that takes a conversation from the bot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escalation import Escalation, EscalationReason, Limits, Signals, decide
from handoff.domain import enums

REASONS = [
    (Signals(asked_for_human=True), EscalationReason.ASKED_FOR_HUMAN, "normal"),
    (Signals(asked_for_human=True, anger=0.9), EscalationReason.ASKED_FOR_HUMAN, "high"),
    (Signals(anger=0.55), EscalationReason.FRUSTRATED, "high"),
    (Signals(anger=0.4, anger_before=0.4), EscalationReason.FRUSTRATED, "high"),
    (Signals(distress=0.75), EscalationReason.FRUSTRATED, "high"),
    (Signals(sensitive_topic="safety"), EscalationReason.SENSITIVE_TOPIC, "urgent"),
    (Signals(sensitive_topic="fraud"), EscalationReason.SENSITIVE_TOPIC, "urgent"),
    (Signals(sensitive_topic="legal"), EscalationReason.SENSITIVE_TOPIC, "high"),
    (Signals(sensitive_topic="data_protection"), EscalationReason.SENSITIVE_TOPIC, "high"),
    (Signals(failed_answers=2), EscalationReason.REPEATED_FALLBACK, "normal"),
    (Signals(rejected=2), EscalationReason.NEGATIVE_FEEDBACK, "normal"),
    (Signals(form_failures=3), EscalationReason.FORM_FAILED, "normal"),
    (Signals(repeats=2), EscalationReason.REPEATED_QUESTION, "normal"),
    (Signals(repeats=1, failed_answers=1), EscalationReason.REPEATED_QUESTION, "normal"),
    (Signals(turns=30), EscalationReason.MAX_TURNS, "normal"),
]


@pytest.mark.parametrize(("signals", "reason", "priority"), REASONS)
def test_each_signal_has_its_reason_and_priority(
    signals: Signals, reason: EscalationReason, priority: str
) -> None:
    """One signal at its limit is enough."""
    decision = decide(signals)
    assert decision is not None
    assert (decision.reason, decision.priority) == (reason, priority)


@pytest.mark.parametrize(
    "signals",
    [
        Signals(),
        Signals(anger=0.54, distress=0.7),
        Signals(anger=0.34, anger_before=0.9),
        Signals(failed_answers=1),
        Signals(rejected=1),
        Signals(repeats=1),
        Signals(form_failures=2),
        Signals(turns=29),
    ],
)
def test_below_its_limits_the_bot_goes_on(signals: Signals) -> None:
    """A single slip does not bring a person."""
    assert decide(signals) is None


def test_the_gravest_reason_is_told() -> None:
    """A burnt hand comes before anger, and anger is told too."""
    decision = decide(Signals(sensitive_topic="safety", anger=0.9, asked_for_human=True, turns=40))
    assert decision is not None
    assert decision.reason is EscalationReason.SENSITIVE_TOPIC
    assert dict(decision.signals) == {
        "asked_for_human": True,
        "anger": 0.9,
        "sensitive_topic": "safety",
        "turns": 40,
    }


def test_evidence_quotes_the_customer_first() -> None:
    """The agent reads the words that decided."""
    signals = Signals(anger=0.9, evidence={"anger": "what a joke"})
    assert decide(signals) == Escalation(
        reason=EscalationReason.FRUSTRATED,
        priority="high",
        signals={"anger": 0.9},
        evidence=("what a joke", "anger: 0.90"),
    )


@given(
    anger=st.floats(0, 1),
    distress=st.floats(0, 1),
    failed=st.integers(0, 4),
    rejected=st.integers(0, 4),
    turns=st.integers(0, 60),
)
def test_more_trouble_never_keeps_the_bot(
    anger: float, distress: float, failed: int, rejected: int, turns: int
) -> None:
    """If a state escalates, every worse state does too."""
    milder = Signals(anger=anger, distress=distress, failed_answers=failed, rejected=rejected, turns=turns)
    worse = Signals(
        anger=min(1.0, anger + 0.1),
        distress=min(1.0, distress + 0.1),
        failed_answers=failed + 1,
        rejected=rejected + 1,
        turns=turns + 1,
    )
    assert decide(milder) is None or decide(worse) is not None


def test_limits_can_be_set() -> None:
    """A manager may want people sooner."""
    assert decide(Signals(turns=5), Limits(turns=5)) is not None


def test_bot_and_desk_speak_of_the_same_reasons() -> None:
    """The two enums stand apart because of the floors, and must not drift."""
    assert [reason.value for reason in EscalationReason] == [
        reason.value for reason in enums.EscalationReason
    ]
    priorities = {decision.priority for signals, _, _ in REASONS if (decision := decide(signals))}
    assert priorities <= {priority.value for priority in enums.Priority}
