"""Reads what an action needs from the tracker that Rasa sends."""

from collections.abc import Mapping, Sequence
from typing import cast

from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from bot.actions.reply import Custom, Question, Reply
from bot.actions.texts import FALLBACK, LANGS
from bot.task import subject_of


def question_of(tracker: Tracker) -> Question:
    """Make a Question of the latest customer message and the desk's metadata."""
    return question_from(
        metadata_of(tracker),
        text=str(tracker.latest_message.get("text") or ""),
        lang=lang_of(tracker),
    )


def question_from(metadata: Mapping[str, object], *, text: str, lang: str) -> Question:
    """Make a Question of a customer's words, or of an agent's task, and the desk's metadata of the turn."""
    task, choice = metadata.get("task"), _string(metadata.get("choice"))
    of_task = bool(text.strip()) and text.strip() == task
    return Question(
        text=subject_of(text) if of_task and choice is None else text,
        of_task=of_task,
        during_task=bool(task) and not of_task,
        lang=lang if lang in LANGS else FALLBACK,
        context=_strings(metadata.get("context")),
        shown=_strings(metadata.get("shown")),
        failed_answers=_count(metadata.get("failed_answers")),
        rejected=_count(metadata.get("rejected")),
        turns=_count(metadata.get("turns")),
        choice=choice,
        last_answer=_string(metadata.get("last_answer")),
        repeated=_string(metadata.get("repeated")),
        about=_string(metadata.get("about")),
    )


def metadata_of(tracker: Tracker) -> Mapping[str, object]:
    """Return the desk's metadata; Rasa keeps it on the latest message or on the last user event."""
    found = tracker.latest_message.get("metadata")
    if not found:
        users = (event for event in reversed(tracker.events) if event.get("event") == "user")
        found = next((event.get("metadata") for event in users), None)
    return cast(Mapping[str, object], found) if isinstance(found, Mapping) else {}


def lang_of(tracker: Tracker) -> str:
    lang = metadata_of(tracker).get("lang") or tracker.slots.get("lang")
    return lang if isinstance(lang, str) and lang in LANGS else FALLBACK


def say(dispatcher: CollectingDispatcher, tracker: Tracker, reply: Reply) -> list[EventType]:
    """Put a reply's messages and handoff into the dispatcher; an open form ends with a handoff."""
    for said in reply.messages:
        dispatcher.utter_message(text=said.text, json_message=said.custom or None)
    if reply.handoff is not None:
        hand_over(dispatcher, reply.handoff, reply.decision)
        if (tracker.active_loop or {}).get("name"):  # a form must not ask on: a person does that now
            return [ActiveLoop(None), SlotSet("requested_slot", None)]
    return []


def hand_over(dispatcher: CollectingDispatcher, request: Custom, decision: Custom | None = None) -> None:
    why = {"decision": decision} if decision is not None else {}
    dispatcher.utter_message(json_message={"handoff": request, **why})


def _strings(value: object) -> Sequence[str]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list | tuple) else ()


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int:
    return int(value) if isinstance(value, int | float) and value > 0 else 0
