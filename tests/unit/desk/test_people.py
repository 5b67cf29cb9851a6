"""Visitors, contacts and staff."""

import pytest

from handoff.desk.identity import people
from handoff.domain.enums import Availability, Role
from handoff.domain.errors import Forbidden, Invalid, NotFound
from handoff.domain.history.events import AgentChanged, QueueChanged
from tests.support.desks import World


async def test_a_contact_is_the_same_visitor_everywhere() -> None:
    """The host site's word joins sessions; what is newly known is added."""
    world = World()
    first = await people.create_visitor(world.desk, locale="fa-IR", external_id="7", name="Vera")
    again = await people.create_visitor(world.desk, locale="xx", external_id="7", email="vera@example.org")
    assert (first.locale, again.id, again.name, again.email) == (
        "fa",
        first.id,
        "Vera",
        "vera@example.org",
    )
    assert await people.get_visitor(world.desk, visitor_id=first.id) == again
    assert (await people.create_visitor(world.desk, locale=None)).id != first.id


async def test_an_account_logs_in_by_address_in_any_case() -> None:
    """One account an address; the hash is only in the record."""
    world = World()
    ana = await world.agent()
    record = await people.authenticate(world.desk, email=" ANA@example.org ")
    assert record is not None
    assert (record.agent.id, record.password_hash) == (ana.id, "hash")
    await people.set_password(world.desk, email="Ana@example.org", password_hash="new")
    record = await people.authenticate(world.desk, email="ana@example.org")
    assert record is not None
    assert record.password_hash == "new"
    assert await people.authenticate(world.desk, email="nobody@example.org") is None
    with pytest.raises(NotFound):
        await people.set_password(world.desk, email="nobody@example.org", password_hash="x")
    with pytest.raises(Invalid):
        await world.agent()


@pytest.mark.parametrize(
    ("email", "name", "capacity"),
    [("x", "X", 1), ("x@y", " ", 1), ("x@y", "X", -1), ("x@y", "X" * 256, 1), ("x" * 320 + "@y", "X", 1)],
)
async def test_a_useless_account_is_refused(email: str, name: str, capacity: int) -> None:
    """It needs an address, a name and a sensible capacity."""
    world = World()
    with pytest.raises(Invalid):
        await people.add_agent(
            world.desk,
            email=email,
            name=name,
            role=Role.AGENT,
            password_hash="x",
            capacity=capacity,
        )


async def test_presence_is_a_fact_that_runs_out() -> None:
    """Kept while a connection is seen; colleagues see who can take a chat."""
    world = World()
    ana = await world.agent(online=False)
    await people.set_availability(world.desk, agent=ana, availability=Availability.ONLINE, capacity=2)

    async def state() -> tuple[bool, bool]:
        (me,) = await people.list_agents(world.desk, actor=ana)
        return me.present, me.can_take

    assert await state() == (False, False)
    world.recorder.take()
    await people.keep_present(world.desk, agent_id=ana.id)
    assert world.recorder.take() == [AgentChanged(agent_id=ana.id), QueueChanged()]
    await people.keep_present(world.desk, agent_id=ana.id)
    assert world.recorder.take() == []
    assert await state() == (True, True)
    world.clock.forward(days=366)
    assert await state() == (False, False)
    await people.keep_present(world.desk, agent_id=ana.id)
    await people.leave(world.desk, agent_id=ana.id)
    assert await state() == (False, False)


async def test_colleagues_are_those_who_serve() -> None:
    """Editors are not in the list, and do not see it."""
    world = World()
    editor = await world.agent("Eli", role=Role.EDITOR)
    sam = await world.agent("Sam", role=Role.SUPERVISOR)
    ana = await world.agent("Ana")
    assert [one.name for one in await people.list_agents(world.desk, actor=ana)] == ["Ana", "Sam"]
    with pytest.raises(Forbidden):
        await people.list_agents(world.desk, actor=editor)
    known = await people.get_agent(world.desk, agent_id=sam.id)
    assert known is not None
    assert known.actor == sam
    assert await people.get_agent(world.desk, agent_id="nobody") is None
    with pytest.raises(NotFound):
        await people.keep_present(world.desk, agent_id="nobody")


async def test_what_a_host_site_says_is_kept_within_bounds() -> None:
    """A long name is cut, a long or empty id is refused, for no database could keep it."""
    world = World()
    visitor = await people.create_visitor(world.desk, locale="en", external_id="7", name="x" * 999)
    assert visitor.name == "x" * 255
    for external_id in ("", "x" * 256):
        with pytest.raises(Invalid):
            await people.create_visitor(world.desk, locale="en", external_id=external_id)
