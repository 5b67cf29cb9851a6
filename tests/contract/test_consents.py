"""The consent before a chat, in every store: who is refused without it, what is kept of it, and what goes."""

import pytest

from handoff.desk.conversation import attachments, conversations
from handoff.desk.identity import identities, people
from handoff.desk.identity.intake import Answers, set_intake
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.privacy import erasing
from handoff.domain.enums import Role
from handoff.domain.errors import ConsentRequired
from handoff.domain.identity.intake import Consent, Intake
from handoff.domain.identity.people import Actor, Visitor, visitor_actor
from handoff.domain.retention import label_of
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store
ASKED = Intake(
    consent=Consent(text={"en": "You may keep this.", "pl": "Zgoda."}, link="https://shop.example/")
)
AGREED = Answers(answers={}, consent=True)


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


async def demanded(world: World, asked: Intake = ASKED) -> Actor:
    """From now on the desk asks; the admin who set it."""
    ada = await world.agent("Ada", role=Role.ADMIN)
    await set_intake(world.desk, actor=ada, intake=asked)
    return ada


async def opened(world: World, visitor: Actor, given: Answers | None = None) -> str:
    found = await conversations.open_conversation(world.desk, visitor_id=visitor.id, intake=given)
    return found.conversation.id


async def test_nothing_is_taken_of_who_has_not_agreed(world: World) -> None:
    """Neither words nor a file nor the wish for a person; all of it once they have, also later."""
    await demanded(world)
    vera = await world.visitor()
    chat = await opened(world, vera, Answers(answers={}))
    with pytest.raises(ConsentRequired):
        await world.says(vera, chat, "Hello")
    with pytest.raises(ConsentRequired):
        await handoff.request_human(world.desk, visitor_id=vera.id, conversation_id=chat)
    with pytest.raises(ConsentRequired):
        await attachments.put_attachment(
            world.desk, actor=vera, conversation_id=chat, name="a.txt", data=b"words"
        )
    assert await opened(world, vera, AGREED) == chat
    await attachments.put_attachment(
        world.desk, actor=vera, conversation_id=chat, name="a.txt", data=b"words"
    )
    await world.says(vera, chat, "Hello")


async def test_what_has_begun_goes_on_and_an_earlier_text_counts(world: World) -> None:
    """Nobody is cut short in the middle, and who agreed once is not asked about each comma."""
    early, chat = await world.chat("Hello")
    ada = await demanded(world)
    await world.says(early, chat, "Are you there?")
    vera = await world.visitor()
    await opened(world, vera, AGREED)
    await set_intake(world.desk, actor=ada, intake=Intake(consent=Consent(text={"en": "Another text."})))
    await world.says(vera, await opened(world, vera), "Hello")


async def test_no_name_is_taken_down_without_consent(world: World) -> None:
    """Who is known already stays so; what an anonymous visitor agreed to counts for the contact."""
    known = await people.create_visitor(world.desk, locale="en", external_id="1", name="Known")
    await demanded(world)
    vera = await world.visitor()

    async def identify(visitor: Actor, external_id: str, *, consent: bool = False) -> Visitor:
        found = await identities.identify(
            world.desk, visitor_id=visitor.id, external_id=external_id, name="Vera", consent=consent
        )
        return found.visitor

    with pytest.raises(ConsentRequired):
        await identify(vera, "7")
    before = await people.get_visitor(world.desk, visitor_id=vera.id)
    assert before is not None
    assert (before.external_id, before.name) == (None, None)
    assert (await identify(vera, "7", consent=True)).name == "Vera"
    again = await world.visitor()
    anonymous = await people.get_visitor(world.desk, visitor_id=again.id)
    assert anonymous is not None
    await identities.agree(world.desk, visitor=anonymous)
    assert (await identify(again, "1")).id == known.id
    contact = visitor_actor(known.id)
    await world.says(contact, await opened(world, contact), "Hello")


async def test_the_words_and_the_moment_are_kept_shown_given_out_and_erased(world: World) -> None:
    """In the language they were read in; the version is the form's; a second time changes nothing."""
    ada = await demanded(world)
    vera = await world.visitor("pl")
    chat = await opened(world, vera, AGREED)
    at = world.desk.clock()
    await opened(world, vera, AGREED)
    async with world.desk.store.reading() as tx:
        (given,) = await tx.consents.of(vera.id)
    assert (given.version, given.text, given.lang, given.link) == (1, "Zgoda.", "pl", "https://shop.example/")
    assert given.at <= at
    seen = await conversations.view_conversation(world.desk, actor=ada, conversation_id=chat)
    assert seen.consent == given
    told = await erasing.export_visitor(world.desk, actor=ada, visitor_id=vera.id)
    consents = told["consents"]
    assert isinstance(consents, list)
    assert [(one["version"], one["text"]) for one in consents] == [(1, "Zgoda.")]
    known = await people.get_visitor(world.desk, visitor_id=vera.id)
    assert known is not None
    await erasing.erase_visitor(
        world.desk, actor=ada, visitor_id=vera.id, confirm=label_of(known), hold_tag="hold"
    )
    async with world.desk.store.reading() as tx:
        assert await tx.consents.of(vera.id) == []
