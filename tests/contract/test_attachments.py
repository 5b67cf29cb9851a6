"""Every store keeps files alike: sent once, with one message, by who put them there, read by who may."""

import asyncio
import io
import json
import zipfile

import pytest

from handoff.desk.conversation import attachments, conversations, messages, searching
from handoff.desk.identity import identities, people
from handoff.desk.ownership import handoff
from handoff.desk.ports import Store
from handoff.desk.privacy.archive import archive_visitor
from handoff.domain.conversation.attachment import Attachment, AttachmentPolicy
from handoff.domain.conversation.message import Message
from handoff.domain.conversation.search import SearchQuery
from handoff.domain.enums import MessageKind, Role
from handoff.domain.errors import Forbidden, Invalid, NotFound, RateLimited, TooLarge, UnsupportedType
from handoff.domain.identity.people import Actor, visitor_actor
from handoff.domain.policy import Policy
from tests.support.databases import every_store
from tests.support.desks import World
from tests.support.files import HTML, PDF, SVG, png

pytestmark = every_store


@pytest.fixture
def world(store: Store) -> World:
    return World(store)


async def put(world: World, actor: Actor, id_: str, data: bytes = PDF, name: str = "bill.pdf") -> Attachment:
    return await attachments.put_attachment(
        world.desk, actor=actor, conversation_id=id_, name=name, data=data
    )


async def send(
    world: World,
    actor: Actor,
    id_: str,
    *files: Attachment,
    text: str = "",
    key: str = "k",
    kind: MessageKind = MessageKind.TEXT,
) -> Message:
    return await messages.send_message(
        world.desk,
        actor=actor,
        conversation_id=id_,
        client_message_id=key,
        text=text,
        kind=kind,
        attachments=[one.id for one in files],
    )


async def fetch(world: World, actor: Actor, id_: str, file: Attachment) -> bytes:
    _, data = await attachments.read_attachment(
        world.desk, actor=actor, conversation_id=id_, attachment_id=file.id
    )
    return data


async def test_a_file_is_sent_with_a_message_and_read_by_both_sides(world: World) -> None:
    """Its name, type, size and measures stand in the message; no words are needed."""
    ana = await world.agent()
    kim, id_ = await world.served(ana)
    photo, bill = await put(world, kim, id_, png(30, 20), "lamp.png"), await put(world, kim, id_)
    message = await send(world, kim, id_, photo, bill)
    assert message.text == ""
    assert message.payload["attachments"] == [
        {
            "id": photo.id,
            "name": "lamp.png",
            "type": "image/png",
            "size": photo.size,
            "width": 30,
            "height": 20,
        },
        {"id": bill.id, "name": "bill.pdf", "type": "application/pdf", "size": len(PDF)},
    ]
    assert (await world.said(id_))[-1] == message
    assert await fetch(world, kim, id_, bill) == await fetch(world, ana, id_, bill) == PDF
    assert (await world.view(id_)).last_text == "📎 lamp.png, bill.pdf"


async def test_sending_twice_is_sending_once(world: World) -> None:
    """The same ack, and the file stays with its one message."""
    kim, id_ = await world.chat()
    file = await put(world, kim, id_)
    first = await send(world, kim, id_, file, text="here")
    assert await send(world, kim, id_, file, text="here") == first
    with pytest.raises(Invalid):
        await send(world, kim, id_, file, text="again", key="other")
    assert len([one for one in await world.said(id_) if one.payload.get("attachments")]) == 1


async def test_of_two_messages_at_once_one_gets_the_file(world: World) -> None:
    """Settled by the store: the other is refused whole, and is not said."""
    kim, id_ = await world.chat()
    file = await put(world, kim, id_)
    ends = await asyncio.gather(
        *(send(world, kim, id_, file, text=key, key=key) for key in "abcd"), return_exceptions=True
    )
    assert sorted(type(end).__name__ for end in ends) == ["Invalid"] * 3 + ["Message"]
    assert len([one for one in await world.said(id_) if one.client_message_id in set("abcd")]) == 1


async def test_only_ones_own_unsent_file_of_the_same_conversation_is_sent(world: World) -> None:
    """Not a stranger's, not the other side's, not a colleague's, not one of another conversation."""
    ana, reza = await world.agent(), await world.agent("Reza")
    kim, id_ = await world.served(ana)
    vera, other = await world.chat()
    theirs, hers, far = await put(world, kim, id_), await put(world, ana, id_), await put(world, vera, other)
    for actor, file in ((ana, theirs), (kim, hers), (kim, far), (ana, far)):
        with pytest.raises(Invalid):
            await send(world, actor, id_, file, text="mine?", key=file.id + actor.id)
    with pytest.raises(Invalid):
        await send(world, reza, id_, hers, text="mine?", kind=MessageKind.NOTE)
    with pytest.raises(Invalid):
        await send(world, kim, id_, theirs, theirs, text="twice")
    assert [one.payload["attachments"] for one in [await send(world, ana, id_, hers)]]


async def test_what_is_refused_stays_to_be_sent_again(world: World) -> None:
    """Two files of which one is gone: nothing is said, and the other is still there."""
    kim, id_ = await world.chat()
    kept, gone = await put(world, kim, id_), await put(world, kim, id_)
    await attachments.drop_attachment(world.desk, actor=kim, conversation_id=id_, attachment_id=gone.id)
    with pytest.raises(Invalid):
        await send(world, kim, id_, kept, gone)
    assert (await send(world, kim, id_, kept, key="again")).payload["attachments"]


async def test_strangers_find_no_file(world: World) -> None:
    """Neither another visitor, nor an editor, nor through another conversation of one's own."""
    kim, id_ = await world.chat()
    vera, other = await world.chat()
    file = await put(world, kim, id_)
    await send(world, kim, id_, file)
    for actor, through in ((vera, id_), (vera, other), (kim, other)):
        with pytest.raises(NotFound):
            await fetch(world, actor, through, file)
    with pytest.raises(NotFound):
        await put(world, vera, id_)
    with pytest.raises(NotFound):
        await attachments.drop_attachment(world.desk, actor=vera, conversation_id=id_, attachment_id=file.id)
    editor = await world.agent("Eli", role=Role.EDITOR)
    with pytest.raises(Forbidden):
        await fetch(world, editor, id_, file)


async def test_a_file_of_a_note_is_not_for_the_customer(world: World) -> None:
    ana, reza = await world.agent(), await world.agent("Reza")
    kim, id_ = await world.served(ana)
    file = await put(world, reza, id_)
    await send(world, reza, id_, file, kind=MessageKind.NOTE)
    assert await fetch(world, ana, id_, file) == PDF
    with pytest.raises(NotFound):
        await fetch(world, kim, id_, file)


async def test_an_unsent_file_is_its_senders_alone(world: World) -> None:
    ana, reza = await world.agent(), await world.agent("Reza")
    kim, id_ = await world.served(ana)
    hers, theirs = await put(world, ana, id_), await put(world, kim, id_)
    assert await fetch(world, ana, id_, hers) == PDF
    for actor, file in ((reza, hers), (kim, hers), (ana, theirs)):
        with pytest.raises(NotFound):
            await fetch(world, actor, id_, file)


async def test_the_desk_takes_what_it_says_it_takes(world: World, store: Store) -> None:
    """By size and content; an empty file and a page are refused with a word on why."""
    kim, id_ = await world.chat()
    for data, error in ((b"", Invalid), (SVG, UnsupportedType), (HTML, UnsupportedType)):
        with pytest.raises(error):
            await put(world, kim, id_, data, "lamp.png")
    small = World(store, Policy(attachments=AttachmentPolicy(most_bytes=len(PDF) - 1, most_unsent=1)))
    with pytest.raises(TooLarge):
        await put(small, kim, id_)
    await put(small, kim, id_, b"short")
    with pytest.raises(RateLimited):
        await put(small, kim, id_, b"one more")
    none = World(store, Policy(attachments=AttachmentPolicy(most_bytes=0)))
    with pytest.raises(Invalid):
        await put(none, kim, id_)


async def test_what_was_never_sent_is_forgotten_after_a_day(world: World) -> None:
    """What was sent stays."""
    kim, id_ = await world.chat()
    sent, unsent = await put(world, kim, id_), await put(world, kim, id_)
    await send(world, kim, id_, sent)
    world.clock.forward(hours=23)
    assert await attachments.forget_unsent(world.desk) == 0
    world.clock.forward(hours=2)
    assert await attachments.forget_unsent(world.desk) == 1
    assert await fetch(world, kim, id_, sent) == PDF
    with pytest.raises(NotFound):
        await fetch(world, kim, id_, unsent)


async def test_the_files_of_a_conversation_go_together(world: World) -> None:
    """Sent or not, with their bytes, and nobody else's."""
    kim, id_ = await world.chat()
    vera, other = await world.chat()
    sent, unsent, hers = await put(world, kim, id_), await put(world, kim, id_), await put(world, vera, other)
    await send(world, kim, id_, sent)
    async with world.desk.store.transaction() as tx:
        assert await tx.attachments.drop_of(id_) == 2
    async with world.desk.store.reading() as tx:
        assert [await tx.attachments.data(one.id) for one in (sent, unsent, hers)] == [None, None, PDF]


async def test_what_is_erased_leaves_no_bytes(world: World) -> None:
    """With the conversation its files go, and those of others stay."""
    kim, id_ = await world.chat()
    vera, other = await world.chat()
    sent, hers = await put(world, kim, id_), await put(world, vera, other)
    await send(world, kim, id_, sent)
    async with world.desk.store.transaction() as tx:
        await tx.erasing.drop(id_)
    async with world.desk.store.reading() as tx:
        assert (await tx.attachments.data(sent.id), await tx.attachments.data(hers.id)) == (None, PDF)


async def test_a_customer_is_given_their_files(world: World) -> None:
    """Those of both sides, beside what was said, each at the path that it names; none of a note."""
    ana = await world.agent()
    ada = await world.agent("Ada", role=Role.ADMIN, online=False)
    kim, id_ = await world.served(ana)
    await send(world, kim, id_, await put(world, kim, id_, png(30, 20), "چراغ.png"))
    twins = [await put(world, ana, id_, PDF + bytes([n]), "plan.pdf") for n in range(2)]
    await send(world, ana, id_, *twins, key="k2")
    await send(world, ana, id_, await put(world, ana, id_), key="k3", kind=MessageKind.NOTE)
    await put(world, kim, id_, name="unsent.pdf")
    packed = await archive_visitor(world.desk, actor=ada, visitor_id=kim.id)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        told = json.loads(archive.read("customer.json"))
        said = [message for one in told["conversations"] for message in one["messages"]]
        named = [file for message in said for file in message["attachments"]]
        contents = [archive.read(file["path"]) for file in named]
        assert contents == [png(30, 20), PDF + b"\x00", PDF + b"\x01"]
        assert [file["name"] for file in named] == ["چراغ.png", "plan.pdf", "plan.pdf"]
        assert len(archive.namelist()) == 4
    with pytest.raises(TooLarge):
        await archive_visitor(world.desk, actor=ada, visitor_id=kim.id, most=100)
    with pytest.raises(Forbidden):
        await archive_visitor(world.desk, actor=ana, visitor_id=kim.id)


async def test_files_come_along_when_a_visitor_turns_out_to_be_a_contact(world: World) -> None:
    """The conversation moves, its files with it."""
    contact = await people.create_visitor(world.desk, locale="en", external_id="kim")
    kim, id_ = await world.chat()
    file = await put(world, kim, id_)
    await send(world, kim, id_, file)
    await identities.identify(world.desk, visitor_id=kim.id, external_id="kim")
    assert await fetch(world, visitor_actor(contact.id), id_, file) == PDF
    with pytest.raises(NotFound):
        await fetch(world, kim, id_, file)


async def test_a_file_is_found_by_its_name_and_stands_in_the_brief(world: World) -> None:
    """With the seq of its message, and in the history as a line."""
    ana = await world.agent()
    kim, id_ = await world.chat()
    file = await put(world, kim, id_, png(), "Broken lamp.png")
    sent = await send(world, kim, id_, file)
    await handoff.request_human(world.desk, visitor_id=kim.id, conversation_id=id_)
    viewed = await conversations.view_conversation(world.desk, actor=ana, conversation_id=id_)
    assert viewed.brief is not None
    [told] = viewed.brief.files
    assert (told.id, told.name, told.seq) == (file.id, "Broken lamp.png", sent.seq)
    assert "📎 Broken lamp.png" in [line.text for line in viewed.brief.history]
    found = await searching.search(world.desk, actor=ana, text="broken la", query=SearchQuery())
    assert [hit.conversation.id for hit in found.items] == [id_]
    assert "".join(piece.text for piece in found.items[0].excerpt) == "📎 Broken lamp.png"
