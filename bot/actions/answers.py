"""The actions that answer, take an answer back, and ask for a person."""

from typing import Any

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

from bot.actions.answering import Answering
from bot.actions.call import hand_over, question_of, say
from bot.actions.reply import handoff

_REASONS = {"ask_human": "asked_for_human", "complain": "frustrated"}


class ActionAnswer(Action):
    """Answers a question from the knowledge base."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def name(self) -> str:
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return say(dispatcher, tracker, await self._answering.reply(question_of(tracker)))


class ActionAnswerRejected(Action):
    """Reacts to "not what I meant"."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def name(self) -> str:
        return "action_answer_rejected"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        return say(dispatcher, tracker, await self._answering.after_rejection(question_of(tracker)))


class ActionHandOver(Action):
    """Asks the desk to take the conversation; what the customer is told is the desk's to say."""

    def name(self) -> str:
        return "action_hand_over"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        intent = tracker.latest_message.get("intent") or {}
        name = str(intent.get("name") or "")
        signals: dict[str, Any] = {"intent": name, "confidence": _confidence(intent.get("confidence"))}
        evidence = [str(tracker.latest_message.get("text") or "")]
        hand_over(dispatcher, handoff(_REASONS.get(name, "asked_for_human"), evidence, **signals))
        return []


def _confidence(value: object) -> float:
    return round(float(value), 4) if isinstance(value, int | float) else 0.0
