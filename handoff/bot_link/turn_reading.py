"""Reads a turn before the bot does and weighs the bot's reply after it: does the customer need a person?"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from handoff.desk.context import Desk
from handoff.desk.queueing.queue_state import QueueWatch
from handoff.domain.bot.decision import Decided, DecisionKind
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Heard, Turn, TurnInput
from handoff.domain.briefing.facts import facts_in
from handoff.domain.enums import EscalationReason, Priority
from handoff.domain.languages import Languages
from handoff.domain.queueing.queue_state import QueueState

ASSESS_SECONDS = 20.0
DOUBTFUL = ("clarify", "no_answer")


class Quote(Protocol):
    """The customer's own words and where they stand."""

    @property
    def text(self) -> str: ...
    @property
    def seq(self) -> int | None: ...


class Escalation(Protocol):
    """A decision that a person is needed; `wait` puts it off for one more try."""

    @property
    def reason(self) -> str: ...
    @property
    def priority(self) -> str: ...
    @property
    def skill(self) -> str | None: ...
    @property
    def signals(self) -> Mapping[str, object]: ...
    @property
    def evidence(self) -> Sequence[Quote]: ...
    @property
    def wait(self) -> bool: ...


class Assessment(Protocol):
    """What one message tells, and all that it was read from."""

    @property
    def mood(self) -> float: ...
    @property
    def lang(self) -> str: ...
    @property
    def escalation(self) -> Escalation | None: ...
    @property
    def values(self) -> Mapping[str, object]: ...
    @property
    def limits_in_force(self) -> Mapping[str, object]: ...
    @property
    def models(self) -> Mapping[str, object]: ...
    def review(self, *, wish: str | None, doubt: str | None, probability: float | None) -> "Assessment": ...


class Assess(Protocol):
    """Decides whether a person is needed: on a message, or on a pressed button."""

    async def assess(
        self,
        said: TurnInput,
        *,
        lang: str,
        before: Sequence[TurnInput],
        failed_answers: int,
        rejected: int,
        turns: int,
        deferred: str | None,
        gave_facts: bool,
        offered: bool,
        queue: QueueState,
    ) -> Assessment: ...

    def choice(
        self, *, lang: str, failed_answers: int, rejected: int, turns: int, queue: QueueState
    ) -> Assessment: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A turn that was read: what was decided so far, and what the last message told."""

    turn: Turn
    found: Assessment
    decided: tuple[Decided, ...] = ()
    handoff: HandoffRequest | None = None
    put_off: HandoffRequest | None = None


class TurnReader:
    """The two moments of a turn at which a person may be called: on reading it, and on the bot's reply."""

    def __init__(
        self,
        *,
        desk: Desk,
        assess: Assess,
        queue: QueueWatch | None = None,
        in_force: Callable[[], Mapping[str, object]] = dict,
    ) -> None:
        """`in_force` tells the log under which risk and by which models answers are decided now."""
        self._desk = desk
        self._in_force = in_force
        self._assess = assess
        self._queue = queue or QueueWatch(desk)

    async def read(self, turn: Turn) -> Reading:
        """Assess each new message; the last one's language, where it is offered, becomes the turn's."""
        languages = self._desk.policy_now.languages
        turn = _in_language(turn, languages.answering(turn.lang))
        queue = await self._queue.state(turn.lang)
        reading = Reading(turn=turn, found=self._assess.choice(lang=turn.lang, queue=queue, **_counts(turn)))
        before = turn.before
        for said in turn.inputs:
            if said.intent is not None or said.choice is not None or not said.text:
                continue
            async with asyncio.timeout(ASSESS_SECONDS):
                found = await self._assess.assess(
                    said,
                    lang=reading.turn.lang,
                    before=before,
                    deferred=turn.deferred,
                    gave_facts=any(facts_in(said.text)),
                    offered=turn.offered and said is turn.inputs[0],
                    queue=queue,
                    **_counts(turn),
                )
            before = (*before, said)
            reading = _with(reading, found, said, languages)
        return reading

    def note(self, reply: BotReply) -> BotReply:
        """The reply whose decisions tell under what they were made."""
        return _noted(reply, self._in_force())

    def review(self, reading: Reading, reply: BotReply) -> tuple[BotReply, tuple[Decided, ...]]:
        """The reply as it may be said, with the handoff that it calls for, and everything decided."""
        reply = self.note(reply)
        if reading.turn.task is not None:
            return reply, reading.decided
        wish = reply.handoff.reason.value if reply.handoff is not None else None
        doubt, probability = _doubt(reply)
        if wish is None and doubt is None:
            return replace(reply, put_off=reading.put_off), reading.decided
        found = reading.found.review(wish=wish, doubt=doubt, probability=probability)
        decided = (*reading.decided, decided_of(found, reading.turn.upto_seq))
        escalation = found.escalation
        if escalation is None:
            return replace(reply, put_off=reading.put_off), decided
        request = _merged(request_of(escalation), reply.handoff)
        if escalation.wait:
            return BotReply(messages=reply.messages, put_off=request), decided
        doubtful = [said for said in reply.messages if _outcome(said) in DOUBTFUL]
        kept = tuple(said for said in reply.messages if said not in doubtful)
        unsaid = {**_answer(doubtful[-1]), **doubtful[-1].decision} if doubtful else {}
        return BotReply(messages=kept, handoff=replace(request, answer=request.answer or unsaid)), decided


def request_of(escalation: Escalation) -> HandoffRequest:
    """What the desk needs to hand over."""
    skill = {"skill": escalation.skill} if escalation.skill else {}
    return HandoffRequest(
        reason=EscalationReason(escalation.reason),
        priority=Priority(escalation.priority),
        signals={**escalation.signals, **skill},
        evidence=tuple(quote.text for quote in escalation.evidence),
        skill=escalation.skill,
    )


def decided_of(found: Assessment, seq: int) -> Decided:
    """The decision as it is logged."""
    decided = Decided(
        kind=DecisionKind.ESCALATION,
        seq=seq,
        lang=found.lang,
        outcome="stay",
        signals=dict(found.values),
        limits=dict(found.limits_in_force),
        models=dict(found.models),
    )
    if (escalation := found.escalation) is None:
        return decided
    return replace(
        decided,
        outcome="wait" if escalation.wait else "hand_over",
        reason=EscalationReason(escalation.reason),
        priority=Priority(escalation.priority),
        skill=escalation.skill,
        evidence=tuple({"text": quote.text, "seq": quote.seq} for quote in escalation.evidence),
    )


def _in_language(turn: Turn, lang: str) -> Turn:
    return replace(turn, lang=lang, metadata={**turn.metadata, "lang": lang})


def _with(reading: Reading, found: Assessment, said: TurnInput, languages: Languages) -> Reading:
    """The reading after one more message; the first wish for a person counts."""
    escalation = found.escalation
    request = request_of(escalation) if escalation is not None else None
    at_once = request if escalation is not None and not escalation.wait else None
    later = request if escalation is not None and escalation.wait else None
    turn = _in_language(reading.turn, languages.answering(found.lang))
    heard = (*turn.heard, Heard(message_id=said.message_id, mood=found.mood, lang=found.lang))
    return Reading(
        turn=replace(turn, heard=heard),
        found=found,
        decided=(*reading.decided, decided_of(found, said.seq)),
        handoff=reading.handoff or at_once,
        put_off=reading.put_off or later,
    )


def _noted(reply: BotReply, in_force: Mapping[str, object]) -> BotReply:
    """The reply whose decisions tell under what they were made."""
    said = tuple(
        replace(one, decision={**in_force, **one.decision}) if one.decision else one for one in reply.messages
    )
    handoff = reply.handoff
    if handoff is not None and handoff.answer:
        handoff = replace(handoff, answer={**in_force, **handoff.answer})
    return replace(reply, messages=said, handoff=handoff)


def _merged(request: HandoffRequest, own: HandoffRequest | None) -> HandoffRequest:
    """The bot's own wish adds what it knows; its evidence counts where the customer's words say nothing."""
    if own is None:
        return request
    return replace(
        request,
        signals={**request.signals, **own.signals},
        evidence=request.evidence or own.evidence,
        answer=own.answer,
    )


def _doubt(reply: BotReply) -> tuple[str | None, float | None]:
    """How the bot doubts its last answer, unless something in the reply answers."""
    found = [answer for said in reply.messages if isinstance(answer := said.payload.get("answer"), Mapping)]
    if not found or any(answer.get("outcome") == "answered" for answer in found):
        return None, None
    outcome, probability = found[-1].get("outcome"), found[-1].get("probability")
    known = str(outcome) if outcome in DOUBTFUL else None
    return known, float(probability) if isinstance(probability, int | float) else None


def _outcome(said: BotMessage) -> object:
    return _answer(said).get("outcome")


def _answer(said: BotMessage) -> Mapping[str, object]:
    answer = said.payload.get("answer")
    return answer if isinstance(answer, Mapping) else {}


def _counts(turn: Turn) -> dict[str, int]:
    known = turn.metadata
    names = ("failed_answers", "rejected", "turns")
    return {name: value if isinstance(value := known.get(name), int) else 0 for name in names}
