"""What the rule lets go is deleted, what an admin erases is gone, and both are kept in mind."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from handoff.desk.conversation import closing
from handoff.desk.identity import people
from handoff.desk.ownership import handoff
from handoff.desk.privacy import erasing
from handoff.desk.privacy.retention import preview, read_retention, set_retention, sweep_old
from handoff.desk.reporting.figures import Asked, read_report
from handoff.domain.enums import Role
from handoff.domain.errors import Conflict, Forbidden, Invalid, NotFound
from handoff.domain.figures.report import Report
from handoff.domain.identity.people import Actor
from handoff.domain.retention import HOLD_TAG, ErasureKind, Retention
from handoff.loops.forgetting import Forgetting
from tests.support.desks import World
from tests.support.waiting import eventually


async def admin(world: World) -> Actor:
    return await world.agent("Ada", role=Role.ADMIN, online=False)


async def served(world: World, agent: Actor) -> tuple[Actor, str]:
    """A conversation that an agent had, which is over."""
    visitor, id_ = await world.served(agent)
    await world.says(agent, id_, "It comes tomorrow.")
    await handoff.resolve(world.desk, agent=agent, conversation_id=id_)
    return visitor, id_


async def test_a_desk_that_was_told_nothing_deletes_nothing() -> None:
    """However old it is."""
    world = World()
    agent = await world.agent()
    _, id_ = await served(world, agent)
    world.clock.forward(days=4000)
    assert not await sweep_old(world.desk)
    assert (await world.view(id_)).id == id_


async def test_the_sweep_deletes_what_was_shown_and_confirmed() -> None:
    """No more than one has agreed to; who did is kept, and that it happened."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    old = [await served(world, agent) for _ in range(12)]
    world.clock.forward(days=40)
    _, young = await served(world, agent)
    rule = Retention(conversations_days=30)
    doomed = await preview(world.desk, actor=ada, rule=rule)
    assert (doomed.conversations, doomed.visitors) == (12, 0)
    with pytest.raises(Conflict):
        await set_retention(world.desk, actor=ada, rule=rule, confirmed=11)
    setting = await set_retention(world.desk, actor=ada, rule=rule, confirmed=12)
    assert (setting.value, setting.by) == (rule, "Ada")
    done = await sweep_old(world.desk)
    assert (done["conversations"], done["visitors"]) == (12, 12)
    assert not await sweep_old(world.desk)
    for visitor, id_ in old:
        with pytest.raises(NotFound):
            await world.view(id_)
        assert await people.get_visitor(world.desk, visitor_id=visitor.id) is None
    assert (await world.view(young)).id == young
    _, [noted] = await read_retention(world.desk, actor=ada)
    assert (noted.kind, noted.counts["conversations"]) == (ErasureKind.RETENTION, 12)


async def test_the_reports_of_the_past_stay_true() -> None:
    """Line by line, before and after."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    for _ in range(3):
        await served(world, agent)
    world.clock.forward(days=40)
    asked = Asked(report=Report.SUMMARY, first=date(2026, 2, 1), last=date(2026, 4, 30))
    before = await read_report(world.desk, actor=ada, asked=asked)
    assert before.lines
    await set_retention(world.desk, actor=ada, rule=Retention(conversations_days=1), confirmed=3)
    assert (await sweep_old(world.desk))["conversations"] == 3
    assert (await read_report(world.desk, actor=ada, asked=asked)).lines == before.lines


async def test_what_is_held_or_open_stays() -> None:
    """The tag is the desk's own word; a conversation that was opened again is young."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    _, held = await served(world, agent)
    await closing.tag(world.desk, agent=agent, conversation_id=held, tags=[HOLD_TAG])
    visitor, opened = await served(world, agent)
    world.clock.forward(days=40)
    await world.says(visitor, opened, "Me again.")
    await set_retention(
        world.desk, actor=ada, rule=Retention(conversations_days=30, anonymise_days=30), confirmed=0
    )
    assert not await sweep_old(world.desk)


async def test_old_customers_become_nobody() -> None:
    """Their words stay, until the rule for these lets them go."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    visitor, id_ = await served(world, agent)
    async with world.desk.store.transaction() as tx:
        known = await tx.people.visitor(visitor.id)
        assert known is not None
        await tx.people.save_visitor(replace(known, name="Kim", email="kim@example.org"))
    world.clock.forward(days=40)
    await set_retention(world.desk, actor=ada, rule=Retention(anonymise_days=30), confirmed=1)
    assert (await sweep_old(world.desk))["visitors"] == 1
    after = await people.get_visitor(world.desk, visitor_id=visitor.id)
    assert after is not None
    assert (after.name, after.email) == (None, None)
    assert len(await world.said(id_)) > 1


async def test_a_running_desk_forgets_by_the_rule() -> None:
    """Two processes at once delete everything once."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    _, id_ = await served(world, agent)
    world.clock.forward(days=3)
    await set_retention(world.desk, actor=ada, rule=Retention(conversations_days=2), confirmed=1)
    both = [Forgetting(world.desk, days=0, seconds=0.01) for _ in range(2)]
    await asyncio.gather(*(one.start() for one in both))

    async def gone() -> bool:
        async with world.desk.store.reading() as tx:
            return await tx.conversations.get(id_) is None

    await eventually(gone)
    await asyncio.gather(*(one.close() for one in both))


async def test_a_customer_is_given_out_and_erased() -> None:
    """Also what is open: the agent's place is free; notes between agents are not given out."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    visitor, first = await served(world, agent)
    world.clock.forward(days=1)
    id_ = await world.opened(visitor)
    await world.says(visitor, id_, "Me again.")
    await handoff.request_human(world.desk, visitor_id=visitor.id, conversation_id=id_)
    given = await erasing.export_visitor(world.desk, actor=ada, visitor_id=visitor.id)
    told = given["conversations"]
    assert isinstance(told, list)
    texts = [message["text"] for one in told for message in one["messages"]]
    assert "It comes tomorrow." in texts
    assert "Me again." in texts
    with pytest.raises(Invalid):
        await erasing.erase_visitor(
            world.desk, actor=ada, visitor_id=visitor.id, confirm="Kim", hold_tag=HOLD_TAG
        )
    label = visitor.id[-8:]
    done = await erasing.erase_visitor(
        world.desk, actor=ada, visitor_id=visitor.id, confirm=f" {label.upper()} ", hold_tag=HOLD_TAG
    )
    assert done.counts["conversations"] >= 1
    for one in {first, id_}:
        with pytest.raises(NotFound):
            await world.view(one)
    async with world.desk.store.reading() as tx:
        [ana] = [one for one in await tx.people.agents() if one.id == agent.id]
        assert (ana.load, ana.async_load) == (0, 0)
        assert await tx.queue.standing() == []
    _, log = await read_retention(world.desk, actor=ada)
    assert [one.kind for one in log] == [ErasureKind.ERASED, ErasureKind.EXPORTED]
    assert {one.by_name for one in log} == {"Ada"}


async def test_only_admins_delete() -> None:
    """And a held conversation keeps its customer."""
    world = World()
    ada, agent = await admin(world), await world.agent()
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    visitor, id_ = await served(world, agent)
    with pytest.raises(Forbidden):
        await preview(world.desk, actor=sam, rule=Retention(conversations_days=1))
    with pytest.raises(Forbidden):
        await erasing.export_visitor(world.desk, actor=sam, visitor_id=visitor.id)
    for rule in (Retention(conversations_days=0), Retention(anonymise_days=9999), Retention(hold_tag=" ")):
        with pytest.raises(Invalid):
            await preview(world.desk, actor=ada, rule=rule)
    await closing.tag(world.desk, agent=agent, conversation_id=id_, tags=[HOLD_TAG])
    with pytest.raises(Conflict):
        await erasing.erase_visitor(
            world.desk, actor=ada, visitor_id=visitor.id, confirm=visitor.id[-8:], hold_tag=HOLD_TAG
        )
