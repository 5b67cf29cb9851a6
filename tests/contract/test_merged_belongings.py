"""What hangs on a conversation that was merged: its ticket, mails, promises, files, age; in every store."""

from datetime import timedelta

import pytest

from handoff.desk.conversation import attachments, conversations, feedback, messages
from handoff.desk.mail import errands, tickets
from handoff.desk.mail.letterbox import take_in
from handoff.desk.mail.transcripts import send_transcript
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.privacy.erasing import erase_visitor, export_visitor
from handoff.desk.queueing import waiting
from handoff.desk.timing import promises
from handoff.desk.timing.promise_sweep import look_at_promises
from handoff.domain.conversation.ticket import signed_number
from handoff.domain.enums import MessageKind, Owner, Role
from handoff.domain.errors import IllegalTransition
from handoff.domain.history.kept_event import EventKind
from handoff.domain.mail import Letter
from handoff.domain.policy import MailPolicy, Policy
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.files import png
from tests.support.merging import Pair, pair

pytestmark = every_store

MAIL = Policy(presence_ttl=timedelta(days=365), mail=MailPolicy(enabled=True, key="k" * 32))


async def mailing(store: Store) -> tuple[Pair, int]:
    """The other one is a ticket; the customer's address is known."""
    two = await pair(World(store, MAIL))
    view = await tickets.open_ticket(
        two.world.desk, visitor_id=two.vera.id, conversation_id=two.there, email="vera@example.org"
    )
    assert view.ticket is not None
    return two, view.ticket.number


def letter(number: int, text: str = "Any news?") -> Letter:
    return Letter(
        message_id="<a@mail.example>",
        sender="vera@example.org",
        subject="Re: Ticket",
        text=text,
        recipients=(f"desk+{signed_number(number, 'k' * 32)}@example.org",),
    )


async def test_a_ticket_makes_the_other_one_a_ticket(store: Store) -> None:
    """Who was told that they need not wait here is still answered by mail; the old number leads there."""
    two, number = await mailing(store)
    view = await two.merge()
    assert view.ticket is not None
    assert view.ticket.number != number
    outcome = await take_in(two.world.desk, letter(number), detect=lambda text, lang: lang)
    assert outcome == "said"
    assert (await two.world.said(two.here))[-1].text == "Any news?"


async def test_a_ticket_takes_up_what_a_ticket_takes_up(store: Store) -> None:
    """Also where who merges takes it in the same moment."""
    two, _ = await mailing(store)
    await handoff.release(two.world.desk, agent=two.ana, conversation_id=two.here)
    await two.merge()
    async with store.reading() as tx:
        (ana,) = await tx.people.agents()
    assert (ana.load, ana.async_load) == (0, 1)


async def test_a_mail_that_fails_is_told_where_it_goes_on(store: Store) -> None:
    two, _ = await mailing(store)
    two.world.clock.forward(minutes=5)
    (mail, *_) = await errands.due(two.world.desk)
    errand = await errands.begin(two.world.desk, mail, worker="w", domain="example.org")
    assert errand is not None
    await two.merge()
    await errands.failed(two.world.desk, errand.mail, "no such mailbox", refused=True, final=True)
    assert "mail_failed" in await two.world.activities(two.here)
    assert "mail_failed" not in await two.world.activities(two.there)


async def test_a_copy_holds_what_was_brought_along(store: Store) -> None:
    """Asked for on either side, it is sent where it goes on, and told there; notes stay here."""
    two = await pair(World(store, MAIL), "And where is order LM-20417?")
    await two.given_to(two.ana)
    await two.world.says(two.ana, two.there, "Between us.", MessageKind.NOTE)
    await two.merge()
    for place in (two.here, two.there):
        await send_transcript(two.world.desk, actor=two.vera, conversation_id=place, email="vera@example.org")
    assert (await two.world.activities(two.here)).count("transcript_sent") == 2
    for mail in await errands.due(two.world.desk):
        errand = await errands.begin(two.world.desk, mail, worker="w", domain="example.org")
        assert errand is not None
        said = [line.text for line in errand.lines]
        assert said.count("Where is my parcel?") == 1
        assert said.count("And where is order LM-20417?") == 1
        assert "Between us." not in said


async def test_what_was_promised_there_is_owed_here(store: Store) -> None:
    """By whoever has it now; when it is due nothing that is over opens again, and undoing takes it back."""
    two = await pair(World(store))
    desk = two.world.desk
    await two.given_to(two.ana)
    (made,) = await promises.promise(
        desk,
        agent=two.ana,
        conversation_id=two.there,
        text="I call you",
        due_at=two.world.clock() + timedelta(minutes=5),
    )
    await two.merge()
    (owed,) = await promises.promises_of(desk, conversation_id=two.here)
    line = (await two.world.said(two.here))[-1]
    assert (owed.id, owed.seq, owed.keeper_id) == (made.id, line.seq, two.ana.id)
    two.world.clock.forward(minutes=6)
    await look_at_promises(desk)
    assert (await two.conversation(two.there)).owner is Owner.NOBODY
    await two.unmerge()
    (back,) = await promises.promises_of(desk, conversation_id=two.there)
    assert (back.id, back.seq, back.keeper_id) == (made.id, made.seq, two.ana.id)
    assert await promises.promises_of(desk, conversation_id=two.here) == ()


async def test_a_promise_that_is_owed_again_does_not_open_what_went_on_elsewhere(store: Store) -> None:
    """It had been dropped before the merge."""
    two = await pair(World(store))
    desk = two.world.desk
    await two.given_to(two.ana)
    soon = two.world.clock() + timedelta(minutes=5)
    (made,) = await promises.promise(
        desk, agent=two.ana, conversation_id=two.there, text="I call you", due_at=soon
    )
    await promises.drop(desk, agent=two.ana, promise_id=made.id)
    await two.merge()
    await promises.owe_again(desk, agent=two.ana, promise_id=made.id)
    two.world.clock.forward(minutes=6)
    assert await look_at_promises(desk) == 1
    assert (await two.conversation(two.there)).owner is Owner.NOBODY
    assert (await two.conversation(two.here)).owner is Owner.AGENT


async def test_a_file_that_was_put_there_is_sent_here(store: Store) -> None:
    two = await pair(World(store))
    desk = two.world.desk
    before = await attachments.put_attachment(
        desk, actor=two.vera, conversation_id=two.there, name="a.png", data=png()
    )
    await two.merge()
    after = await attachments.put_attachment(
        desk, actor=two.vera, conversation_id=two.there, name="b.png", data=png()
    )
    for place, file in ((two.there, before), (two.here, after)):
        said = await messages.send_message(
            desk,
            actor=two.vera,
            conversation_id=place,
            client_message_id=file.id,
            text="",
            attachments=[file.id],
        )
        assert said.conversation_id == two.here
        found, data = await attachments.read_attachment(
            desk, actor=two.ana, conversation_id=two.here, attachment_id=file.id
        )
        assert (found.message_id, data) == (said.id, png())


async def test_a_thumb_on_an_old_answer_is_heard_here(store: Store) -> None:
    """It speaks of the answer there, and is said once."""
    two = await pair(World(store))
    await two.world.bot_says(two.there, "Fourteen days.", answer={"outcome": "answered"})
    answer = (await two.world.said(two.there))[-1]
    await two.merge()
    said = [
        await feedback.give_feedback(
            two.world.desk,
            visitor_id=two.vera.id,
            conversation_id=two.there,
            message_id=answer.id,
            helpful=helpful,
        )
        for helpful in (True, False)
    ]
    assert said[0] == said[1]
    assert said[0].conversation_id == two.here


async def test_wishes_for_a_person_arrive_here(store: Store) -> None:
    """From an old page: nothing opens the closed one again."""
    two = await pair(World(store))
    await two.merge()
    desk, who = two.world.desk, {"visitor_id": two.vera.id, "conversation_id": two.there}
    for view in (
        await handoff.request_human(desk, **who),
        await waiting.leave_contact(desk, **who, phone="+48221234567"),
        await tickets.open_ticket(desk, **who),
    ):
        assert (view.id, view.owner) == (two.here, Owner.AGENT)
    assert (await conversations.end_conversation(desk, **who)).id == two.there
    assert (await two.conversation(two.here)).owner is Owner.AGENT
    with pytest.raises(IllegalTransition):
        await feedback.give_csat(desk, **who, score=5)


async def test_no_figure_calls_a_merge_an_end(store: Store) -> None:
    """It is kept as what it is; undone, too, without a customer who came back."""
    two = await pair(World(store))
    await two.queued()
    await two.merge()
    await two.unmerge()
    async with store.reading() as tx:
        kept = [one.kind for one in await tx.events.of(two.there)]
    ends = {EventKind.RESOLVED, EventKind.LEFT, EventKind.REOPENED}
    assert not ends & set(kept)
    assert kept[-2:] == [EventKind.MERGED, EventKind.UNMERGED] or EventKind.CLOCK in kept
    assert (kept.count(EventKind.QUEUED), kept.count(EventKind.MERGED)) == (1, 1)


async def test_it_is_as_old_as_the_one_it_is_told_in(store: Store) -> None:
    """Half of a matter that goes on is not deleted; with the other half it is."""
    two = await pair(World(store))
    await two.merge()
    two.world.clock.forward(days=30)
    async with store.transaction() as tx:
        assert await tx.erasing.old(two.world.clock(), "hold", 10) == []
    await handoff.resolve(two.world.desk, agent=two.ana, conversation_id=two.here, reason="answered")
    two.world.clock.forward(days=1)
    async with store.transaction() as tx:
        assert await tx.erasing.old(two.world.clock(), "hold", 10) == [two.there, two.here]
        await tx.erasing.drop(two.here)
    assert (await two.conversation(two.there)).merged_into is None


async def test_a_customer_takes_and_loses_both(store: Store) -> None:
    two = await pair(World(store))
    ada = await two.world.agent("Ada", role=Role.ADMIN)
    await two.merge()
    desk = two.world.desk
    told = await export_visitor(desk, actor=ada, visitor_id=two.vera.id)
    kept = told["conversations"]
    assert isinstance(kept, list)
    assert [(one["id"], one["merged_into"]) for one in kept] == [(two.here, None), (two.there, two.here)]
    erased = await erase_visitor(
        desk, actor=ada, visitor_id=two.vera.id, confirm=two.vera.id[-8:], hold_tag="hold"
    )
    assert erased.counts["conversations"] == 2
    async with store.reading() as tx:
        assert await tx.conversations.merged_into(two.here) == []
