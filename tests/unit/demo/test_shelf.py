"""Agents of the demo find canned replies and macros, once, and lose none of their own."""

import pytest

from handoff.demo.shelf import seed_shelf
from handoff.desk.aids import shelf
from handoff.desk.aids.macros import run_macro, values_of
from handoff.domain.aids.shelf import CannedReply, ShelfKind, in_language
from handoff.domain.briefing.placeholders import fill
from handoff.domain.enums import ConversationState, Priority, Role
from tests.support.desks import World


async def test_everybody_finds_the_same_things() -> None:
    """Five replies and two macros, all in every language, and an agent sees them; none comes twice."""
    world = World()
    await world.agent("Sam", role=Role.SUPERVISOR)
    ana = await world.agent("Ana")
    assert await seed_shelf(world.desk) == 7
    items = await shelf.list_shelf(world.desk, actor=ana)
    kinds = [item.kind for item in items]
    assert (kinds.count(ShelfKind.CANNED_REPLY), kinds.count(ShelfKind.MACRO)) == (5, 2)
    assert all(item.shared for item in items)
    assert await seed_shelf(world.desk) == 0


async def test_nobody_leads_and_nothing_is_put() -> None:
    """What is everybody's is kept by those who lead: without one there is nobody to put it there."""
    world = World()
    await world.agent("Ana")
    assert await seed_shelf(world.desk) == 0


@pytest.mark.parametrize("lang", ["en", "fa", "pl"])
async def test_the_replies_are_whole_in_each_language(lang: str) -> None:
    """With a name and without one, no brace and no gap before a comma is left."""
    world = World()
    await world.agent("Sam", role=Role.SUPERVISOR)
    ana = await world.agent("Ana")
    await seed_shelf(world.desk)
    _, conversation_id = await world.served(ana)
    values = dict(values_of(await world.view(conversation_id), ana))
    for item in await shelf.list_shelf(world.desk, actor=ana):
        content = shelf.content_of(item.kind, item.content)
        if not isinstance(content, CannedReply):
            continue
        assert set(content.texts) == {"en", "fa", "pl"}
        for name in (None, "Kim"):
            text = fill(in_language(content.texts, lang), values | {"customer.first_name": name})
            assert "{" not in text
            assert " ," not in text
            assert " ،" not in text


async def test_the_macros_do_what_they_say() -> None:
    """Each runs to its end on a live conversation of the demo."""
    world = World()
    await world.agent("Sam", role=Role.SUPERVISOR)
    ana = await world.agent("Ana")
    await seed_shelf(world.desk)
    _, conversation_id = await world.served(ana)
    ids = {item.name: item.id for item in await shelf.list_shelf(world.desk, actor=ana)}
    for run, name in enumerate(("Arrived damaged", "Answered, goodbye")):
        report = await run_macro(
            world.desk,
            agent=ana,
            conversation_id=conversation_id,
            macro_id=ids[name],
            run_id=f"run{run}",
        )
        assert [step.error for step in report.steps] == [None] * len(report.steps)
        assert report.left == 0
    ended = report.conversation
    assert (ended.state, ended.priority) == (ConversationState.RESOLVED, Priority.HIGH)
    assert "damaged" in ended.tags
