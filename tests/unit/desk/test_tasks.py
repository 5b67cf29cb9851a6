"""A task of the hand back: tried at once, once, and given back to people if the bot cannot do it."""

import pytest

from handoff.desk.bot import turns
from handoff.desk.conversation import conversations, feedback
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.bot.task import TaskOutcome
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, TurnOutcome
from handoff.domain.briefing.brief import Brief
from handoff.domain.conversation.handoff import Handoff
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.errors import IllegalTransition, Invalid
from handoff.domain.history.events import TurnOwed
from handoff.domain.identity.people import Actor
from handoff.domain.policy import Policy
from handoff.wire.messages import agent_message, visitor_message
from tests.support.desks import START, World

TASK = "walk through the article about returns"
ARTICLE = BotReply(messages=(BotMessage(text="Returns", payload={"answer": {"outcome": "answered"}}),))
NOTHING = BotReply(messages=(BotMessage(text="Other words?", payload={"answer": {"outcome": "no_answer"}}),))
WISH = BotReply(
    messages=(BotMessage(text="I cannot reach our order system."),),
    handoff=HandoffRequest(reason=EscalationReason.FORM_FAILED, evidence=("LM-50300, a@b.example",)),
)
HELPED = [{"id": "helped", "title": "That helped"}]


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


async def brief_of(world: World, chat: str) -> Brief:
    """What whoever takes it next reads."""
    ana = await world.agent("Next")
    viewed = await conversations.view_conversation(world.desk, actor=ana, conversation_id=chat)
    assert viewed.brief is not None
    return viewed.brief


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
    """Whoever takes it reads which it was; the customer is not asked to put an agent's words differently."""
    world = World()
    _, _, chat = await handed_back(world)
    said = len(await world.said(chat))
    await turns.finish_turn(world.desk, await world.turn(chat), reply)
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.NO_ANSWER)
    assert (await latest(world, chat)).evidence == evidence
    assert (await brief_of(world, chat)).task is not None
    new = (await world.said(chat))[said:]
    assert [m.text for m in new[:-1]] == words
    assert (await world.activities(chat))[-1] == "queued"


async def test_a_task_for_a_bot_that_is_away_goes_back_too() -> None:
    """The reason is the bot's absence; which task it was is still told."""
    world = World()
    _, _, chat = await handed_back(world)
    await turns.fail_turn(world.desk, await world.turn(chat), "timeout")
    assert (await world.view(chat)).reason is EscalationReason.BOT_UNAVAILABLE
    task = (await brief_of(world, chat)).task
    assert task is not None
    assert (task.text, task.by, task.outcome) == (TASK, "Ana", TaskOutcome.NOT_DONE)


async def shown_article(world: World, first: str = "returns") -> tuple[Actor, str, TurnOutcome]:
    """The bot was asked to show the article about returns, and has shown the one that is named here."""
    ana = await world.agent()
    visitor, chat = await world.served(ana)
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, task="Returns", article_id="returns")
    outcome = await world.bot_says(
        chat,
        "Within 30 days.",
        answer={"outcome": "answered", "hits": [{"article_id": first}]},
        buttons=HELPED,
    )
    return visitor, chat, outcome


async def test_an_article_is_chosen_as_if_its_title_were_pressed() -> None:
    """So that nothing else is found by the title's words; agents read which it was, the customer does not."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, task=" Returns ", article_id="r-1")
    turn = await world.turn(chat)
    (asked,) = turn.inputs
    assert (asked.text, asked.intent, asked.choice) == ("Returns", "ask_article", "article:r-1")
    assert turn.metadata["choice"] == "article:r-1"
    told = (await world.said(chat))[-1]
    assert agent_message(told).payload["task"] == {"text": "Returns", "article_id": "r-1"}
    assert "task" not in visitor_message(told).payload


async def test_an_article_without_a_title_is_refused() -> None:
    """The agents could not read what the bot was asked."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    with pytest.raises(Invalid):
        await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, article_id="r-1")


async def test_another_article_than_the_one_asked_for_is_not_shown() -> None:
    """It was taken offline meanwhile, say: a person looks again."""
    world = World()
    _, chat, _ = await shown_article(world, first="warranty")
    assert (await world.view(chat)).owner is Owner.QUEUE
    task = (await brief_of(world, chat)).task
    assert task is not None
    assert (task.article_id, task.outcome) == ("returns", TaskOutcome.NOT_DONE)


async def test_a_task_that_helped_is_done() -> None:
    """The bot keeps the conversation, and nobody is told of a task any more; a later brief still knows."""
    world = World()
    visitor, chat, _ = await shown_article(world)
    assert (await world.view(chat)).task == "Returns"
    shown = (await world.said(chat))[-1]
    await feedback.give_feedback(
        world.desk, visitor_id=visitor.id, conversation_id=chat, message_id=shown.id, helpful=True
    )
    view = await world.view(chat)
    assert (view.owner, view.task) == (Owner.BOT, None)
    await world.escalate(chat, EscalationReason.COMPLEX)
    task = (await brief_of(world, chat)).task
    assert task is not None
    assert (task.text, task.outcome) == ("Returns", TaskOutcome.HELPED)


async def test_praise_for_an_older_answer_does_not_end_a_task() -> None:
    """It was given before the agent came."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.chat()
    await world.bot_says(chat, "Old", answer={"outcome": "answered", "hits": []}, buttons=HELPED)
    old = (await world.said(chat))[-1]
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, task="Returns", article_id="returns")
    await feedback.give_feedback(
        world.desk, visitor_id=visitor.id, conversation_id=chat, message_id=old.id, helpful=True
    )
    assert (await world.view(chat)).task == "Returns"


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (EscalationReason.NEGATIVE_FEEDBACK, TaskOutcome.REJECTED),
        (EscalationReason.ASKED_FOR_HUMAN, TaskOutcome.SHOWN),
    ],
)
async def test_the_brief_says_what_came_of_a_task(reason: EscalationReason, outcome: TaskOutcome) -> None:
    """With the message that told of it, and who had given it."""
    world = World()
    _, chat, _ = await shown_article(world)
    await world.escalate(chat, reason)
    task = (await brief_of(world, chat)).task
    assert task is not None
    assert (task.by, task.outcome) == ("Ana", outcome)
    assert (await world.said(chat))[task.seq - 1].payload["key"] == "handed_back"


async def test_a_task_that_began_a_form_has_asked() -> None:
    """Nothing was shown yet."""
    world = World()
    _, _, chat = await handed_back(world)
    await world.bot_says(chat, "Which order is it?", asks="order_number")
    await world.escalate(chat, EscalationReason.ASKED_FOR_HUMAN)
    task = (await brief_of(world, chat)).task
    assert task is not None
    assert task.outcome is TaskOutcome.ASKED


async def test_without_a_task_the_brief_tells_of_none() -> None:
    """A plain hand back is no task."""
    world = World()
    _, _, chat = await handed_back(world, None)
    await world.escalate(chat, EscalationReason.ASKED_FOR_HUMAN)
    assert (await brief_of(world, chat)).task is None


def test_there_must_be_a_task_to_begin() -> None:
    """A conversation that has none owes nothing."""
    conversation, _ = Conversation.open(id="c", visitor_id="v", lang="en", at=START, policy=Policy())
    with pytest.raises(IllegalTransition):
        conversation.begin_task(at=START, policy=Policy())
