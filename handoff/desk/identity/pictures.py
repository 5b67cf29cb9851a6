"""The pictures of the staff: put and taken back by oneself, taken away by admins; who did it is kept."""

import asyncio
import hashlib
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.conversation.attachments import LIGHT_TABLE
from handoff.desk.identity.accounts import (
    Person,
    account_to_change,
    note_account,
    revision_of,
)
from handoff.desk.work import Work, working
from handoff.domain.conversation.file_type import type_of
from handoff.domain.conversation.picture import portrait
from handoff.domain.enums import ListView
from handoff.domain.errors import NotFound
from handoff.domain.history.events import ConversationChanged
from handoff.domain.identity.people import Actor, Agent

PUT, TAKEN = "picture", "pictureless"
MOST_TOLD = 100


async def put_picture(desk: Desk, *, actor: Actor, data: bytes) -> Agent:
    """One's own picture, as colleagues and customers see it from now on."""
    found = await asyncio.to_thread(type_of, data)
    loop = asyncio.get_running_loop()
    small = await loop.run_in_executor(LIGHT_TABLE, portrait, data, found.name)
    digest = hashlib.sha256(small).hexdigest()
    async with working(desk) as work:
        known = await account_to_change(work, actor.id)
        if known.picture != digest:
            await work.tx.people.put_picture(actor.id, digest, small)
            await _tell(work, actor, known, PUT)
        return replace(known, picture=digest)


async def drop_picture(desk: Desk, *, actor: Actor) -> Agent:
    """Take one's own picture back; nobody gets it any more."""
    async with working(desk) as work:
        known = await account_to_change(work, actor.id)
        await _drop(work, actor, known)
        return replace(known, picture=None)


async def remove_picture(desk: Desk, *, actor: Actor, agent_id: str) -> Person:
    """An admin takes somebody's picture away; they may put another."""
    actor.must_administer()
    async with working(desk) as work:
        known = await account_to_change(work, agent_id)
        revision = await _drop(work, actor, known)
        return Person(agent=replace(known, picture=None), revision=revision)


async def read_picture(desk: Desk, *, digest: str) -> bytes:
    """A JPEG; NotFound once nobody has it any more."""
    async with desk.store.reading() as tx:
        data = await tx.people.picture(digest)
    if data is None:
        raise NotFound("There is no such picture.")
    return data


async def _drop(work: Work, actor: Actor, known: Agent) -> int:
    """Taking away what is not there changes nothing; the number of the account's last change."""
    if known.picture is None:
        return await revision_of(work.tx, known.id)
    await work.tx.people.drop_picture(known.id)
    return await _tell(work, actor, known, TAKEN)


async def _tell(work: Work, actor: Actor, agent: Agent, what: str) -> int:
    """Keep it, and show it to whoever talks to them."""
    mine = await work.tx.conversations.page(ListView.MINE, reader_id=agent.id, cursor=None, limit=MOST_TOLD)
    work.record(ConversationChanged(conversation_id=one.id, visitor_id=one.visitor_id) for one in mine.items)
    return await note_account(work, actor, agent, what)
