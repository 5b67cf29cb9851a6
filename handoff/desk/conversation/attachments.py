"""Files: put into a conversation, sent with a message, read by who may, forgotten if they are never sent."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.conversation.conversations import summary
from handoff.desk.conversation.merged import going_on
from handoff.desk.conversation.returns import must_be_welcome
from handoff.desk.identity.consents import must_have_agreed
from handoff.desk.work import Work, working
from handoff.domain.conversation.attachment import Attachment, clean_name, told
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.file_type import FileType, fitting_name, type_of
from handoff.domain.conversation.picture import without_metadata
from handoff.domain.enums import MessageKind
from handoff.domain.errors import Invalid, NotFound, RateLimited, TooLarge, UnsupportedType
from handoff.domain.identity.people import Actor

MEGABYTE = 1_000_000
# A large photo takes hundreds of megabytes while it is open: one at a time.
LIGHT_TABLE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


async def put_attachment(
    desk: Desk, *, actor: Actor, conversation_id: str, name: str, data: bytes
) -> Attachment:
    """Keep a file that this actor may send in this conversation; what it is, its bytes tell."""
    agent_id = _sender(actor)
    # Nobody has a picture unfolded here for a conversation that is not theirs.
    await summary(desk, actor=actor, conversation_id=conversation_id)
    found, data = await look_at(desk, data)
    attachment = attachment_of(
        desk, found, name=name, size=len(data), conversation_id=conversation_id, agent_id=agent_id
    )
    async with working(desk) as work:
        conversation = await work.conversation_for(actor, conversation_id)
        if actor.is_visitor:
            going = await going_on(work, conversation)
            await must_be_welcome(work, going)
            await must_have_agreed(work, going)
        known = await work.tx.attachments.of(conversation_id)
        unsent = [one for one in known if one.message_id is None and one.agent_id == agent_id]
        limits = desk.policy.attachments
        if len(unsent) >= limits.most_unsent:
            raise RateLimited("Too many files wait to be sent; send or remove some first.")
        if len(known) >= limits.most_in_conversation:
            raise RateLimited("This conversation holds as many files as it can.")
        await work.tx.attachments.add(attachment, data)
    return attachment


async def read_attachment(
    desk: Desk, *, actor: Actor, conversation_id: str, attachment_id: str
) -> tuple[Attachment, bytes]:
    """A file with its bytes, for who may read the message it belongs to; unsent, for its sender alone."""
    if not actor.is_visitor:
        actor.must_be_agent()
    async with desk.store.reading() as tx:
        view = await tx.conversations.view(conversation_id)
        found = await tx.attachments.get(attachment_id)
        message = await tx.messages.get(found.message_id) if found and found.message_id else None
        mine = view is not None and (not actor.is_visitor or view.visitor_id == actor.id)
        if found is None or not mine or found.conversation_id != conversation_id:
            raise _no_such_file()
        if message is None and found.agent_id != _sender(actor):
            raise _no_such_file()
        if message is not None and actor.is_visitor and message.kind is MessageKind.NOTE:
            raise _no_such_file()
        data = await tx.attachments.data(attachment_id)
    if data is None:
        raise _no_such_file()
    return found, data


async def drop_attachment(
    desk: Desk, *, actor: Actor, conversation_id: str, attachment_id: str
) -> Attachment:
    """Take back a file that was not sent."""
    async with working(desk) as work:
        await work.conversation_for(actor, conversation_id)
        found = await work.tx.attachments.get(attachment_id)
        theirs = found is not None and (found.conversation_id, found.agent_id) == (
            conversation_id,
            _sender(actor),
        )
        if found is None or not theirs or not await work.tx.attachments.drop(attachment_id):
            raise _no_such_file()
    return found


async def attach(work: Work, conversation_id: str, draft: Draft, ids: Sequence[str], actor: Actor) -> Draft:
    """The draft with its sender's own unsent files; settled by a conditional update before it is said."""
    if not ids:
        return draft
    if len(ids) > work.policy.attachments.most_in_message:
        raise Invalid(f"A message has at most {work.policy.attachments.most_in_message} files.")
    merged = await work.tx.conversations.merged_into(conversation_id)
    if len(set(ids)) != len(ids) or not await work.tx.attachments.claim(
        ids,
        message_id=draft.id,
        conversation_id=conversation_id,
        agent_id=_sender(actor),
        merged=merged,
    ):
        raise Invalid("A file of this message is not there any more, or is not yours to send.")
    known = {one.id: one for one in await work.tx.attachments.of(conversation_id)}
    files = [told(known[id_]) for id_ in ids]
    return replace(draft, payload={**draft.payload, "attachments": files})


async def keep_received(work: Work, draft: Draft, files: Sequence[tuple[Attachment, bytes]]) -> Draft:
    """The draft with files that came along with the words, as in an e-mail."""
    if not files:
        return draft
    for file, data in files:
        await work.tx.attachments.add(replace(file, message_id=draft.id), data)
    return replace(draft, payload={**draft.payload, "attachments": [told(file) for file, _ in files]})


async def forget_unsent(desk: Desk) -> int:
    """Let go of files that were put here and never sent; returns how many."""
    async with desk.store.transaction() as tx:
        return await tx.attachments.drop_unsent(desk.clock() - desk.policy.attachments.unsent_for)


async def look_at(desk: Desk, data: bytes) -> tuple[FileType, bytes]:
    """What these bytes are, and those to keep of them; or a plain word on why they are not taken.

    A picture takes its time, so this is done before a transaction begins.
    """
    limits = desk.policy.attachments
    if not limits.most_bytes:
        raise Invalid("This desk takes no files.")
    if not data:
        raise Invalid("The file is empty.")
    if len(data) > limits.most_bytes:
        raise TooLarge(f"A file has at most {limits.most_bytes / MEGABYTE:g} MB.")
    found = await asyncio.to_thread(type_of, data)
    if found.name not in limits.types:
        raise UnsupportedType(f"This desk takes no files of the type {found.name}.")
    loop = asyncio.get_running_loop()
    cleaned = await loop.run_in_executor(LIGHT_TABLE, without_metadata, data, found.name)
    return (found if cleaned is data else await asyncio.to_thread(type_of, cleaned)), cleaned


def attachment_of(
    desk: Desk, found: FileType, *, name: str, size: int, conversation_id: str, agent_id: str | None = None
) -> Attachment:
    """The file, with a name that can safely be shown."""
    return Attachment(
        id=desk.new_id(),
        conversation_id=conversation_id,
        agent_id=agent_id,
        name=fitting_name(clean_name(name), found.name),
        type=found.name,
        size=size,
        width=found.width,
        height=found.height,
        created_at=desk.clock(),
    )


def _sender(actor: Actor) -> str | None:
    """The agent; a conversation has one customer, who needs no name."""
    return None if actor.is_visitor else actor.id


def _no_such_file() -> NotFound:
    return NotFound("There is no such file in this conversation.")
