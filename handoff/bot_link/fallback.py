"""Answers from the articles while the bot is away, by the same decision; a dialogue is left to a person."""

from collections.abc import Mapping

from bot.actions.answering import Answering
from bot.actions.call import question_from
from bot.actions.reply import Question, Reply
from bot.courtesy import kind_of
from handoff.bot_link.client import parse_reply
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Turn, TurnInput

# "Yes", "ok" and "???" answer something that was said before: that is dialogue.
SMALL_TALK = ("greet", "thank", "goodbye", "how_are_you", "bot")


class ArticleFallback:
    """The bot's answers without the bot: a sure answer, a button, a greeting, or None."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def __call__(self, turn: Turn) -> BotReply | None:
        """Reply to all that the customer said in this turn, or to nothing of it."""
        messages: list[BotMessage] = []
        handoff: HandoffRequest | None = None
        for said in turn.inputs:
            reply = await self._reply(
                said, question_from(turn.metadata, text=said.text, lang=turn.lang), turn
            )
            if reply is None:
                return None
            parsed = parse_reply({"messages": _raw(reply)}, about_seq=said.seq)
            messages += parsed.messages
            if parsed.handoff is not None:
                handoff = parsed.handoff
                break
        return BotReply(messages=tuple(messages), handoff=handoff) if messages or handoff else None

    async def _reply(self, said: TurnInput, question: Question, turn: Turn) -> Reply | None:
        """The reply to one message; what a trusted button means does not depend on an open form."""
        if said.intent == "answer_helped":
            return self._answering.after_help(question)
        if said.intent == "answer_rejected":
            return await self._answering.after_rejection(question)
        if said.intent not in (None, "ask_article") or (said.intent is None and turn.metadata.get("asks")):
            return None
        if said.intent is None and (kind := kind_of(said.text)):
            return await self._answering.reply(question) if kind in SMALL_TALK else None
        reply = await self._answering.reply(question)
        return reply if _answers(reply, turn.metadata.get("given")) else None


def _raw(reply: Reply) -> list[dict[str, object]]:
    """The reply as Rasa would have sent it."""
    raw: list[dict[str, object]] = [{"text": one.text, "custom": one.custom} for one in reply.messages]
    if reply.handoff is not None:
        raw.append({"custom": {"handoff": reply.handoff, "decision": reply.decision}})
    return raw


def _answers(reply: Reply, given: object) -> bool:
    """Whether it says a sure answer, or that this was said a moment ago in this very turn."""
    found = [one.custom.get("answer") for one in reply.messages]
    before = given if isinstance(given, tuple) else ()
    return any(
        isinstance(answer, Mapping)
        and (answer.get("outcome") == "answered" or answer.get("repeated") in before)
        for answer in found
    )
