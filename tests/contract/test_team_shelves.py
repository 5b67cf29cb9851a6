"""A team's shelf and the order on every shelf, in every store."""

from collections.abc import Mapping

import pytest

from handoff.desk.aids import macros, shelf
from handoff.desk.identity import staff
from handoff.desk.ports import Store
from handoff.desk.queueing import groups, queue
from handoff.domain.aids.shelf import ShelfItem, ShelfKind
from handoff.domain.enums import Role
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.identity.people import Actor
from tests.contract.test_shelf import HELLO, keep
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


async def in_team(world: World, sam: Actor, name: str, *members: Actor) -> str:
    """A new team of these; its id."""
    team = await staff.add_team(world.desk, actor=sam, name=name)
    for one in members:
        await staff.change_agent(world.desk, actor=sam, agent_id=one.id, teams=(team.id,))
    return team.id


async def test_what_is_a_teams_is_seen_and_kept_by_its_members(world: World) -> None:
    """And by those who lead; to everybody else it is not there."""
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    ana, reza, kasia = await world.agent(), await world.agent("Reza"), await world.agent("Kasia")
    returns = await in_team(world, sam, "Returns", ana, reza)
    item = await keep(world, ana, team_id=returns)
    for member in (ana, reza, sam):
        assert await shelf.list_shelf(world.desk, actor=member) == [item]
    assert await shelf.list_shelf(world.desk, actor=kasia) == []
    changed = await shelf.change_on_shelf(
        world.desk, actor=reza, item_id=item.id, name="Hello", content=HELLO, revision=1
    )
    assert (changed.team_id, changed.owner_id, changed.by_name) == (returns, None, "Reza")
    with pytest.raises(NotFound):
        await shelf.drop_from_shelf(world.desk, actor=kasia, item_id=item.id)
    with pytest.raises(Forbidden):
        await keep(world, kasia, team_id=returns)
    with pytest.raises(Invalid):
        await keep(world, sam, team_id="nowhere")
    with pytest.raises(Invalid):
        await keep(world, sam, team_id=returns, shared=True)
    assert await shelf.drop_from_shelf(world.desk, actor=sam, item_id=item.id) == changed


async def test_a_macro_of_a_team_is_run_by_its_members(world: World) -> None:
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    ana, kasia = await world.agent(), await world.agent("Kasia")
    returns = await in_team(world, sam, "Returns", ana)
    steps: Mapping[str, object] = {"steps": [{"do": "tag", "tags": ["return"]}]}
    macro = await keep(world, ana, steps, kind=ShelfKind.MACRO, team_id=returns)
    _, id_ = await world.chat()
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    with pytest.raises(NotFound):
        await macros.run_macro(world.desk, agent=kasia, conversation_id=id_, macro_id=macro.id, run_id="r1")
    report = await macros.run_macro(
        world.desk, agent=ana, conversation_id=id_, macro_id=macro.id, run_id="r1"
    )
    assert report.conversation.tags == ("return",)


async def test_whose_it_is_can_be_changed_by_who_may_keep_both(world: World) -> None:
    """To one's team and back; to everybody by those who lead. A dropped team leaves its things to all."""
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    ana, reza = await world.agent(), await world.agent("Reza")
    returns = await in_team(world, sam, "Returns", ana, reza)
    item = await keep(world, ana)

    async def give(actor: Actor, whose: shelf.Whose, revision: int) -> ShelfItem:
        return await shelf.change_on_shelf(
            world.desk,
            actor=actor,
            item_id=item.id,
            name="Greeting",
            content=HELLO,
            revision=revision,
            whose=whose,
        )

    theirs = await give(ana, shelf.Whose(team_id=returns), 1)
    assert (theirs.owner_id, theirs.team_id) == (None, returns)
    with pytest.raises(Forbidden):
        await give(reza, shelf.Whose(shared=True), 2)
    mine = await give(reza, shelf.Whose(), 2)
    assert (mine.owner_id, mine.team_id) == (reza.id, None)
    assert await shelf.list_shelf(world.desk, actor=ana) == []
    await give(reza, shelf.Whose(team_id=returns), 3)
    await groups.drop_team(world.desk, actor=sam, team_id=returns)
    (left,) = await shelf.list_shelf(world.desk, actor=await world.agent("Kasia"))
    assert left.shared


async def test_the_shelf_stands_in_the_order_it_was_put_in(world: World) -> None:
    """What is new follows by name; nobody orders what is not theirs to change; no revision is used up."""
    sam, ana = await world.agent("Sam", role=Role.SUPERVISOR), await world.agent()
    a, b, c = [await keep(world, sam, name=name, shared=True) for name in "ABC"]

    async def names() -> list[str]:
        return [one.name for one in await shelf.list_shelf(world.desk, actor=ana)]

    assert await names() == ["A", "B", "C"]
    with pytest.raises(Forbidden):
        await shelf.order_shelf(world.desk, actor=ana, item_ids=(c.id, a.id))
    ordered = await shelf.order_shelf(world.desk, actor=sam, item_ids=(c.id, a.id, b.id))
    assert [one.name for one in ordered] == ["C", "A", "B"]
    await keep(world, sam, name="AA", shared=True)
    assert await names() == ["C", "A", "B", "AA"]
    changed = await shelf.change_on_shelf(
        world.desk, actor=sam, item_id=c.id, name="Z", content=HELLO, revision=1
    )
    assert changed.revision == 2
    assert await names() == ["Z", "A", "B", "AA"]
