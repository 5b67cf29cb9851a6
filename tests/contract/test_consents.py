"""The consent before a chat, in every store: who is refused without it, what is kept of it, and what goes."""

from dataclasses import replace

import pytest

from handoff.desk.conversation import attachments, conversations
from handoff.desk.identity import identities, people
from handoff.desk.identity.intake import Answers, set_intake
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.privacy import erasing
from handoff.domain.enums import Role
from handoff.domain.errors import ConsentRequired
from handoff.domain.identity.intake import Consent, FieldKind, Intake, IntakeField
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


LEGAL = Consent(text={"en": "You may keep this for ever."}, link="https://shop.example/")


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


async def test_what_has_begun_goes_on_until_it_is_over(world: World) -> None:
    """Nobody is cut short in the middle; who comes back to what had ended has to agree like everybody."""
    early, chat = await world.chat("Hello")
    await demanded(world)
    await world.says(early, chat, "Are you there?")
    await conversations.end_conversation(world.desk, visitor_id=early.id, conversation_id=chat)
    with pytest.raises(ConsentRequired):
        await world.says(early, chat, "One thing more")
    with pytest.raises(ConsentRequired):
        await handoff.request_human(world.desk, visitor_id=early.id, conversation_id=chat)
    await conversations.open_conversation(
        world.desk, visitor_id=early.id, conversation_id=chat, intake=AGREED
    )
    await world.says(early, chat, "One thing more")


async def test_another_text_is_asked_anew_and_a_correction_is_not(world: World) -> None:
    """So is another link; a translation beside it, the same words again and a slip put right are not."""
    ada = await demanded(world)

    async def becomes(consent: Consent, *, correction: bool = False) -> None:
        await set_intake(world.desk, actor=ada, intake=Intake(consent=consent), correction=correction)

    async def speaks(visitor: Actor) -> None:
        await world.says(visitor, await opened(world, visitor), "Hello")

    async def fresh() -> Actor:
        visitor = await world.visitor()
        await opened(world, visitor, AGREED)
        return visitor

    vera, pola, nina = [await fresh() for _ in range(3)]
    assert ASKED.consent is not None
    await becomes(Consent(text={**ASKED.consent.text, "fa": "رضایت"}, link=ASKED.consent.link))
    await becomes(Consent(text={"en": "You may keep thsi."}, link=ASKED.consent.link), correction=True)
    await speaks(vera)
    await becomes(LEGAL)
    with pytest.raises(ConsentRequired):
        await speaks(pola)
    await becomes(Consent(text=LEGAL.text, link="https://shop.example/other"), correction=True)
    with pytest.raises(ConsentRequired):
        await speaks(pola)
    await becomes(Consent(text=LEGAL.text, link="https://shop.example/third"))
    mina = await fresh()
    await becomes(ASKED.consent)
    await speaks(pola)
    with pytest.raises(ConsentRequired):
        await speaks(mina)
    await set_intake(world.desk, actor=ada, intake=Intake())
    await becomes(ASKED.consent)
    await speaks(nina)


async def test_only_what_was_read_is_agreed_to(world: World) -> None:
    """The version says which text it was: an old one that no longer counts is kept of nobody."""
    ada = await demanded(world)
    corrected = Consent(text={"en": "You may keep this!"}, link="https://shop.example/")
    await set_intake(world.desk, actor=ada, intake=Intake(consent=corrected), correction=True)
    first = Answers(answers={}, consent=True, version=1)
    vera, pola = await world.visitor(), await world.visitor()
    chat = await opened(world, vera, first)
    await world.says(vera, chat, "Hello")
    seen = await conversations.view_conversation(world.desk, actor=ada, conversation_id=chat)
    assert seen.consent is not None
    assert (seen.consent.version, seen.consent.text) == (1, "You may keep this.")
    await set_intake(world.desk, actor=ada, intake=Intake(consent=LEGAL))
    for version in (1, 2, 9):
        stale = Answers(answers={}, consent=True, version=version)
        with pytest.raises(ConsentRequired):
            await world.says(pola, await opened(world, pola, stale), "Hello")
        with pytest.raises(ConsentRequired):
            await identities.identify(world.desk, visitor_id=pola.id, external_id="7", intake=stale)
    async with world.desk.store.reading() as tx:
        assert await tx.consents.of(pola.id) == []
    await world.says(pola, await opened(world, pola, replace(first, version=3)), "Hello")


async def test_who_agrees_late_is_told_as_who_agreed_before(world: World) -> None:
    """The conversation that was begun for the refused words says what was answered and agreed to, once."""
    asked = IntakeField(id="who", kind=FieldKind.NAME, label={"en": "Your name"})
    await demanded(world, replace(ASKED, fields=(asked,)))
    vera = await world.visitor()
    chat = await opened(world, vera)
    for _ in range(2):
        found = await conversations.open_conversation(
            world.desk,
            visitor_id=vera.id,
            conversation_id=chat,
            lang="pl",
            intake=Answers(answers={"who": "Vera"}, consent=True, version=1),
        )
        (told,) = found.messages
        assert told.text == "Told before the chat: Your name: Vera · Agreed to: “Zgoda.”"


async def test_no_answer_and_no_address_is_taken_without_consent(world: World) -> None:
    """What a form asks besides, and where a ticket is to be answered, wait for it like words."""
    asked = IntakeField(id="who", kind=FieldKind.NAME, label={"en": "Your name"})
    await demanded(world, replace(ASKED, fields=(asked,)))
    vera = await world.visitor()
    chat = await opened(world, vera, Answers(answers={"who": "Vera"}))
    known = await people.get_visitor(world.desk, visitor_id=vera.id)
    assert known is not None
    assert known.name is None
    with pytest.raises(ConsentRequired):
        await tickets.open_ticket(
            world.desk, visitor_id=vera.id, conversation_id=chat, email="vera@example.org"
        )


async def test_no_name_is_taken_down_without_consent(world: World) -> None:
    """Who is known already stays so; what an anonymous visitor agreed to counts for the contact."""
    known = await people.create_visitor(world.desk, locale="en", external_id="1", name="Known")
    await demanded(world)
    vera = await world.visitor()

    async def identify(visitor: Actor, external_id: str, intake: Answers | None = None) -> Visitor:
        found = await identities.identify(
            world.desk, visitor_id=visitor.id, external_id=external_id, name="Vera", intake=intake
        )
        return found.visitor

    with pytest.raises(ConsentRequired):
        await identify(vera, "7")
    before = await people.get_visitor(world.desk, visitor_id=vera.id)
    assert before is not None
    assert (before.external_id, before.name) == (None, None)
    assert (await identify(vera, "7", AGREED)).name == "Vera"
    again = await world.visitor()
    anonymous = await people.get_visitor(world.desk, visitor_id=again.id)
    assert anonymous is not None
    await identities.agree(world.desk, visitor=anonymous, intake=AGREED)
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
