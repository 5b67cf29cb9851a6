"""The pictures of the staff: one's own put and taken back by oneself, seen by whoever knows its name."""

import asyncio
import hashlib

from handoff.desk.context import Desk
from handoff.desk.conversation.attachments import LIGHT_TABLE
from handoff.desk.work import Work, working
from handoff.domain.conversation.file_type import type_of
from handoff.domain.conversation.picture import portrait
from handoff.domain.errors import NotFound
from handoff.domain.history.events import AgentChanged
from handoff.domain.identity.people import Actor, Agent


async def put_picture(desk: Desk, *, actor: Actor, data: bytes) -> Agent:
    """One's own picture, as colleagues and customers see it from now on."""
    found = await asyncio.to_thread(type_of, data)
    loop = asyncio.get_running_loop()
    small = await loop.run_in_executor(LIGHT_TABLE, portrait, data, found.name)
    async with working(desk) as work:
        await work.tx.people.put_picture(actor.id, hashlib.sha256(small).hexdigest(), small)
        return await _told(work, actor)


async def drop_picture(desk: Desk, *, actor: Actor) -> Agent:
    """Take one's own picture back; nobody gets it any more."""
    async with working(desk) as work:
        await work.tx.people.drop_picture(actor.id)
        return await _told(work, actor)


async def read_picture(desk: Desk, *, digest: str) -> bytes:
    """A JPEG; NotFound once nobody has it any more."""
    async with desk.store.reading() as tx:
        data = await tx.people.picture(digest)
    if data is None:
        raise NotFound("There is no such picture.")
    return data


async def _told(work: Work, actor: Actor) -> Agent:
    work.record([AgentChanged(agent_id=actor.id)])
    agent = await work.tx.people.agent(actor.id)
    if agent is None:
        raise NotFound("There is no such account.")
    return agent
