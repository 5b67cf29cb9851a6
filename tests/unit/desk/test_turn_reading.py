"""The two moments of a turn at which a person may be called."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.signals import Assessor
from handoff.bot_link.turn_reading import TurnReader
from handoff.desk.bot import decisions, turns
from handoff.desk.queueing.queue_state import QueueWatch
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, TurnOutcome
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.languages import Languages
from tests.support.desks import World

NOTHING = BotMessage(
    text="I found nothing.",
    payload={"answer": {"outcome": "no_answer", "probability": 0.1}},
    decision={"outcome": "no_answer", "features": {"share": 0.5}},
)
GIVES_UP = BotReply(
    handoff=HandoffRequest(
        reason=EscalationReason.REPEATED_FALLBACK,
        signals={"failed_answers": 2},
        answer={"outcome": "no_answer", "probability": 0.05},
    )
)


class NoEmbedder:
    """Without a model the words decide."""

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError("not asked")


def reader_of(world: World) -> TurnReader:
    return TurnReader(
        desk=world.desk,
        assess=Assessor(NoEmbedder(), default_model=False),
        queue=QueueWatch(world.desk, fresh_seconds=0),
        in_force=lambda: {"risk": 0.1, "models": {"judge": 3}},
    )


async def taken(world: World, chat: str, reply: BotReply) -> TurnOutcome:
    """One turn as the runner takes it."""
    reader = reader_of(world)
    reading = await reader.read(await world.turn(chat))
    told, decided = BotReply(handoff=reading.handoff), reading.decided
    if reading.handoff is None:
        told, decided = reader.review(reading, reply)
    return await turns.finish_turn(world.desk, reading.turn, told, decided)


async def test_nobody_there_puts_the_bots_own_doubt_off_once() -> None:
    """First the facts, then the person; the log tells both."""
    world = World()
    ana = await world.agent(online=False)
    visitor, chat = await world.chat("Where is my parcel?")
    await taken(world, chat, GIVES_UP)
    assert (await world.view(chat)).owner is Owner.BOT
    assert "order number and e-mail" in (await world.said(chat))[-1].text
    await world.says(visitor, chat, "LM-10234, ann@example.org")
    await taken(world, chat, BotReply(messages=(NOTHING,)))
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.REPEATED_FALLBACK)
    logged = await decisions.decisions_of(world.desk, actor=ana, conversation_id=chat)
    assert [(one.decided.kind.value, one.decided.outcome) for one in logged] == [
        ("escalation", "stay"),
        ("escalation", "wait"),
        ("answer", "no_answer"),
        ("escalation", "hand_over"),
    ]


async def test_a_handoff_keeps_the_search_behind_it() -> None:
    """The answer that was doubted is in the log, whatever became of the handoff."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat("Where is my parcel?")
    await taken(world, chat, GIVES_UP)
    logged = await decisions.decisions_of(world.desk, actor=ana, conversation_id=chat)
    answer = logged[-1].decided
    assert (answer.outcome, answer.probability, answer.risk, answer.models) == (
        "no_answer",
        0.05,
        0.1,
        {"judge": 3},
    )
    assert (await world.view(chat)).owner is Owner.QUEUE


async def test_an_idle_agent_gets_a_doubted_answer_to_an_uneasy_customer() -> None:
    """The doubt is not even said; a calm customer is asked first."""
    world = World()
    await world.agent()
    visitor, chat = await world.chat("Where is my parcel?")
    await taken(world, chat, BotReply(messages=(NOTHING,)))
    assert (await world.view(chat)).owner is Owner.BOT
    await world.says(visitor, chat, "Where is my parcel???")
    await taken(world, chat, BotReply(messages=(NOTHING,)))
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.REPEATED_QUESTION)
    said = [message.text for message in await world.said(chat)]
    assert said.count("I found nothing.") == 1


@pytest.mark.parametrize("outcome", ["answered", "rejected"])
async def test_a_sure_answer_is_no_doubt(outcome: str) -> None:
    """Only "did you mean" and "no answer" are weighed again."""
    world = World()
    _, chat = await world.chat("Where is my parcel?")
    sure = BotMessage(text="So:", payload={"answer": {"outcome": outcome}})
    reader = reader_of(world)
    reading = await reader.read(await world.turn(chat))
    reply, decided = reader.review(reading, BotReply(messages=(sure,)))
    assert (reply.handoff, reply.put_off, len(decided)) == (None, None, 1)


async def test_a_wish_by_the_bot_for_a_reason_of_its_own_is_granted_at_once() -> None:
    """A form that failed is no better after one more try."""
    world = World()
    _, chat = await world.chat("Where is my parcel?")
    wish = HandoffRequest(reason=EscalationReason.FORM_FAILED, evidence=("xyz",))
    await taken(world, chat, BotReply(handoff=wish))
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.FORM_FAILED)


async def test_another_language_is_answered_in_the_one_that_stands_for_all_others() -> None:
    """The bot is told so, the conversation goes on in it, and the message keeps what it was written in."""
    world = World()
    world.desk.agreed.languages = Languages(default="pl", offered=("en", "pl"), widget=("en", "pl"))
    _, chat = await world.chat("سفارش من کجاست و کی به دستم می‌رسد؟")
    reading = await reader_of(world).read(await world.turn(chat))
    assert (reading.turn.lang, reading.turn.metadata["lang"]) == ("pl", "pl")
    await turns.finish_turn(world.desk, reading.turn, BotReply(messages=(BotMessage(text="Chwila."),)))
    question, answer = await world.said(chat)
    assert (question.lang, answer.lang, (await world.view(chat)).lang) == ("fa", "pl", "pl")
