"""Every store keeps the shelf, drafts and mentions alike; and what desk and people do with them."""

from collections.abc import Mapping

import pytest

from handoff.desk.aids import jottings, macros, shelf
from handoff.desk.conversation import conversations, messages
from handoff.desk.identity import blocking, people
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.aids.shelf import ShelfItem, ShelfKind, StepKind
from handoff.domain.enums import MessageKind, Owner, Priority, Role
from handoff.domain.errors import Blocked, Conflict, Forbidden, Invalid, NotFound
from handoff.domain.history.events import AgentMentioned
from handoff.domain.identity.people import Actor
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store

HELLO = {"shortcut": "hi", "texts": {"en": "Hello {{customer.name|there}}", "fa": "سلام"}}


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


async def keep(
    world: World,
    actor: Actor,
    content: Mapping[str, object] = HELLO,
    *,
    kind: ShelfKind = ShelfKind.CANNED_REPLY,
    name: str = "Greeting",
    shared: bool = False,
    team_id: str | None = None,
) -> ShelfItem:
    return await shelf.put_on_shelf(
        world.desk, actor=actor, kind=kind, name=name, content=content, shared=shared, team_id=team_id
    )


async def note(world: World, actor: Actor, conversation_id: str, *mentions: str) -> None:
    await messages.send_message(
        world.desk,
        actor=actor,
        conversation_id=conversation_id,
        client_message_id=f"n{len(mentions)}",
        text="can you look?",
        kind=MessageKind.NOTE,
        mentions=mentions,
    )


async def test_ones_own_things_are_nobody_elses(world: World) -> None:
    """Shared ones are everybody's; they come by name."""
    ana, reza = await world.agent(), await world.agent("Reza")
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    mine = await keep(world, ana)
    common = await keep(world, sam, name="Closing", shared=True)
    assert await shelf.list_shelf(world.desk, actor=ana) == [common, mine]
    assert await shelf.list_shelf(world.desk, actor=reza) == [common]
    with pytest.raises(Forbidden):
        await keep(world, ana, shared=True)
    with pytest.raises(NotFound):
        await shelf.drop_from_shelf(world.desk, actor=reza, item_id=mine.id)
    with pytest.raises(Forbidden):
        await shelf.drop_from_shelf(world.desk, actor=ana, item_id=common.id)
    assert await shelf.drop_from_shelf(world.desk, actor=ana, item_id=mine.id) == mine
    assert await shelf.list_shelf(world.desk, actor=ana) == [common]


async def test_a_change_of_something_older_is_refused(world: World) -> None:
    """The second of two who edit the same revision is told so, and loses nothing that was kept."""
    ana = await world.agent()
    item = await keep(world, ana)

    async def change(name: str) -> ShelfItem:
        return await shelf.change_on_shelf(
            world.desk, actor=ana, item_id=item.id, name=name, content=HELLO, revision=1
        )

    changed = await change("Hello")
    with pytest.raises(Conflict):
        await change("Hi")
    assert await shelf.list_shelf(world.desk, actor=ana) == [changed]
    assert changed.revision == 2


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (ShelfKind.CANNED_REPLY, {"shortcut": "two words", "texts": {"en": "x"}}),
        (ShelfKind.CANNED_REPLY, {"shortcut": "hi", "texts": {"de": "x"}}),
        (ShelfKind.CANNED_REPLY, {"shortcut": "hi", "texts": {"en": " "}}),
        (ShelfKind.CANNED_REPLY, {"shortcut": "hi", "texts": {"en": "{{customer.shoe_size}}"}}),
        (ShelfKind.MACRO, {"steps": []}),
        (ShelfKind.MACRO, {"steps": [{"do": "dance"}]}),
        (ShelfKind.MACRO, {"steps": [{"do": "tag"}]}),
        (ShelfKind.MACRO, {"steps": [{"do": "resolve"}, {"do": "tag", "tags": ["x"]}]}),
        (ShelfKind.SAVED_VIEW, {"owner": "cat"}),
    ],
)
async def test_what_cannot_work_is_not_kept(
    world: World, kind: ShelfKind, content: Mapping[str, object]
) -> None:
    """A wrong placeholder or step is found when it is written, not when a customer waits."""
    ana = await world.agent()
    with pytest.raises(Invalid):
        await keep(world, ana, content, kind=kind)
    assert await shelf.list_shelf(world.desk, actor=ana) == []


async def test_a_draft_waits_for_its_agent_and_goes_when_it_is_sent(world: World) -> None:
    """One for each kind; a colleague's stays theirs."""
    ana, reza = await world.agent(), await world.agent("Reza")
    _, id_ = await world.chat()
    for kind, text in (
        (MessageKind.NOTE, "ask Reza"),
        (MessageKind.TEXT, "Dear"),
        (MessageKind.TEXT, "Dear V"),
    ):
        await jottings.save_draft(world.desk, agent=ana, conversation_id=id_, kind=kind, text=text)
    kept = await jottings.drafts_of(world.desk, agent=ana, conversation_id=id_)
    assert [(draft.kind, draft.text) for draft in kept] == [
        (MessageKind.NOTE, "ask Reza"),
        (MessageKind.TEXT, "Dear V"),
    ]
    assert await jottings.drafts_of(world.desk, agent=reza, conversation_id=id_) == []
    await note(world, ana, id_)
    kept = await jottings.drafts_of(world.desk, agent=ana, conversation_id=id_)
    assert [draft.text for draft in kept] == ["Dear V"]
    await jottings.save_draft(world.desk, agent=ana, conversation_id=id_, kind=MessageKind.TEXT, text="  ")
    assert await jottings.drafts_of(world.desk, agent=ana, conversation_id=id_) == []


async def test_a_colleague_who_is_named_in_a_note_is_told_once(world: World) -> None:
    """It waits in their list until they look at the conversation; naming oneself tells nobody."""
    ana, reza = await world.agent(), await world.agent("Reza")
    _, first = await world.chat()
    _, second = await world.chat()
    world.recorder.take()
    await note(world, ana, first, reza.id, ana.id, reza.id)
    await note(world, ana, second, reza.id)
    told = [event.mention for event in world.recorder.take() if isinstance(event, AgentMentioned)]
    assert [(one.agent_id, one.conversation_id, one.seq) for one in told] == [
        (reza.id, first, 2),
        (reza.id, second, 2),
    ]
    assert await jottings.list_mentions(world.desk, agent=ana) == []
    assert await jottings.see_mentions(world.desk, agent=reza, conversation_id=second) == 1
    assert await jottings.see_mentions(world.desk, agent=reza, conversation_id=second) == 0
    listed = await jottings.list_mentions(world.desk, agent=reza)
    assert [(one.conversation_id, one.seen_at is None) for one in listed] == [(first, True), (second, False)]
    with pytest.raises(Invalid):
        await note(world, ana, first, "nobody")


async def test_priority_moves_a_customer_in_the_queue(world: World) -> None:
    """An agent may say that somebody is urgent; a resolved conversation has no hurry."""
    ana = await world.agent()
    early, late = await world.chat(), await world.chat()
    for visitor, id_ in (early, late):
        await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=id_)
    await queue.prioritise(world.desk, agent=ana, conversation_id=late[1], priority=Priority.URGENT)
    waiting = await queue.list_queue(world.desk, actor=ana)
    assert [view.id for view in waiting] == [late[1], early[1]]


async def test_a_blocked_visitor_is_refused_and_nothing_is_lost(world: World) -> None:
    """Their conversation closes as spam; words and wishes are refused until somebody takes it back."""
    ana, reza = await world.agent(), await world.agent("Reza")
    vera, id_ = await world.chat("buy my watches")
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    with pytest.raises(Forbidden):
        await blocking.block(world.desk, agent=reza, conversation_id=id_, on=True)
    view = await blocking.block(world.desk, agent=ana, conversation_id=id_, on=True)
    assert (view.owner, view.resolve_reason, view.visitor_blocked) == (Owner.NOBODY, "spam", True)
    with pytest.raises(Blocked):
        await world.says(vera, id_, "more watches")
    with pytest.raises(Blocked):
        await handoff.request_human(world.desk, visitor_id=vera.id, conversation_id=id_)
    with pytest.raises(Blocked):
        await conversations.open_conversation(world.desk, visitor_id=vera.id)
    opened = await conversations.open_conversation(world.desk, visitor_id=vera.id, conversation_id=id_)
    assert opened.messages[0].text == "buy my watches"
    known = await people.get_agent(world.desk, agent_id=ana.id)
    assert known is not None
    assert known.load == 0
    view = await blocking.block(world.desk, agent=reza, conversation_id=id_, on=False)
    assert view.visitor_blocked is False
    await world.says(vera, id_, "sorry")


async def run(world: World, agent: Actor, id_: str, *steps: Mapping[str, object]) -> macros.MacroReport:
    macro = await keep(world, agent, {"steps": list(steps)}, kind=ShelfKind.MACRO, name="Macro")
    return await macros.run_macro(
        world.desk, agent=agent, conversation_id=id_, macro_id=macro.id, run_id="r1"
    )


async def test_a_macro_does_its_steps_and_says_how_to_take_them_back(world: World) -> None:
    """Words in the customer's language with what is known of them, tags, priority, the end."""
    ana = await world.agent()
    _, id_ = await world.chat(lang="fa")
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    report = await run(
        world,
        ana,
        id_,
        {"do": "reply", "texts": {"en": "Bye", "fa": "{{customer.name|دوست}} عزیز، {{agent.name}} هستم"}},
        {"do": "tag", "tags": ["refund"]},
        {"do": "priority", "priority": "low"},
        {"do": "resolve", "reason": "answered"},
    )
    assert [(step.do, step.ok) for step in report.steps] == [
        (StepKind.REPLY, True),
        (StepKind.TAG, True),
        (StepKind.PRIORITY, True),
        (StepKind.RESOLVE, True),
    ]
    assert report.steps[1].undo == {"call": "conversation.tag", "tags": []}
    assert report.steps[2].undo == {"call": "conversation.prioritise", "priority": "normal"}
    view = report.conversation
    assert (view.owner, view.tags, view.priority, report.left) == (Owner.NOBODY, ("refund",), Priority.LOW, 0)
    said = (await conversations.view_conversation(world.desk, actor=ana, conversation_id=id_)).messages
    assert "دوست عزیز، Ana هستم" in [message.text for message in said]


async def test_a_macro_stops_where_it_fails_and_says_nothing_twice(world: World) -> None:
    """What is done stays done; the same run again finds its own words."""
    ana = await world.agent()
    _, id_ = await world.chat()
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    hello = {"do": "reply", "texts": {"en": "Hello"}}
    report = await run(world, ana, id_, hello, {"do": "transfer", "to": "nobody"})
    assert [(step.ok, step.error) for step in report.steps] == [(True, None), (False, "not_found")]
    await run(world, ana, id_, hello)
    said = (await conversations.view_conversation(world.desk, actor=ana, conversation_id=id_)).messages
    assert [message.text for message in said].count("Hello") == 1
    assert report.conversation.owner is Owner.AGENT
