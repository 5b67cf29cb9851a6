"""Every store keeps addresses that get no mail as the desk needs them: memory, SQLite and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from handoff.desk.ids import uuid7
from handoff.desk.ports import Store
from handoff.domain.mail import MailKind, MailState
from handoff.domain.suppression import Suppression, SuppressionReason
from tests.contract.test_mail_store import mail_of
from tests.support.databases import every_store
from tests.support.desks import START, World

pytestmark = every_store
KIM, LEA = "kim@example.org", "lea_1%@example.org"


def suppression(address: str = KIM, **given: object) -> Suppression:
    values = {"id": uuid7(), "address": address, "reason": SuppressionReason.BOUNCED, "at": START} | given
    return Suppression(**values)  # type: ignore[arg-type]


async def test_an_address_is_suppressed_once(store: Store) -> None:
    """Also by several processes at once; a second reason changes nothing."""

    async def add(one: Suppression) -> bool:
        async with store.transaction() as tx:
            return await tx.suppressions.add(one)

    several = [suppression(problem=f"550 پُر {number}") for number in range(5)]
    added = await asyncio.gather(*(add(one) for one in several))
    assert sorted(added) == [False] * 4 + [True]
    async with store.reading() as tx:
        assert await tx.suppressions.of(KIM) == several[added.index(True)]
        assert await tx.suppressions.of(LEA) is None
        assert await tx.suppressions.among([KIM, LEA]) == {KIM}
        assert await tx.suppressions.count() == 1


async def test_what_is_lifted_is_kept_as_a_record(store: Store) -> None:
    """Lifted once, by somebody; the address may be suppressed anew."""
    first, later = suppression(), START + timedelta(hours=1)
    async with store.transaction() as tx:
        await tx.suppressions.add(first)
        assert await tx.suppressions.lift(first.id, later, "a1", "Ada")
        assert not await tx.suppressions.lift(first.id, later, "a2", "Bo")
        assert not await tx.suppressions.lift(uuid7(), later, "a2", "Bo")
        assert await tx.suppressions.of(KIM) is None
        lifted = replace(first, lifted_at=later, lifted_by_id="a1", lifted_by_name="Ada")
        assert await tx.suppressions.get(first.id) == lifted
        assert await tx.suppressions.find("", 9, lifted=True) == [lifted]
        assert await tx.suppressions.add(suppression())
        assert await tx.suppressions.count() == 1


async def test_suppressed_addresses_are_searched(store: Store) -> None:
    """By any part of the address, as it is written, the latest first."""
    kim, lea = suppression(), suppression(LEA, at=START + timedelta(days=1))
    async with store.transaction() as tx:
        await tx.suppressions.add(kim)
        await tx.suppressions.add(lea)
    async with store.reading() as tx:
        assert await tx.suppressions.find("", 9, lifted=False) == [lea, kim]
        assert await tx.suppressions.find("", 1, lifted=False) == [lea]
        assert await tx.suppressions.find("KIM@", 9, lifted=False) == [kim]
        assert await tx.suppressions.find("_1%", 9, lifted=False) == [lea]
        assert await tx.suppressions.find("a%e", 9, lifted=False) == []
        assert await tx.suppressions.find("", 9, lifted=True) == []


async def test_an_address_is_forgotten_with_its_last_customer(store: Store) -> None:
    """Another customer with the same address keeps it; a customer without one takes nothing along."""
    world = World(store)
    people = [await world.visitor() for _ in range(3)]
    async with store.transaction() as tx:
        for person, email in zip(people, ("Kim@example.org", KIM, None), strict=True):
            known = await tx.people.visitor(person.id)
            assert known is not None
            await tx.people.save_visitor(replace(known, email=email))
        await tx.suppressions.add(suppression())
        await tx.suppressions.add(suppression(LEA))
        left = []
        for gone in (people[2], people[0]):
            assert await tx.erasing.drop_visitor(gone.id)
            left.append(await tx.suppressions.count())
        await tx.erasing.anonymise(people[1].id)
        assert [*left, await tx.suppressions.count()] == [2, 2, 1]
        assert await tx.suppressions.of(KIM) is None


async def test_copies_asked_for_are_counted(store: Store) -> None:
    """Of a conversation, of a visitor and for an address; answers are no copies, and old ones are over."""
    world = World(store)
    visitor, first = await world.waiting()
    _, other = await world.waiting()
    copy = {"kind": MailKind.TRANSCRIPT, "state": MailState.SENDING, "address": KIM}
    async with store.transaction() as tx:
        assert await tx.mails.schedule(mail_of(first, **copy, zone="Asia/Tehran"))
        assert await tx.mails.schedule(mail_of(first, **copy | {"address": LEA}))
        assert await tx.mails.schedule(mail_of(other, **copy))
        assert await tx.mails.schedule(mail_of(first, **copy, created_at=START - timedelta(days=2)))
        assert await tx.mails.schedule(mail_of(first, address=KIM))
        counts = await tx.mails.transcripts(
            START - timedelta(days=1), conversation_id=first, visitor_id=visitor.id, address=KIM
        )
        assert counts == (2, 2, 2)


async def test_a_copy_waits_for_no_answer_and_holds_none_up(store: Store) -> None:
    """It goes to somebody else, perhaps; only answers keep their order."""
    world = World(store)
    _, conversation_id = await world.waiting()
    stuck = {"state": MailState.SENDING, "due_at": START + timedelta(hours=1)}
    async with store.transaction() as tx:
        await tx.mails.schedule(mail_of(conversation_id, **stuck, kind=MailKind.TRANSCRIPT))
        answer = mail_of(conversation_id, state=MailState.SENDING)
        await tx.mails.schedule(answer)
        copy = mail_of(conversation_id, state=MailState.SENDING, kind=MailKind.TRANSCRIPT)
        await tx.mails.schedule(copy)
        await tx.mails.schedule(mail_of(conversation_id))
        assert [one.id for one in await tx.mails.due(START, 9)] == [answer.id, copy.id]
