"""The one decision that takes a conversation from the bot."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escalation import SKILLS, Escalation, EscalationReason, Limits, Quote, Signals, decide, strain
from handoff.domain import enums

REASONS = [
    (Signals(asked_for_human=True), EscalationReason.ASKED_FOR_HUMAN, "normal"),
    (Signals(asked_for_human=True, anger=0.9), EscalationReason.ASKED_FOR_HUMAN, "high"),
    (Signals(anger=0.6), EscalationReason.FRUSTRATED, "high"),
    (Signals(anger=0.4, anger_before=0.4), EscalationReason.FRUSTRATED, "high"),
    (Signals(distress=0.85), EscalationReason.FRUSTRATED, "high"),
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
        Signals(anger=0.59, distress=0.84),
        Signals(anger=0.34, anger_before=0.9),
        Signals(failed_answers=1),
        Signals(rejected=1),
        Signals(repeats=1),
        Signals(form_failures=2),
        Signals(turns=29),
        Signals(complexity=1.0),
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


def quotes(**said: str) -> dict[str, tuple[Quote, ...]]:
    return {name: (Quote(text=text, seq=1),) for name, text in said.items()}


def test_evidence_is_the_customers_words_and_nothing_measured() -> None:
    """Numbers are signals; the words of the reason come before the message itself."""
    said = quotes(said="what a joke")
    assert decide(Signals(anger=0.9, quotes=said)) == Escalation(
        reason=EscalationReason.FRUSTRATED,
        priority="high",
        skill="complaint",
        lang="en",
        signals={"anger": 0.9},
        evidence=(Quote(text="what a joke", seq=1),),
    )
    again = decide(Signals(repeats=2, quotes=said | quotes(repeats="where is it")))
    assert again is not None
    assert again.evidence == (Quote(text="where is it", seq=1),)


@pytest.mark.parametrize(
    ("signals", "skill"),
    [
        (Signals(sensitive_topic="data_protection", topic="orders"), "privacy"),
        (Signals(asked_for_human=True, topic="billing"), "billing"),
        (Signals(anger=0.9), "complaint"),
        (Signals(anger=0.9, topic="returns"), "returns"),
        (Signals(asked_for_human=True), None),
    ],
)
def test_the_skill_follows_the_topic(signals: Signals, skill: str | None) -> None:
    """A grave topic before the words, the words before the mood."""
    decision = decide(signals)
    assert decision is not None
    assert decision.skill == skill
    assert skill is None or skill in SKILLS


SOFT = [
    (Signals(anger=0.4, anger_before=0.4), EscalationReason.FRUSTRATED),
    (Signals(failed_answers=2), EscalationReason.REPEATED_FALLBACK),
    (Signals(wish="repeated_fallback"), EscalationReason.REPEATED_FALLBACK),
    (Signals(repeats=2), EscalationReason.REPEATED_QUESTION),
    (Signals(complexity=0.5, failed_answers=1), EscalationReason.COMPLEX),
    (Signals(turns=30), EscalationReason.MAX_TURNS),
]
HARD = [
    Signals(asked_for_human=True),
    Signals(sensitive_topic="fraud"),
    Signals(anger=0.7),
    Signals(distress=0.9),
    Signals(form_failures=3),
    Signals(rejected=2),
    Signals(wish="form_failed"),
    Signals(wish="asked_for_human"),
]
QUEUES = [{"open_now": False}, {"expected_wait_seconds": 900.0, "waiting": 9}]


@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize(("signals", "reason"), SOFT)
def test_a_soft_reason_waits_once_while_the_queue_is_long(
    signals: Signals, reason: EscalationReason, queue: dict[str, Any]
) -> None:
    """One more try first; after it the same reason hands over."""
    first = decide(replace(signals, **queue))
    assert first is not None
    assert (first.reason, first.wait) == (reason, True)
    second = decide(replace(signals, **queue, deferred=reason.value))
    assert second is not None
    assert (second.reason, second.wait) == (reason, False)


@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize("signals", HARD)
def test_a_grave_reason_never_waits(signals: Signals, queue: dict[str, Any]) -> None:
    """Whoever asks, is in danger or is very angry goes to the queue at once."""
    decision = decide(replace(signals, **queue))
    assert decision is not None
    assert not decision.wait


def test_the_facts_that_were_asked_for_end_the_wait() -> None:
    """With them the person can begin; without them a calm new question stays with the bot."""
    put_off = Signals(deferred="no_answer", open_now=False)
    assert decide(put_off) is None
    decision = decide(replace(put_off, gave_facts=True))
    assert decision is not None
    assert (decision.reason, decision.wait) == (EscalationReason.NO_ANSWER, False)


@pytest.mark.parametrize(
    "signals",
    [
        Signals(anger=0.33, anger_before=0.33),
        Signals(complexity=0.42, doubt="clarify"),
        Signals(turns=25),
        Signals(doubt="no_answer", anger=0.33),
        Signals(doubt="clarify", repeats=1),
    ],
)
def test_an_idle_agent_gets_the_soft_cases_earlier(signals: Signals) -> None:
    """The same signals stay with the bot while everybody is busy, or where a manager turned it off."""
    assert decide(signals) is None
    assert decide(replace(signals, idle_agents=1)) is not None
    assert decide(replace(signals, idle_agents=1), Limits(by_queue=False)) is None


def test_a_calm_question_without_an_answer_is_no_reason_yet() -> None:
    """Even with an idle agent: the bot offers a person, the customer chooses."""
    assert decide(Signals(doubt="no_answer", probability=0.1, idle_agents=3)) is None


def test_cooling_anger_is_left_to_cool() -> None:
    """Twice annoyed, but less and less."""
    assert decide(Signals(anger=0.42, anger_before=0.5, mood_slope=-0.1)) is None


def test_strain_crosses_one_where_a_person_is_called() -> None:
    """A measure of how near it is, for measuring."""
    assert strain(Signals(anger=0.3)) == pytest.approx(0.5)
    assert strain(Signals(asked_for_human=True)) == 2


@given(signals=st.builds(Signals, anger=st.floats(0, 1), repeats=st.integers(0, 3), turns=st.integers(0, 40)))
def test_strain_and_decision_agree(signals: Signals) -> None:
    """One function in two readings."""
    assert (strain(signals) >= 1) is (decide(signals) is not None)


@given(
    signals=st.builds(
        Signals,
        asked_for_human=st.booleans(),
        sensitive_topic=st.sampled_from([None, "fraud"]),
        anger=st.floats(0, 1),
        probability=st.none() | st.floats(0, 1),
        open_now=st.booleans(),
        idle_agents=st.integers(0, 3),
        deferred=st.sampled_from([None, "complex"]),
    )
)
def test_a_logged_decision_can_be_made_again(signals: Signals) -> None:
    """Through JSON and back: the same decision."""
    again = Signals.logged(json.loads(json.dumps(signals.values())))
    assert again == signals
    assert decide(again) == decide(signals)


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
    """The two enums stand apart because of the floors, and must not drift; a few are the desk's alone."""
    desks_own = {"came_back", "promise_due", "wrote_email"}
    of_desk = [reason.value for reason in enums.EscalationReason if reason.value not in desks_own]
    assert [reason.value for reason in EscalationReason] == of_desk
    priorities = {decision.priority for signals, _, _ in REASONS if (decision := decide(signals))}
    assert priorities <= {priority.value for priority in enums.Priority}
