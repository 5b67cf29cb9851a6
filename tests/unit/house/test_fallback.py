"""Turns that begin while the bot is away: what the articles surely answer, nothing that needs dialogue."""

from datetime import UTC, datetime

import pytest

from bot.actions import build_answering
from bot.actions.stand_in import StandInSearcher, hit
from bot.actions.texts import load_texts
from handoff.bot_link.fallback import ArticleFallback
from handoff.bot_link.one_by_one import OneByOne
from handoff.domain.bot.turn import BotReply, Turn, TurnInput
from handoff.domain.enums import EscalationReason
from kb_index.ranking import Ranking

RETURNS = hit("returns", "Returns and refunds", "You can send it back within **30 days**.", probability=0.9)
WARRANTY = hit("warranty", "Warranty", "Two years.", probability=0.5)
DELIVERY = hit("delivery", "Delivery times", "Two days.", probability=0.9)
RANKINGS = {
    "how do I return it": Ranking(hits=(RETURNS, WARRANTY), probability=0.9, lang="en"),
    "and return it how": Ranking(hits=(RETURNS,), probability=0.9, lang="en"),
    "when does it come": Ranking(hits=(DELIVERY,), probability=0.9, lang="en"),
    "how do I return it?": Ranking(hits=(RETURNS,), probability=0.9, lang="en"),
    "when does it come?": Ranking(hits=(DELIVERY,), probability=0.9, lang="en"),
    "guarantee thing": Ranking(hits=(WARRANTY, RETURNS), probability=0.5, lang="en"),
    "do you sell bicycles": Ranking(hits=(DELIVERY,), probability=0.05, lang="en"),
    "Warranty": Ranking(hits=(RETURNS, WARRANTY), probability=0.3, lang="en"),
}


def decide(probability: float) -> str:
    return "answered" if probability >= 0.8 else "clarify" if probability >= 0.4 else "no_answer"


def pressed(button: str, intent: str, text: str = "") -> TurnInput:
    """A button that the server looked up."""
    return words(text or button, intent=intent, choice=button)


def words(text: str, intent: str | None = None, choice: str | None = None) -> TurnInput:
    return TurnInput(
        message_id="m",
        seq=1,
        text=text,
        lang="en",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        intent=intent,
        choice=choice,
    )


async def reply_to(*said: TurnInput, lang: str = "en", **metadata: object) -> BotReply | None:
    turn = Turn(
        conversation_id="c",
        epoch=1,
        sender="c-1",
        after_seq=0,
        upto_seq=len(said),
        lang=lang,
        inputs=said,
        metadata={"lang": lang, **metadata},
    )
    fallback = ArticleFallback(build_answering(search=StandInSearcher(RANKINGS), decide=decide))
    return await OneByOne(ask=fallback, texts=load_texts())(turn)


async def texts(*said: TurnInput, **known: object) -> list[str]:
    reply = await reply_to(*said, **known)
    assert reply is not None
    return [message.text.split("\n\n")[0] for message in reply.messages]


async def test_a_sure_answer_is_the_actions_answer() -> None:
    """Passage, outcome, hits and the three buttons, as when Rasa asks for it."""
    reply = await reply_to(words("how do I return it"))
    assert reply is not None
    (message,) = reply.messages
    assert message.text == f"{RETURNS.passage}\n\nFrom “Returns and refunds”, last checked on 1 March 2026."
    assert message.payload["answer"]["outcome"] == "answered"
    assert [button["id"] for button in message.payload["buttons"]] == ["helped", "not_meant", "human"]
    assert reply.handoff is None


@pytest.mark.parametrize(
    "text", ["guarantee thing", "do you sell bicycles", "something else", "ok", "yes", "no", "???"]
)
async def test_what_takes_a_dialogue_is_left_to_a_person(text: str) -> None:
    """No "did you mean", no "say it in other words", no guess at what a "yes" is said to."""
    assert await reply_to(words(text)) is None


async def test_greetings_need_no_rasa() -> None:
    """Said by the same words as ever, in the customer's language."""
    assert await texts(words("hello")) == ["Hello! What can I do for you?"]
    assert await texts(words("dzięki"), lang="pl") == ["Nie ma za co! Czy mogę pomóc w czymś jeszcze?"]


async def test_an_open_form_is_a_dialogue() -> None:
    """Even where the articles would answer, and even a greeting; a button is not part of the form."""
    assert await reply_to(words("how do I return it"), asks="email") is None
    assert await reply_to(words("hello"), asks="email") is None
    assert await texts(pressed("helped", "answer_helped"), asks="email")


async def test_the_same_answer_is_not_given_again() -> None:
    """Who asks again after it was shown needs a person."""
    assert await reply_to(words("how do I return it"), shown=["returns"]) is None


async def test_helped_is_thanked_for() -> None:
    """Without a search."""
    assert await texts(pressed("helped", "answer_helped")) == [
        "You're welcome! Is there anything else I can help with?"
    ]


async def test_a_rejected_answer_is_followed_by_others_then_by_a_person() -> None:
    """By the action's own rule, with its own reason."""
    context = ["how do I return it"]
    reply = await reply_to(pressed("not_meant", "answer_rejected"), context=context, shown=["returns"])
    assert reply is not None
    (message,) = reply.messages
    assert [button["id"] for button in message.payload["buttons"]] == ["article:warranty", "human"]
    reply = await reply_to(pressed("not_meant", "answer_rejected"), context=context, rejected=1)
    assert reply is not None
    assert reply.handoff is not None
    assert reply.handoff.reason is EscalationReason.NEGATIVE_FEEDBACK


async def test_a_chosen_article_is_shown() -> None:
    """The title that was offered before Rasa went away, by the id of its button."""
    assert await texts(pressed("article:warranty", "ask_article", "Warranty")) == ["Two years."]


@pytest.mark.parametrize("intent", ["ask_human", "order_status", "affirm"])
async def test_other_buttons_are_left_to_a_person(intent: str) -> None:
    """What they lead to is known to Rasa alone."""
    assert await reply_to(pressed("button", intent)) is None


async def test_several_messages_are_answered_all_or_not_at_all() -> None:
    """A person who takes over half a turn would not know which half; no passage is said twice."""
    both = (words("how do I return it"), words("when does it come"))
    assert await texts(*both) == [RETURNS.passage, DELIVERY.passage]
    assert await texts(words("how do I return it"), words("and return it how")) == [RETURNS.passage]
    assert await reply_to(*both, words("do you sell bicycles")) is None
    assert await texts(words("how do I return it? and when does it come?")) == [
        RETURNS.passage,
        DELIVERY.passage,
    ]
