"""Each question of a turn is asked by itself, with what was just said; real answering, prepared rankings."""

from datetime import UTC, datetime

import pytest

from bot.actions import build_answering
from bot.actions.call import question_from
from bot.actions.stand_in import StandInSearcher, hit
from bot.actions.texts import load_texts
from handoff.bot_link.client import parse_reply
from handoff.bot_link.fallback import _raw
from handoff.bot_link.one_by_one import OneByOne
from handoff.domain.bot.turn import BotMessage, BotReply, Turn, TurnInput
from handoff.domain.enums import EscalationReason
from kb_index.ranking import Ranking

RETURNS = hit("returns", "Returns and refunds", "You can send it back within **30 days**.", probability=0.9)
WARRANTY = hit("warranty", "Warranty", "Two years.", probability=0.5)
DELIVERY = hit("delivery", "Delivery times", "Two days.", probability=0.9)
RANKINGS = {
    "how do I return it?": Ranking(hits=(RETURNS, WARRANTY), probability=0.9, lang="en"),
    "what about sending it back?": Ranking(hits=(RETURNS,), probability=0.9, lang="en"),
    "when does it come?": Ranking(hits=(DELIVERY,), probability=0.9, lang="en"),
    "is there a guarantee thing?": Ranking(hits=(WARRANTY, RETURNS), probability=0.5, lang="en"),
    "Warranty": Ranking(hits=(RETURNS, WARRANTY), probability=0.3, lang="en"),
}


def decide(probability: float) -> str:
    return "answered" if probability >= 0.8 else "clarify" if probability >= 0.4 else "no_answer"


class Asked:
    """A bot without Rasa: the real actions on the real metadata."""

    def __init__(self) -> None:
        self.search = StandInSearcher(RANKINGS)
        self.turns: list[Turn] = []
        self._answering = build_answering(search=self.search, decide=decide)

    async def reply(self, turn: Turn) -> BotReply:
        self.turns.append(turn)
        (said,) = turn.inputs
        question = question_from(turn.metadata, text=said.text, lang=turn.lang)
        if said.intent == "answer_rejected":
            return parse_reply({"messages": _raw(await self._answering.after_rejection(question))})
        return parse_reply({"messages": _raw(await self._answering.reply(question))})


@pytest.fixture
def bot() -> Asked:
    return Asked()


def turn_of(*texts: str, **metadata: object) -> Turn:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Turn(
        conversation_id="c",
        epoch=1,
        sender="c-1",
        after_seq=0,
        upto_seq=len(texts),
        lang="en",
        inputs=tuple(
            TurnInput(message_id="m", seq=n, text=text, lang="en", created_at=at)
            for n, text in enumerate(texts, 1)
        ),
        metadata={"lang": "en", **metadata},
    )


async def say(bot: Asked, *texts: str, **metadata: object) -> BotReply:
    return await OneByOne(ask=bot.reply, texts=load_texts()).reply(turn_of(*texts, **metadata))


def outcomes(reply: BotReply) -> list[str]:
    return [message.payload["answer"]["outcome"] for message in reply.messages if "answer" in message.payload]


def buttons(message: BotMessage) -> list[str]:
    return [button["id"] for button in message.payload.get("buttons", [])]


async def test_each_question_is_answered_as_it_may_be(bot: Asked) -> None:
    """In order: the sure one answered, the unclear one asked back, each under its own words."""
    reply = await say(bot, "Hi! how do I return it? And is there a guarantee thing? thanks!")
    assert outcomes(reply) == ["answered", "clarify"]
    assert [message.payload["asked"] for message in reply.messages] == [
        "how do I return it?",
        "is there a guarantee thing?",
    ]
    assert [query for query, _, _ in bot.search.asked] == [
        "how do I return it?",
        "is there a guarantee thing?",
    ]
    assert bot.search.asked[1][2] == ("how do I return it?",)
    assert buttons(reply.messages[0]) == ["helped", "not_meant"]
    assert buttons(reply.messages[1])[-1] == "human"


async def test_one_question_bears_no_caption(bot: Asked) -> None:
    """The customer knows what they asked."""
    reply = await say(bot, "thanks, and how do I return it?")
    assert outcomes(reply) == ["answered"]
    assert "asked" not in reply.messages[0].payload
    assert buttons(reply.messages[0]) == ["helped", "not_meant", "human"]


async def test_two_questions_without_answer_end_with_a_person(bot: Asked) -> None:
    """What can be answered is; the second failure hands over with both questions as evidence."""
    reply = await say(bot, "how do I return it? do you sell bicycles? where can I buy cars?")
    assert outcomes(reply) == ["answered"]
    assert reply.handoff is not None
    assert reply.handoff.reason is EscalationReason.REPEATED_FALLBACK
    assert reply.handoff.evidence == ("do you sell bicycles?", "where can I buy cars?")
    reply = await say(bot, "how do I return it? do you sell bicycles?")
    assert (outcomes(reply), reply.handoff) == (["answered", "no_answer"], None)


@pytest.mark.parametrize(
    "texts",
    [("how do I return it? what about sending it back?",), ("how do I return it?", "how do I return it?")],
)
async def test_one_answer_to_two_questions_is_said_once(bot: Asked, texts: tuple[str, ...]) -> None:
    """Nor is it said that it was just said: the customer sees it above."""
    assert outcomes(await say(bot, *texts)) == ["answered"]


async def test_at_most_three_are_answered_and_that_is_said(bot: Asked) -> None:
    """The rest is asked for again."""
    reply = await say(bot, "how do I return it?\nwhen does it come?\nhow do I return it?\nwhen does it come?")
    assert len(bot.turns) == 3
    assert reply.messages[-1].text == load_texts().say("answer.first_three", "en")


OFFERED = [{"id": "article:returns", "title": "Returns"}, {"id": "article:warranty", "title": "Warranty"}]


async def test_the_second_one_picks_what_was_offered(bot: Asked) -> None:
    """As if its button had been pressed; without an offer it is a question like any other."""
    reply = await say(bot, "the second one", offered=OFFERED)
    assert (bot.turns[0].inputs[0].intent, bot.turns[0].metadata["choice"]) == (
        "ask_article",
        "article:warranty",
    )
    assert reply.messages[0].payload["answer"]["quote"] == "Two years."
    await say(bot, "the second one")
    assert bot.turns[1].inputs[0].intent is None


async def test_none_of_them_rejects_and_anything_else_is_a_new_question(bot: Asked) -> None:
    """Free text after "did you mean" is searched."""
    await say(bot, "none of these", offered=OFFERED, context=["is there a guarantee thing?"])
    assert bot.turns[0].inputs[0].intent == "answer_rejected"
    reply = await say(bot, "when does it come?", offered=OFFERED)
    assert outcomes(reply) == ["answered"]


async def test_what_a_form_waits_for_is_read_whole(bot: Asked) -> None:
    """A detail with a question in it is the form's to understand."""
    text = "it is LM-20417? and when does it come?"
    await say(bot, text, asks="order_number")
    assert [turn.inputs[0].text for turn in bot.turns] == [text]


async def test_two_forms_questions_are_asked_once() -> None:
    """A form that asks again after another answer does not stand twice in the chat."""

    async def ask(turn: Turn) -> BotReply:
        asking = BotMessage(text="Which order?", payload={"asks": "order_number"})
        return BotReply(messages=(BotMessage(text=turn.inputs[0].text), asking))

    texts = ("where is my order?", "how do I return it?")
    reply = await OneByOne(ask=ask, texts=load_texts()).reply(turn_of(" ".join(texts)))
    assert [message.text for message in reply.messages] == [*texts, "Which order?"]
