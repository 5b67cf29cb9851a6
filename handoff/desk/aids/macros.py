"""Run a macro: its steps one after the other, each a use case of its own, up to the first that fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from handoff.desk.aids.shelf import macro_of
from handoff.desk.context import Desk
from handoff.desk.conversation import closing, messages, snooze
from handoff.desk.conversation.conversations import summary
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import queue
from handoff.domain.aids.shelf import Step, StepKind, in_language
from handoff.domain.briefing.placeholders import fill, first_name
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import MessageKind
from handoff.domain.errors import BatonError
from handoff.domain.identity.people import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReport:
    """What became of one step; `undo` is the call that takes it back, where one does."""

    do: StepKind
    ok: bool
    error: str | None = None
    undo: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MacroReport:
    """Every step that was tried, and the conversation as it stands."""

    name: str
    steps: tuple[StepReport, ...]
    left: int
    conversation: ConversationView


async def run_macro(
    desk: Desk, *, agent: Actor, conversation_id: str, macro_id: str, run_id: str
) -> MacroReport:
    """Do the steps; what is done stays done. The same `run_id` again says nothing twice."""
    item, macro = await macro_of(desk, actor=agent, macro_id=macro_id)
    view = await summary(desk, actor=agent, conversation_id=conversation_id)
    done: list[StepReport] = []
    for number, step in enumerate(macro.steps):
        undo = _undo(step, view)
        try:
            await _do(desk, agent, view, step, f"{run_id[:56]}:{number}")
        except BatonError as error:
            done.append(StepReport(do=step.do, ok=False, error=error.code))
            break
        done.append(StepReport(do=step.do, ok=True, undo=undo))
        view = await summary(desk, actor=agent, conversation_id=conversation_id)
    return MacroReport(
        name=item.name, steps=tuple(done), left=len(macro.steps) - len(done), conversation=view
    )


async def _do(desk: Desk, agent: Actor, view: ConversationView, step: Step, client_id: str) -> None:
    match step.do:
        case StepKind.REPLY | StepKind.NOTE:
            kind = MessageKind.TEXT if step.do is StepKind.REPLY else MessageKind.NOTE
            text = fill(in_language(step.texts or {}, view.lang), values_of(view, agent))
            await messages.send_message(
                desk,
                actor=agent,
                conversation_id=view.id,
                client_message_id=client_id,
                text=text,
                kind=kind,
            )
        case StepKind.TAG:
            tags = tuple(dict.fromkeys((*view.tags, *step.tags)))
            await closing.tag(desk, agent=agent, conversation_id=view.id, tags=tags)
        case StepKind.PRIORITY if step.priority:
            await queue.prioritise(desk, agent=agent, conversation_id=view.id, priority=step.priority)
        case StepKind.SNOOZE:
            until = desk.clock() + timedelta(hours=step.hours) if step.hours else None
            await snooze.snooze(desk, agent=agent, conversation_id=view.id, until=until)
        case StepKind.TRANSFER:
            await transfers.transfer(desk, agent=agent, conversation_id=view.id, to=step.to or "")
        case StepKind.RESOLVE:
            await handoff.resolve(desk, agent=agent, conversation_id=view.id, reason=step.reason)


def _undo(step: Step, before: ConversationView) -> Mapping[str, object] | None:
    match step.do:
        case StepKind.TAG:
            return {"call": "conversation.tag", "tags": list(before.tags)}
        case StepKind.PRIORITY:
            return {"call": "conversation.prioritise", "priority": before.priority.value}
        case StepKind.SNOOZE:
            return {"call": "conversation.wake"}
    return None


def values_of(view: ConversationView, agent: Actor) -> Mapping[str, str | None]:
    """What the placeholders of a prepared text stand for in this conversation."""
    return {
        "agent.first_name": first_name(agent.name),
        "agent.name": agent.name,
        "conversation.id": view.id,
        "customer.email": view.visitor_email,
        "customer.first_name": first_name(view.visitor_name),
        "customer.name": view.visitor_name,
        "customer.phone": view.visitor_phone,
        "ticket.number": f"#{view.ticket.number}" if view.ticket else None,
    }
