"""Opening, looking, listing."""

import pytest

from handoff.desk.conversation import conversations, feedback
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import ListView, MessageKind, Owner, Role
from handoff.domain.errors import Forbidden, NotFound
from handoff.domain.identity.people import visitor_actor
from tests.support.desks import World


async def test_opening_resumes_what_is_open() -> None:
    """Without an id the open conversation comes back; after the end a new one begins."""
    world = World()
    visitor = await world.visitor("pl-PL")
    first = await world.opened(visitor)
    assert await world.opened(visitor) == first
    assert (await world.view(first)).lang == "pl"
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=first)
    assert await world.opened(visitor) != first
    again = await conversations.open_conversation(world.desk, visitor_id=visitor.id, conversation_id=first)
    assert again.conversation.owner is Owner.NOBODY


async def test_a_client_resumes_after_its_last_seq() -> None:
    """Only what is newer, without notes, with the true head."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.served(ana)
    await world.says(ana, chat, "secret", MessageKind.NOTE)
    await world.says(ana, chat, "Hello, I am Ana")
    opened = await conversations.open_conversation(
        world.desk, visitor_id=visitor.id, conversation_id=chat, after=3
    )
    assert [(m.seq, m.text) for m in opened.messages] == [(5, "Hello, I am Ana")]
    assert (opened.head_seq, opened.conversation.unread) == (5, 1)
    everything = await conversations.transcript(world.desk, actor=ana, conversation_id=chat)
    assert [m.seq for m in everything.messages] == [1, 2, 3, 4, 5]
    theirs = await conversations.transcript(world.desk, actor=visitor, conversation_id=chat)
    assert [m.seq for m in theirs.messages] == [1, 2, 3, 5]


async def test_nobody_opens_anothers_conversation() -> None:
    """Not by id, not its transcript, not its header; an unknown visitor opens nothing."""
    world = World()
    visitor, chat = await world.chat()
    stranger = await world.visitor()
    desk = world.desk
    with pytest.raises(NotFound):
        await conversations.open_conversation(desk, visitor_id=stranger.id, conversation_id=chat)
    with pytest.raises(NotFound):
        await conversations.transcript(desk, actor=stranger, conversation_id=chat)
    with pytest.raises(NotFound):
        await conversations.summary(desk, actor=stranger, conversation_id=chat)
    with pytest.raises(NotFound):
        await conversations.open_conversation(desk, visitor_id="nobody")
    for wrong in (stranger, visitor_actor("nobody")):
        with pytest.raises(NotFound):
            await world.says(wrong, chat, "Hello?")
    assert (await conversations.summary(desk, actor=visitor, conversation_id=chat)).id == chat


async def test_visitors_do_not_use_the_agents_views() -> None:
    """A visitor's token opens no list, no brief."""
    world = World()
    visitor, chat = await world.chat()
    editor = await world.agent("Eli", role=Role.EDITOR)
    for actor in (visitor, editor):
        with pytest.raises(Forbidden):
            await conversations.view_conversation(world.desk, actor=actor, conversation_id=chat)
        with pytest.raises(Forbidden):
            await conversations.list_conversations(world.desk, actor=actor, view=ListView.ALL)
        with pytest.raises(Forbidden):
            await conversations.counts(world.desk, actor=actor)
    with pytest.raises(Forbidden):
        await conversations.summary(world.desk, actor=editor, conversation_id=chat)


async def test_an_agent_reads_everything_and_writes_where_they_own() -> None:
    """Looking is allowed to all; the customer hears only the owner."""
    world = World()
    ana, reza = await world.agent("Ana"), await world.agent("Reza")
    _, chat = await world.served(ana)
    for agent in (ana, reza):
        assert (await conversations.summary(world.desk, actor=agent, conversation_id=chat)).agent
    with pytest.raises(Forbidden):
        await world.says(reza, chat, "Hello, I am Reza")
    viewed = await conversations.view_conversation(world.desk, actor=reza, conversation_id=chat, after=2)
    assert [m.seq for m in viewed.messages] == [3]
    assert viewed.brief is not None
    assert viewed.conversation.unread == 1


async def test_lists_and_counts_agree() -> None:
    """Mine, queue with places, bot and resolved."""
    world = World()
    ana = await world.agent()
    await world.chat()
    _, mine = await world.served(ana)
    _, waiting = await world.waiting()
    visitor, ended = await world.chat()
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=ended)
    counts = await conversations.counts(world.desk, actor=ana)
    assert {view for view, count in counts.items() if count != 1} == {ListView.SNOOZED, ListView.TICKETS}
    page = await conversations.list_conversations(world.desk, actor=ana, view=ListView.QUEUE)
    assert [(one.id, one.queue.position if one.queue else 0) for one in page.items] == [(waiting, 1)]
    everything = await conversations.list_conversations(world.desk, actor=ana, view=ListView.ALL, limit=3)
    assert len(everything.items) == 3
    rest = await conversations.list_conversations(
        world.desk, actor=ana, view=ListView.ALL, limit=3, cursor=everything.cursor
    )
    assert len(rest.items) == 1
    assert mine in {one.id for one in (*everything.items, *rest.items)}


async def test_heads_are_for_the_heartbeat() -> None:
    """Unknown ids are left out."""
    world = World()
    _, chat = await world.chat()
    assert await conversations.head(world.desk, [chat, "nobody"]) == {chat: 1}


async def test_satisfaction_is_given_by_the_customer_alone_and_can_change() -> None:
    """Until the conversation opens again."""
    world = World()
    visitor, chat = await world.chat()
    await conversations.end_conversation(world.desk, visitor_id=visitor.id, conversation_id=chat)
    for score in (2, 5):
        view = await feedback.give_csat(
            world.desk, visitor_id=visitor.id, conversation_id=chat, score=score, comment="fine"
        )
    assert view.csat == 5
    with pytest.raises(NotFound):
        await feedback.give_csat(world.desk, visitor_id="other", conversation_id=chat, score=1)


async def test_a_waiting_visitor_sees_the_place_move() -> None:
    """The header holds it, for the visitor too."""
    world = World()
    ana = await world.agent()
    _, first = await world.waiting()
    visitor, second = await world.waiting()
    opened = await conversations.open_conversation(world.desk, visitor_id=visitor.id)
    assert opened.queue is not None
    assert opened.queue.position == 2
    await queue.claim(world.desk, agent=ana, conversation_id=first)
    summary = await conversations.summary(world.desk, actor=visitor, conversation_id=second)
    assert summary.queue is not None
    assert summary.queue.position == 1
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=second)
    assert (await world.view(second)).queue == summary.queue
