"""Letters of one sender become one conversation, though each had a visitor of its own; in every store."""

from dataclasses import replace

import pytest

from handoff.desk.conversation import conversations, merging, same_customer
from handoff.desk.identity import identities
from handoff.desk.mail import errands
from handoff.desk.mail.letterbox import take_in
from handoff.desk.mail.transcripts import send_transcript
from handoff.desk.ports import Store
from handoff.desk.privacy.erasing import erase_visitor
from handoff.desk.queueing import queue
from handoff.domain.conversation.ticket import signed_number
from handoff.domain.enums import Channel, ListView, Owner, Role
from handoff.domain.errors import IllegalTransition
from handoff.domain.identity.people import Actor, visitor_actor
from handoff.domain.mail import Letter, MailKind
from tests.contract.test_merged_belongings import MAIL
from tests.support.databases import every_store
from tests.support.desks import World

pytestmark = every_store
VERA = "vera@example.org"


async def wrote(world: World, text: str, *, sender: str = VERA, to: str = "desk@example.org") -> str:
    """A letter comes in; returns the conversation that holds it."""
    letter = Letter(
        message_id=f"<{world.desk.new_id()}@mail.example>",
        sender=sender,
        subject=text,
        text=text,
        recipients=(to,),
    )
    await take_in(world.desk, letter, detect=lambda text, lang: lang)
    world.clock.forward(minutes=1)
    page = await conversations.list_conversations(world.desk, actor=await reader(world), view=ListView.ALL)
    return next(one.id for one in page.items if (one.last_text or "").endswith(text))


async def reader(world: World) -> Actor:
    async with world.desk.store.reading() as tx:
        return next(one.actor for one in await tx.people.agents() if one.role is not Role.EDITOR)


async def two_letters(store: Store) -> tuple[World, Actor, str, str]:
    """Ana has the first; the second, from the same address in other letters, waits."""
    world = World(store, MAIL)
    ana = await world.agent()
    first = await wrote(world, "The lamp is dark")
    second = await wrote(world, "And where is LM-20417?", sender="Vera@Example.org")
    await queue.claim(world.desk, agent=ana, conversation_id=first)
    return world, ana, first, second


async def whose(world: World, *ids: str) -> list[str]:
    return [(await conversations.get_view(world.desk, conversation_id=id_)).visitor_id for id_ in ids]


async def test_letters_of_one_sender_are_found_and_merged(store: Store) -> None:
    """They are one customer's from then on: what answers either arrives in the one that goes on."""
    world, ana, first, second = await two_letters(store)
    desk = world.desk
    found = await same_customer.others(desk, agent=ana, conversation_id=first)
    assert [one.id for one in found] == [second]
    number = (await conversations.get_view(desk, conversation_id=second)).ticket
    assert number is not None
    view = await merging.merge(desk, agent=ana, conversation_id=first, other=second)
    assert (view.id, view.owner) == (first, Owner.AGENT)
    here, there = await whose(world, first, second)
    assert here == there
    sealed = f"desk+{signed_number(number.number, 'k' * 32)}@example.org"
    assert await wrote(world, "Any news?", to=sealed) == first


async def test_undone_each_is_a_strangers_again(store: Store) -> None:
    world, ana, first, second = await two_letters(store)
    before = await whose(world, first, second)
    third = await wrote(world, "A third thing")
    await merging.merge(world.desk, agent=ana, conversation_id=second, other=third)
    await merging.merge(world.desk, agent=ana, conversation_id=first, other=second)
    assert len(set(await whose(world, first, second, third))) == 1
    await merging.unmerge(world.desk, agent=ana, conversation_id=first, other=second)
    assert await whose(world, first, second, third) == [*before, before[1]]


async def test_a_copy_reads_as_one(store: Store) -> None:
    """In the order in which it was said, each day once, each letter at its time."""
    world, ana, first, second = await two_letters(store)
    world.clock.forward(days=1)
    await world.says(ana, first, "I look into it")
    await merging.merge(world.desk, agent=ana, conversation_id=second, other=first)
    await send_transcript(world.desk, actor=ana, conversation_id=second, email=VERA)
    (copy,) = [one for one in await errands.due(world.desk) if one.kind is MailKind.TRANSCRIPT]
    errand = await errands.begin(world.desk, copy, worker="w", domain="example.org")
    assert errand is not None
    lines = [line.text for line in errand.lines]
    spoken = [one for one in lines if "lamp" in one or "LM-20417" in one or one == "I look into it"]
    wanted = ["The lamp is dark", "And where is LM-20417?", "I look into it"]
    assert [one.split("\n")[-1] for one in spoken[:3]] == wanted
    days = [one for one in lines if one.startswith("— ")]
    assert len(days) == len(set(days)) == 2


async def test_the_page_of_a_known_customer_reads_their_letter(store: Store) -> None:
    """The host site vouches for the address; whichever goes on, both are on their page."""
    for letter_goes_on in (False, True):
        world = World(store, MAIL)
        ana = await world.agent(f"Ana {letter_goes_on}")
        email = f"{letter_goes_on}@example.org".lower()
        guest = await world.visitor()
        known = await identities.identify(
            world.desk, visitor_id=guest.id, external_id=f"shop-{letter_goes_on}", email=email
        )
        vera = visitor_actor(known.visitor.id)
        chat = await world.opened(vera)
        await world.says(vera, chat, "I am here")
        letter = await wrote(world, f"I wrote, too {letter_goes_on}", sender=email)
        into, other = (letter, chat) if letter_goes_on else (chat, letter)
        await merging.merge(world.desk, agent=ana, conversation_id=into, other=other)
        assert await whose(world, into, other) == [vera.id, vera.id]
        read = await conversations.transcript(world.desk, actor=vera, conversation_id=letter)
        assert read.messages[0].text.endswith(f"I wrote, too {letter_goes_on}")
        await merging.unmerge(world.desk, agent=ana, conversation_id=into, other=other)
        assert (await whose(world, chat))[0] == vera.id != (await whose(world, letter))[0]


async def test_an_address_that_was_only_typed_opens_nothing(store: Store) -> None:
    """Else anybody read a stranger's letters by writing their address into the chat."""
    world, ana, first, _ = await two_letters(store)
    eve = await world.visitor()
    chat = await world.opened(eve)
    await world.says(eve, chat, "Hello")
    async with store.transaction() as tx:
        known = await tx.people.visitor(eve.id)
        assert known is not None
        await tx.people.save_visitor(replace(known, email=VERA))
    assert await same_customer.others(world.desk, agent=ana, conversation_id=chat) == ()
    for into, other in ((chat, first), (first, chat)):
        with pytest.raises(IllegalTransition, match="same customer"):
            await merging.merge(world.desk, agent=ana, conversation_id=into, other=other)


async def test_letters_of_two_senders_stay_two(store: Store) -> None:
    world, ana, first, _ = await two_letters(store)
    stranger = await wrote(world, "Mine", sender="kim@example.org")
    with pytest.raises(IllegalTransition, match="same customer"):
        await merging.merge(world.desk, agent=ana, conversation_id=first, other=stranger)


async def test_erased_with_the_customer_they_became(store: Store) -> None:
    world, ana, first, second = await two_letters(store)
    ada = await world.agent("Ada", role=Role.ADMIN)
    await merging.merge(world.desk, agent=ana, conversation_id=first, other=second)
    visitor_id = (await whose(world, first))[0]
    erased = await erase_visitor(world.desk, actor=ada, visitor_id=visitor_id, confirm=VERA, hold_tag="hold")
    assert erased.counts["conversations"] == 2


async def test_the_store_finds_an_address(store: Store) -> None:
    """As it is given or in small letters, the latest first, no more than asked for."""
    _, _, first, second = await two_letters(store)
    async with store.reading() as tx:
        for asked in (VERA, "VERA@example.org"):
            found = await tx.conversations.of_address(asked, 9)
            assert [(one.id, one.channel) for one in found] == [
                (first, Channel.EMAIL),
                (second, Channel.EMAIL),
            ]
        assert [one.id for one in await tx.conversations.of_address(VERA, 1)] == [first]
        assert await tx.conversations.of_address("nobody@example.org", 9) == []
