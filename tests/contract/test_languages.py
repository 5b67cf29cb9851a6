"""The languages that the desk offers, in every store: what is set, and who is answered in which."""

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.languages import current_languages, read_languages, set_languages
from handoff.desk.ports import Store
from handoff.domain.enums import Role
from handoff.domain.errors import Conflict, Forbidden, Invalid
from handoff.domain.languages import Languages
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store
NO_PERSIAN = Languages(default="pl", offered=("en", "pl"), widget=("pl",))


async def test_those_who_lead_set_the_languages(store: Store) -> None:
    """As installed until they have; the slower of two is told; in the order in which they are named."""
    world = World(store)
    ana, boss = await world.agent(), await world.agent("Sam", role=Role.SUPERVISOR)
    assert (await read_languages(world.desk, actor=boss)).value == Languages()
    with pytest.raises(Forbidden):
        await set_languages(world.desk, actor=ana, languages=NO_PERSIAN)
    with pytest.raises(Forbidden):
        await read_languages(world.desk, actor=ana)
    turned = Languages(default="pl", offered=("pl", "en", "en"), widget=("pl",))
    made = await set_languages(world.desk, actor=boss, languages=turned, revision=0)
    assert (made.value, made.revision, made.by) == (NO_PERSIAN, 1, "Sam")
    with pytest.raises(Conflict):
        await set_languages(world.desk, actor=boss, languages=Languages(), revision=0)
    assert (await current_languages(world.desk)).value == NO_PERSIAN


@pytest.mark.parametrize(
    "wrong",
    [
        Languages(default="de", offered=("de",), widget=("de",)),
        Languages(default="en", offered=("en",), widget=("en", "pl")),
        Languages(default="fa", offered=("en", "fa"), widget=("en",)),
        Languages(default="en", offered=("en",), widget=()),
    ],
    ids=repr,
)
async def test_nobody_is_left_without_a_language(store: Store, wrong: Languages) -> None:
    world = World(store)
    boss = await world.agent("Sam", role=Role.SUPERVISOR)
    with pytest.raises(Invalid):
        await set_languages(world.desk, actor=boss, languages=wrong)


async def test_a_customer_is_met_in_a_language_that_is_offered(store: Store) -> None:
    """Who reads Persian gets the language that stands for all others, until Persian is offered again."""
    world = World(store)
    for offered, met in ((NO_PERSIAN, "pl"), (Languages(), "fa")):
        world.desk.agreed.languages = offered
        vera = await people.create_visitor(world.desk, locale="fa-IR")
        opened = await conversations.open_conversation(world.desk, visitor_id=vera.id, lang="fa")
        assert (vera.locale, opened.conversation.lang) == (met, met)
