"""What an agent does with a conversation: pass on, release, hand back, resolve."""

import pytest

from handoff.desk.bot import turns
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import queue
from handoff.domain.bot.turn import BotMessage, BotReply
from handoff.domain.enums import HandoffOutcome, Owner, Role
from handoff.domain.errors import (
    CapacityFull,
    Forbidden,
    IllegalTransition,
    Invalid,
    NotAvailable,
    NotFound,
)
from tests.support.desks import World
from tests.support.handoffs import latest, loads


async def test_a_transfer_needs_a_colleague_who_is_there() -> None:
    """Away, absent, full, editor or unknown: refused, and the chat stays."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza", capacity=1)
    absent = await world.agent("Kasia", online=False)
    editor = await world.agent("Eli", role=Role.EDITOR)
    _, chat = await world.served(ana)

    async def transfer(to: str) -> object:
        return await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=to)

    for to, error in (
        (absent.id, NotAvailable),
        (editor.id, NotFound),
        ("nobody", NotFound),
        (ana.id, IllegalTransition),
    ):
        with pytest.raises(error):
            await transfer(to)
    await transfer(reza.id)
    assert await world.activities(chat) == ["queued", "joined", "transferred"]
    assert await loads(world, ana) == {"Ana": 0, "Kasia": 0, "Reza": 1}
    _, second = await world.served(ana)
    with pytest.raises(CapacityFull):
        await transfers.transfer(world.desk, agent=ana, conversation_id=second, to=reza.id)
    assert await loads(world, ana) == {"Ana": 1, "Kasia": 0, "Reza": 1}
    with pytest.raises(Forbidden):
        await transfers.transfer(world.desk, agent=ana, conversation_id=chat, to=ana.id)


async def test_a_supervisor_may_act_for_the_owner() -> None:
    """Transfer even to somebody away, release, hand back and resolve; a colleague may not."""
    world = World()
    ana, sam = await world.agent("Ana"), await world.agent("Sam", role=Role.SUPERVISOR)
    reza, kasia = await world.agent("Reza"), await world.agent("Kasia", online=False)
    _, chat = await world.served(ana)
    for step in (handoff.release, handoff.hand_back, handoff.resolve):
        with pytest.raises(Forbidden):
            await step(world.desk, agent=reza, conversation_id=chat)
    view = await transfers.transfer(world.desk, agent=sam, conversation_id=chat, to=kasia.id, force=True)
    assert view.agent is not None
    assert view.agent.name == "Kasia"
    await handoff.release(world.desk, agent=sam, conversation_id=chat)
    assert (await loads(world, ana))["Kasia"] == 0
    with pytest.raises(IllegalTransition):
        await handoff.hand_back(world.desk, agent=sam, conversation_id=chat)


async def test_a_released_customer_stands_in_front() -> None:
    """The old waiting time counts, and the words say so."""
    world = World()
    ana = await world.agent()
    _, first = await world.served(ana)
    world.clock.forward(minutes=5)
    _, second = await world.waiting()
    view = await handoff.release(world.desk, agent=ana, conversation_id=first)
    assert view.queue is not None
    assert view.queue.position == 1
    assert [one.id for one in await queue.list_queue(world.desk, actor=ana)] == [first, second]
    assert (await world.activities(first))[-1] == "released"


async def test_handing_back_gives_the_bot_a_clean_slate() -> None:
    """Only the task and new words owe a turn, in a new session and without the old counters."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.chat("human please")
    await world.bot_says(chat, "no idea", answer={"outcome": "no_answer"})
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    await world.says(visitor, chat, "are you there?")
    view = await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, task="article 12")
    assert (view.owner, view.task, view.reason) == (Owner.BOT, "article 12", None)
    await world.says(visitor, chat, "thanks, and where is my parcel?")
    turn = await world.turn(chat)
    assert [one.text for one in turn.inputs] == ["article 12"]
    await turns.finish_turn(world.desk, turn, BotReply(messages=(BotMessage(text="article"),)))
    turn = await world.turn(chat)
    assert [one.text for one in turn.inputs] == ["thanks, and where is my parcel?"]
    assert turn.sender == f"{chat}-{view.epoch}"
    assert turn.metadata == {
        "lang": "en",
        "failed_answers": 0,
        "rejected": 0,
        "turns": 0,
        "context": [],
        "shown": [],
        "task": "article 12",
    }
    assert (await latest(world, chat)).outcome is HandoffOutcome.HANDED_BACK


async def test_resolving_twice_is_resolving_once() -> None:
    """The place is freed once and the goodbye said once."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    for _ in range(2):
        view = await handoff.resolve(world.desk, agent=ana, conversation_id=chat, reason="answered")
    assert (view.owner, view.resolve_reason, view.deadline_at) == (Owner.NOBODY, "answered", None)
    assert await loads(world, ana) == {"Ana": 0}
    assert (await world.activities(chat)).count("resolved") == 1


async def test_endless_words_are_refused() -> None:
    """A reason and a task have their size."""
    world = World()
    ana = await world.agent()
    _, chat = await world.served(ana)
    with pytest.raises(Invalid):
        await handoff.resolve(world.desk, agent=ana, conversation_id=chat, reason="x" * 256)
    with pytest.raises(Invalid):
        await handoff.hand_back(world.desk, agent=ana, conversation_id=chat, task="x" * 4001)
    assert (await world.view(chat)).owner is Owner.AGENT
