"""The form before a chat, in every store: what is set, what is kept, and what is left out."""

from dataclasses import replace

import pytest

from handoff.desk.conversation import conversations
from handoff.desk.identity import people
from handoff.desk.identity.intake import Answers, current_intake, read_intake, set_intake
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.domain.enums import MessageKind, Role
from handoff.domain.errors import Conflict, Forbidden, Invalid
from handoff.domain.identity.intake import Consent, FieldKind, Intake, IntakeField
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store
FORM = Intake(
    fields=(
        IntakeField(id="who", kind=FieldKind.NAME, label={"en": "Your name", "fa": "نام شما"}, required=True),
        IntakeField(id="mail", kind=FieldKind.EMAIL, label={"en": "E-mail"}),
        IntakeField(id="order", kind=FieldKind.TEXT, label={"en": "Order", "fa": "سفارش"}, pattern="LM-.*"),
    ),
    consent=Consent(text={"en": "You may keep this."}),
)
GIVEN = Answers(
    answers={"who": " Vera  Lis ", "mail": "Vera@Example.org", "order": "LM-۲۰۴۱۷", "trick": "no"},
    consent=True,
)


async def asked(world: World) -> None:
    boss = await world.agent("Sam", role=Role.SUPERVISOR)
    await set_intake(world.desk, actor=boss, intake=FORM)


async def test_answers_stand_at_the_beginning_and_in_the_brief(store: Store) -> None:
    """In the order asked, in their normal form, with what was agreed to; nothing that was not asked."""
    world = World(store)
    await asked(world)
    vera = await world.visitor()
    opened = await conversations.open_conversation(world.desk, visitor_id=vera.id, intake=GIVEN)
    (first,) = opened.messages
    assert (first.seq, first.kind) == (1, MessageKind.ACTIVITY)
    assert first.text == (
        "Told before the chat: Your name: Vera Lis · E-mail: vera@example.org · Order: LM-20417"
        " · Agreed to: “You may keep this.”"
    )
    chat = opened.conversation.id
    await world.says(vera, chat, "Where is it?")
    await handoff.request_human(world.desk, visitor_id=vera.id, conversation_id=chat)
    ana = await world.agent()
    seen = await conversations.view_conversation(world.desk, actor=ana, conversation_id=chat)
    assert seen.brief is not None
    assert {(fact.name, fact.value, fact.seq) for fact in seen.brief.facts} == {
        ("name", "Vera Lis", 1),
        ("email", "vera@example.org", 1),
        ("Order", "LM-20417", 1),
    }
    assert (seen.conversation.visitor_name, seen.conversation.visitor_email) == (
        "Vera Lis",
        "vera@example.org",
    )


async def test_an_open_conversation_is_not_told_again(store: Store) -> None:
    """Answers are for a new one; each new one has them."""
    world = World(store)
    await asked(world)
    vera = await world.visitor("fa")
    once = await conversations.open_conversation(world.desk, visitor_id=vera.id, intake=GIVEN)
    again = await conversations.open_conversation(world.desk, visitor_id=vera.id, intake=GIVEN)
    assert (again.conversation.id, again.head_seq) == (once.conversation.id, 1)
    assert "سفارش: LM-20417" in again.messages[0].text
    empty = await conversations.open_conversation(world.desk, visitor_id=vera.id, intake=GIVEN, begin=True)
    assert empty.conversation.id == once.conversation.id
    await world.says(vera, once.conversation.id, "سلام")
    other = await conversations.open_conversation(world.desk, visitor_id=vera.id, intake=GIVEN, begin=True)
    assert (other.conversation.id != once.conversation.id, other.head_seq) == (True, 1)


async def test_what_the_host_site_told_stands(store: Store) -> None:
    world = World(store)
    await asked(world)
    known = await people.create_visitor(
        world.desk, locale="en", external_id="7", name="Vera Known", email="known@example.org"
    )
    await conversations.open_conversation(world.desk, visitor_id=known.id, intake=GIVEN)
    after = await people.get_visitor(world.desk, visitor_id=known.id)
    assert after is not None
    assert (after.name, after.email) == ("Vera Known", "known@example.org")


async def test_an_answer_in_no_normal_form_is_kept_as_it_was_written(store: Store) -> None:
    """Nobody is turned away; but it is no address of the customer."""
    world = World(store)
    await asked(world)
    vera = await world.visitor()
    opened = await conversations.open_conversation(
        world.desk, visitor_id=vera.id, intake=Answers(answers={"mail": "at home"}, consent=True)
    )
    assert opened.messages[0].text.startswith("Told before the chat: E-mail: at home · Agreed")
    after = await people.get_visitor(world.desk, visitor_id=vera.id)
    assert after is not None
    assert after.email is None


async def test_nothing_given_says_nothing(store: Store) -> None:
    world = World(store)
    vera = await world.visitor()
    opened = await conversations.open_conversation(world.desk, visitor_id=vera.id, intake=GIVEN)
    assert opened.messages == ()


async def test_those_who_lead_set_the_form(store: Store) -> None:
    """With ids of their own, readable patterns and our languages; the slower of two is told."""
    world = World(store)
    ana, boss = await world.agent(), await world.agent("Sam", role=Role.SUPERVISOR)
    with pytest.raises(Forbidden):
        await set_intake(world.desk, actor=ana, intake=FORM)
    with pytest.raises(Forbidden):
        await read_intake(world.desk, actor=ana)
    name = FORM.fields[0]
    for wrong in (
        Intake(fields=(name, name)),
        Intake(fields=(IntakeField(id="a", kind=FieldKind.TEXT, label={}),)),
        Intake(fields=(IntakeField(id="a", kind=FieldKind.TEXT, label={"de": "Name"}),)),
        Intake(fields=(IntakeField(id="a", kind=FieldKind.TEXT, label={"en": "A"}, pattern="("),)),
        Intake(consent=Consent(text={})),
    ):
        with pytest.raises(Invalid):
            await set_intake(world.desk, actor=boss, intake=wrong)
    made = await set_intake(world.desk, actor=boss, intake=FORM, revision=0)
    assert FORM.consent is not None
    kept = replace(FORM, consent=replace(FORM.consent, since=1))
    assert (made.value, made.revision, made.by) == (kept, 1, "Sam")
    with pytest.raises(Conflict):
        await set_intake(world.desk, actor=boss, intake=Intake(), revision=0)
    assert (await current_intake(world.desk)).value == kept
