"""A task of the hand back: tried at once, once, and given back to people if the bot cannot do it."""

import pytest

from handoff.desk import handoff, queue, turns
from handoff.domain.conversation import Conversation
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.errors import IllegalTransition
from handoff.domain.events import TurnOwed
from handoff.domain.handoff import Handoff
from handoff.domain.people import Actor
from handoff.domain.policy import Policy
from handoff.domain.turn import BotMessage, BotReply, HandoffRequest, TurnOutcome
from tests.support.desks import START, World

TASK = "walk through the article about returns"
ARTICLE = BotReply(messages=(BotMessage(text="Returns", payload={"answer": {"outcome": "answered"}}),))
NOTHING = BotReply(messages=(BotMessage(text="Other words?", payload={"answer": {"outcome": "no_answer"}}),))
WISH = BotReply(
    messages=(BotMessage(text="I cannot reach our order system."),),
    handoff=HandoffRequest(reason=EscalationReason.FORM_FAILED, evidence=("LM-50300, a@b.example",)),
)


async def handed_back(world: World, task: str | None = TASK) -> tuple[Actor, Actor, str]:
    """A visitor who has been told by Ana that the bot goes on."""
    ana = await world.agent()
    visitor, chat = await world.served(ana)
    await world.says(visitor, chat, "my old question")
    world.recorder.take()
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, task=task)
    return ana, visitor, chat


async def latest(world: World, chat: str) -> Handoff:
    async with world.desk.store.reading() as tx:
        found = await tx.handoffs.latest(chat)
    assert found is not None
    return found


async def test_a_task_is_owed_at_once() -> None:
    """The runner is woken, and the turn has the task alone, not what was said to the agent."""
    world = World()
    _, _, chat = await handed_back(world)
    epoch = (await world.view(chat)).epoch
    assert TurnOwed(conversation_id=chat, epoch=epoch) in world.recorder.take()
    assert await world.owed() == [chat]
    turn = await world.turn(chat)
    assert (turn.task, [said.text for said in turn.inputs]) == (TASK, [TASK])
    assert turn.metadata["context"] == []
    assert "choice" not in turn.metadata


@pytest.mark.parametrize("task", [None, "", "  "])
async def test_without_a_task_nothing_is_owed(task: str | None) -> None:
    """The bot waits for the customer."""
    world = World()
    _, _, chat = await handed_back(world, task)
    assert await world.owed() == []
    assert (await world.view(chat)).task is None


async def test_a_task_is_tried_once() -> None:
    """Done, it owes nothing more, and the next words are only words."""
    world = World()
    _, visitor, chat = await handed_back(world)
    assert await turns.finish_turn(world.desk, await world.turn(chat), ARTICLE) is TurnOutcome.STORED
    assert [m.text for m in await world.said(chat)][-1] == "Returns"
    assert await world.owed() == []
    await world.says(visitor, chat, "thanks")
    turn = await world.turn(chat)
    assert (turn.task, [said.text for said in turn.inputs]) == (None, ["thanks"])


async def test_two_processes_do_a_task_once() -> None:
    """The lease of the first has run out, and its answer comes after the second's."""
    world = World()
    _, _, chat = await handed_back(world)
    first = await turns.begin_turn(world.desk, chat, worker="one")
    world.clock.forward(seconds=10)
    second = await turns.begin_turn(world.desk, chat, worker="two")
    assert first is not None
    assert second is not None
    assert await turns.finish_turn(world.desk, second, ARTICLE) is TurnOutcome.STORED
    assert await turns.finish_turn(world.desk, first, ARTICLE) is TurnOutcome.DROPPED


async def test_words_that_come_meanwhile_are_answered_next() -> None:
    """Neither the task nor the customer's words are lost."""
    world = World()
    _, visitor, chat = await handed_back(world)
    await world.says(visitor, chat, "one more thing")
    await turns.finish_turn(world.desk, await world.turn(chat), ARTICLE)
    turn = await world.turn(chat)
    assert (turn.task, [said.text for said in turn.inputs]) == (None, ["one more thing"])


async def test_a_task_is_dropped_when_a_person_comes() -> None:
    """Law 2; and handed back without one, the old task is not tried after all."""
    world = World()
    ana, _, chat = await handed_back(world)
    turn = await world.turn(chat)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert await turns.finish_turn(world.desk, turn, ARTICLE) is TurnOutcome.DROPPED
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat)
    assert await world.owed() == []


@pytest.mark.parametrize(
    ("reply", "words", "evidence"),
    [
        (NOTHING, [], ()),
        (BotReply(), [], ()),
        (WISH, ["I cannot reach our order system."], ("LM-50300, a@b.example",)),
    ],
)
async def test_a_task_that_cannot_be_done_goes_back_to_people(
    reply: BotReply, words: list[str], evidence: tuple[str, ...]
) -> None:
    """With the task as evidence; the customer is not asked to put the agent's words differently."""
    world = World()
    _, _, chat = await handed_back(world)
    said = len(await world.said(chat))
    await turns.finish_turn(world.desk, await world.turn(chat), reply)
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.NO_ANSWER)
    assert (await latest(world, chat)).evidence == (f"task: {TASK}", *evidence)
    new = (await world.said(chat))[said:]
    assert [m.text for m in new[:-1]] == words
    assert (await world.activities(chat))[-1] == "queued"


async def test_a_task_for_a_bot_that_is_away_goes_back_too() -> None:
    """The reason is the bot's absence; which task it was is still told."""
    world = World()
    _, _, chat = await handed_back(world)
    await turns.fail_turn(world.desk, await world.turn(chat), "timeout")
    assert (await world.view(chat)).reason is EscalationReason.BOT_UNAVAILABLE
    assert (await latest(world, chat)).evidence == (f"task: {TASK}",)


def test_there_must_be_a_task_to_begin() -> None:
    """A conversation that has none owes nothing."""
    conversation, _ = Conversation.open(id="c", visitor_id="v", lang="en", at=START, policy=Policy())
    with pytest.raises(IllegalTransition):
        conversation.begin_task(at=START, policy=Policy())
