"""What waiting customers write: questions are looked up, everything else is left to the person."""

import asyncio

import pytest

from bot.actions import build_answering
from bot.actions.stand_in import StandInSearcher, hit
from bot.parts import asks
from handoff.bot_link.fallback import ArticleFallback
from handoff.bot_link.side_answers import SideAnswers
from handoff.bot_link.turn_reading import TurnReader
from handoff.domain.conversation.message import Message
from kb_index.ranking import Ranking
from tests.support.desks import World
from tests.support.stand_ins import Assessor

WARRANTY = hit("warranty", "Warranty", "Two years from the day of purchase.", probability=0.9)
RANKINGS = {
    text: Ranking(hits=(WARRANTY,), probability=probability, lang="en")
    for text, probability in {
        "How long is the warranty?": 0.9,
        "I know about the warranty": 0.9,
        "How long does it take?": 0.5,
        "Why is everybody here so furious?": 0.9,
    }.items()
}


def decide(probability: float) -> str:
    return "answered" if probability >= 0.8 else "clarify" if probability >= 0.4 else "no_answer"


async def answers_to(text: str) -> list[Message]:
    """What the bot says beside to one message of a waiting customer."""
    world = World()
    visitor, chat = await world.waiting("Hello")
    await world.says(visitor, chat, text)
    side = SideAnswers(
        desk=world.desk,
        reader=TurnReader(desk=world.desk, assess=Assessor()),
        ask=ArticleFallback(build_answering(search=StandInSearcher(RANKINGS), decide=decide)),
        asks=asks,
    )
    side.heard(world.recorder.events[-1])  # type: ignore[arg-type]
    await asyncio.gather(*side._tasks)
    return [message for message in await world.said(chat) if "aside" in message.payload]


async def test_a_question_that_is_surely_answered_is_answered() -> None:
    """With the sentences of the article."""
    (said,) = await answers_to("How long is the warranty?")
    assert "Two years from the day of purchase." in said.text


@pytest.mark.parametrize(
    "text",
    [
        "I know about the warranty",
        "thanks",
        "ok",
        "LM-20417",
        "How long does it take?",
        "Do you sell bicycles?",
        "Why is everybody here so furious?",
    ],
)
async def test_anything_else_gets_nothing(text: str) -> None:
    """Statements, small talk, order numbers, doubtful and unknown questions, and anger."""
    assert await answers_to(text) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How long is the warranty?", True),
        ("Hi. how do I return it", True),
        ("ile trwa dostawa", True),
        ("چطور پس بدهم", True),
        ("my order is LM-20417", False),
        ("I am still waiting.", False),
        ("dziękuję", False),
        ("منتظرم", False),
    ],
)
def test_a_question_is_told_from_other_words(text: str, asked: bool) -> None:
    """By its form, in three languages."""
    assert asks(text) is asked
