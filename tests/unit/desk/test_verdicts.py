"""Agents say whether the bot's answers were right."""

import pytest

from handoff.desk.bot import verdicts
from handoff.desk.conversation import conversations
from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.enums import Role
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.history.events import AnswerJudged
from tests.support.desks import World

HITS = [{"article_id": "returns", "title": "Returns"}]


async def answered(world: World) -> tuple[str, str]:
    """A conversation and the message in which the bot answered."""
    _, chat = await world.chat()
    await world.bot_says(chat, "Try this", answer={"outcome": "answered", "hits": HITS})
    return chat, (await world.said(chat))[-1].id


async def test_a_verdict_is_kept_shown_changed_and_taken_back() -> None:
    """Colleagues see who said what; the last word counts."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    chat, answer = await answered(world)
    world.recorder.take()

    async def shown() -> list[AnswerVerdict]:
        viewed = await conversations.view_conversation(world.desk, actor=ana, conversation_id=chat)
        return list(viewed.verdicts)

    first = await verdicts.judge_answer(
        world.desk, agent=ana, conversation_id=chat, message_id=answer, verdict=Verdict.RIGHT
    )
    assert await shown() == [first]
    world.clock.forward(minutes=1)
    second = await verdicts.judge_answer(
        world.desk,
        agent=reza,
        conversation_id=chat,
        message_id=answer,
        verdict=Verdict.WRONG,
        article_id="delivery",
    )
    assert second is not None
    assert (second.agent_name, second.article_id, second.at) == ("Reza", "delivery", world.clock.now)
    assert await shown() == [second]
    nothing = await verdicts.judge_answer(
        world.desk, agent=ana, conversation_id=chat, message_id=answer, verdict=None
    )
    assert (nothing, await shown()) == (None, [])
    told = [event.verdict for event in world.recorder.take() if isinstance(event, AnswerJudged)]
    assert told == [first, second, None]


async def test_only_answers_from_articles_can_be_judged() -> None:
    """Not the customer's words, not a greeting, not another conversation's answer, and not by anybody."""
    world = World()
    ana = await world.agent("Ana")
    chat, answer = await answered(world)
    visitor, other = await world.chat()
    await world.bot_says(other, "Hello")
    said = await world.said(other)

    async def judge(conversation_id: str, message_id: str, **more: object) -> None:
        call = {"agent": ana, "verdict": Verdict.RIGHT, **more}
        await verdicts.judge_answer(
            world.desk,
            conversation_id=conversation_id,
            message_id=message_id,
            **call,  # type: ignore[arg-type]
        )

    for message in said:
        with pytest.raises(Invalid):
            await judge(other, message.id)
    with pytest.raises(NotFound):
        await judge(other, answer)
    with pytest.raises(NotFound):
        await judge("nothing", answer)
    with pytest.raises(Invalid):
        await judge(chat, answer, article_id="returns")
    for stranger in (visitor, await world.agent("Eli", role=Role.EDITOR)):
        with pytest.raises(Forbidden):
            await judge(chat, answer, agent=stranger)
