"""Changes of owner: legal, told, fenced."""

import pytest

from handoff.desk import conversations, handoff, people, queue, transfers, turns
from handoff.domain.enums import Availability, EscalationReason, HandoffOutcome, Owner, Priority, Role
from handoff.domain.errors import (
    AlreadyClaimed,
    CapacityFull,
    Forbidden,
    IllegalTransition,
    Invalid,
    NotAvailable,
    NotFound,
)
from handoff.domain.events import AgentChanged, OwnerChanged, QueueChanged
from handoff.domain.handoff import Handoff
from handoff.domain.turn import BotMessage, BotReply
from tests.support.desks import World


async def latest(world: World, chat: str) -> Handoff:
    async with world.desk.store.reading() as tx:
        found = await tx.handoffs.latest(chat)
    assert found is not None
    return found


async def loads(world: World, agent: object) -> dict[str, int]:
    colleagues = await people.list_agents(world.desk, actor=agent)  # type: ignore[arg-type]
    return {one.name: one.load for one in colleagues}


async def test_asking_for_a_person_always_leads_to_one() -> None:
    """From the bot into the queue; a second wish changes nothing."""
    world = World()
    await world.agent()
    visitor, chat = await world.chat("Hello, my parcel arrived broken")
    for _ in range(2):
        view = await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (view.owner, view.epoch, view.reason) == (Owner.QUEUE, 2, EscalationReason.ASKED_FOR_HUMAN)
    assert (view.priority, view.goal) == (Priority.NORMAL, "Hello, my parcel arrived broken")
    assert view.queue is not None
    assert (view.queue.position, view.queue.wait_seconds) == (1, None)
    assert await world.activities(chat) == ["queued"]


async def test_asking_for_a_person_after_the_end_joins_the_queue() -> None:
    """Never the bot, also from a resolved conversation, also with nothing said yet."""
    world = World()
    visitor, chat = await world.chat(text=None)
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    view = await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (view.owner, view.goal) == (Owner.QUEUE, None)


async def test_nobody_can_ask_in_anothers_name() -> None:
    """A stranger's conversation is not found."""
    world = World()
    _, chat = await world.chat()
    stranger = await world.visitor()
    with pytest.raises(NotFound):
        await handoff.request_human(world.desk, visitor_id=stranger.id, conversation_id=chat)
    with pytest.raises(NotFound):
        await conversations.end_conversation(world.desk, visitor_id=stranger.id, conversation_id=chat)


@pytest.mark.parametrize(
    ("reason", "priority", "key"),
    [
        (EscalationReason.SENSITIVE_TOPIC, Priority.URGENT, "queued"),
        (EscalationReason.FRUSTRATED, Priority.HIGH, "queued"),
        (EscalationReason.NO_ANSWER, Priority.NORMAL, "queued"),
        (EscalationReason.MAX_TURNS, Priority.LOW, "queued"),
        (EscalationReason.BOT_UNAVAILABLE, Priority.NORMAL, "queued_bot_unavailable"),
    ],
)
async def test_the_reason_gives_the_priority_and_the_words(
    reason: EscalationReason, priority: Priority, key: str
) -> None:
    """And the customer is told the truth about why."""
    world = World()
    await world.agent()
    _, chat = await world.chat()
    await world.escalate(chat, reason)
    assert (await world.view(chat)).priority is priority
    assert await world.activities(chat) == [key]


async def test_a_handover_of_an_old_epoch_changes_nothing() -> None:
    """Somebody else has acted since."""
    world = World()
    _, chat = await world.waiting()
    for epoch in (1, 2):
        assert not await handoff.hand_over(
            world.desk, conversation_id=chat, epoch=epoch, reason=EscalationReason.COMPLEX
        )
    assert (await world.view(chat)).reason is EscalationReason.ASKED_FOR_HUMAN


async def test_the_handoff_is_a_row_with_its_evidence() -> None:
    """From the wish to the claim to the end, with the handling time."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat("I am furious")
    view = await world.view(chat)
    await handoff.hand_over(
        world.desk,
        conversation_id=chat,
        epoch=view.epoch,
        reason=EscalationReason.FRUSTRATED,
        priority=Priority.URGENT,
        signals={"anger": 0.9},
        evidence=["I am furious"],
    )
    queued = await latest(world, chat)
    assert (queued.epoch, queued.at_seq, queued.priority) == (2, 1, Priority.URGENT)
    assert (queued.signals, queued.evidence) == ({"anger": 0.9}, ("I am furious",))
    world.clock.forward(seconds=30)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    world.clock.forward(seconds=90)
    await handoff.resolve(world.desk, agent=ana, conversation_id=chat, reason="answered")
    ended = await latest(world, chat)
    assert (ended.claimed_by, ended.outcome, ended.handling_seconds) == (
        ana.id,
        HandoffOutcome.RESOLVED,
        90.0,
    )


async def test_claiming_tells_everybody() -> None:
    """The customer hears a name; the queue and the agent's load change."""
    world = World()
    ana = await world.agent()
    _, chat = await world.waiting()
    world.recorder.take()
    view = await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert view.agent is not None
    assert (view.owner, view.agent.name, view.waiting_since) == (Owner.AGENT, "Ana", None)
    events = world.recorder.take()
    assert {type(event) for event in events} >= {OwnerChanged, QueueChanged, AgentChanged}
    said = (await world.said(chat))[-1]
    assert said.text == "Ana joined. You are talking to a person now."
    assert await loads(world, ana) == {"Ana": 1}


async def test_claiming_again_is_one_claim_and_the_other_loses() -> None:
    """A client that missed the ack may ask again."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.waiting()
    for _ in range(2):
        await queue.claim(world.desk, agent=ana, conversation_id=chat)
    with pytest.raises(AlreadyClaimed):
        await queue.claim(world.desk, agent=reza, conversation_id=chat)
    assert await loads(world, ana) == {"Ana": 1, "Reza": 0}


async def test_an_agent_takes_over_from_the_bot() -> None:
    """Seeing it go wrong, a person may step in; the brief is there too."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat("My order LM-12345 is late")
    view = await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert (view.owner, view.reason) == (Owner.AGENT, None)
    viewed = await conversations.view_conversation(world.desk, actor=ana, conversation_id=chat)
    assert viewed.brief is not None
    assert viewed.brief.goal is not None
    assert viewed.brief.goal.text == "My order LM-12345 is late"


async def test_nobody_claims_the_resolved_or_beyond_capacity() -> None:
    """And a refused claim leaves everything as it was."""
    world = World()
    ana = await world.agent(capacity=1)
    visitor, ended = await world.chat()
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=ended)
    with pytest.raises(IllegalTransition):
        await queue.claim(world.desk, agent=ana, conversation_id=ended)
    await world.served(ana)
    _, third = await world.waiting()
    with pytest.raises(CapacityFull):
        await queue.claim(world.desk, agent=ana, conversation_id=third)
    assert (await world.view(third)).owner is Owner.QUEUE
    assert await loads(world, ana) == {"Ana": 1}


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


async def test_leaving_the_queue_is_abandonment() -> None:
    """The customer ends it before anybody came; nobody's load changes."""
    world = World()
    visitor, chat = await world.waiting()
    world.clock.forward(seconds=40)
    for _ in range(2):
        await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    assert (await latest(world, chat)).outcome is HandoffOutcome.ABANDONED
    assert (await world.activities(chat)).count("ended") == 1


async def test_editors_take_no_part() -> None:
    """Neither queue, claim nor list."""
    world = World()
    editor = await world.agent("Eli", role=Role.EDITOR)
    _, chat = await world.waiting()
    with pytest.raises(Forbidden):
        await queue.claim(world.desk, agent=editor, conversation_id=chat)
    with pytest.raises(Forbidden):
        await queue.list_queue(world.desk, actor=editor)
    with pytest.raises(Forbidden):
        await people.set_availability(world.desk, agent=editor, availability=Availability.ONLINE)


async def test_after_twenty_served_customers_the_wait_is_told() -> None:
    """Below that the desk says that it does not know."""
    world = World()
    ana = await world.agent(capacity=2)
    for _ in range(20):
        _, chat = await world.served(ana)
        world.clock.forward(seconds=100)
        assert (await queue.positions(world.desk)) == {}
        await handoff.resolve(world.desk, agent=ana, conversation_id=chat)
    for _ in range(2):
        await world.served(ana)
    _, first = await world.waiting()
    _, second = await world.waiting()
    places = await queue.positions(world.desk)
    for chat in (first, second):
        low, high = places[chat].wait_seconds or (0, 0)
        assert 70 <= low <= 100 <= high <= 160
    assert await queue.position(world.desk, conversation_id=second) == places[second]
    world.clock.forward(seconds=90)
    (low, high) = (await queue.positions(world.desk))[first].wait_seconds or (99, 99)
    assert low <= 20 <= high <= 80


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
