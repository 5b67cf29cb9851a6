"""Asks the bot each question of a turn by itself, and tells it what it has just said."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.actions.texts import Texts
from bot.parts import MOST, questions_of
from bot.picking import NONE_OF_THEM, pick
from handoff.bot_link.client import BotUnavailable
from handoff.domain.bot.turn import BotMessage, BotReply, Turn, TurnInput
from handoff.domain.briefing.bot_memory import after_answer

Ask = Callable[[Turn], Awaitable[BotReply | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneByOne:
    """A bot, or a fallback, that is asked one question at a time; of several at most three."""

    ask: Ask
    texts: Texts

    async def reply(self, turn: Turn) -> BotReply:
        """Everything the bot says in this turn."""
        found = await self(turn)
        if found is None:
            raise BotUnavailable("the bot has no answer")
        return found

    async def __call__(self, turn: Turn) -> BotReply | None:
        """The same of one who may know no answer: None if that is so of any question."""
        if turn.task is not None:
            return await self.ask(turn)
        questions, left_out = _questions(turn)
        several, memory = len(questions) > 1, dict(turn.metadata)
        messages: list[BotMessage] = []
        given: list[str] = []
        for question in questions:
            known = {**memory, "choice": question.choice, "given": tuple(given)}
            reply = await self.ask(replace(turn, inputs=(question,), metadata=known))
            if reply is None:
                return None
            said = [message for message in reply.messages if _field(message, "repeated") not in given]
            memory = after_answer(memory, question.text, [message.payload for message in said])
            given += [mark for message in said if (mark := _field(message, "said"))]
            messages = _joined(messages, _asked(said, question) if several else said)
            if reply.handoff is not None:  # that nothing was found need not be said any more
                kept = [message for message in messages if _field(message, "outcome") != "no_answer"]
                return replace(reply, messages=tuple(kept))
        if left_out:
            messages.append(BotMessage(text=self.texts.say("answer.first_three", turn.lang)))
        return BotReply(messages=tuple(messages))


def _questions(turn: Turn) -> tuple[list[TurnInput], bool]:
    """The questions of all that was said, choices looked up, and whether some were too many."""
    if turn.metadata.get("asks"):  # a form waits for a detail: its answer is read whole
        return list(turn.inputs), False
    found: list[TurnInput] = []
    for said in turn.inputs:
        if said.intent is not None or said.choice is not None:
            found.append(said)
        elif (picked := _picked(said, turn.metadata)) is not None:
            found.append(picked)
        else:
            found += [replace(said, text=part) for part in questions_of(said.text)]
    most = max(MOST, len(turn.inputs))
    return found[:most], len(found) > most


def _picked(said: TurnInput, metadata: Mapping[str, object]) -> TurnInput | None:
    """The title meant by "the first one", as if its button had been pressed."""
    offered = metadata.get("offered")
    known = [item for item in offered if isinstance(item, Mapping)] if isinstance(offered, list) else []
    titles = [str(item.get("title")) for item in known]
    place = pick(said.text, titles)
    if place is None:
        return None
    if place == NONE_OF_THEM:
        return replace(said, intent="answer_rejected")
    return replace(said, text=titles[place], intent="ask_article", choice=str(known[place].get("id")))


def _joined(before: Sequence[BotMessage], after: Sequence[BotMessage]) -> list[BotMessage]:
    """One answer after another: the way to a person stands under the last, a form's question comes once."""
    if not after:
        return list(before)
    asks = any(message.payload.get("asks") for message in after)
    kept = [message for message in before if not (asks and message.payload.get("asks"))]
    return [*map(_without_human, kept), *after]


def _without_human(message: BotMessage) -> BotMessage:
    buttons = message.payload.get("buttons")
    if not isinstance(buttons, list):
        return message
    others = [button for button in buttons if button.get("id") != "human"]
    payload = {**message.payload, "buttons": others}
    return replace(message, payload={name: value for name, value in payload.items() if value != []})


def _asked(said: Sequence[BotMessage], question: TurnInput) -> list[BotMessage]:
    """With the question that is answered, so that the customer sees which it is."""
    if not said or question.intent is not None:
        return list(said)
    first, *rest = said
    return [replace(first, payload={**first.payload, "asked": question.text}), *rest]


def _field(message: BotMessage, name: str) -> str | None:
    answer = message.payload.get("answer")
    value = answer.get(name) if isinstance(answer, Mapping) else None
    return value if isinstance(value, str) else None
