"""E-mail and the numbers of tickets in SQL; every race is settled by a conditional update."""

from dataclasses import fields
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from handoff.domain.mail import DeadMail, Incoming, Mail, MailKind, MailState
from handoff.storage.engine.upsert import insert_if_new
from handoff.storage.tables.desk_tables import conversations
from handoff.storage.tables.mail_tables import UNSENT, counters, incoming, mailboxes, mails

TICKETS = "tickets"
FIRST_NUMBER = 1001
MAIL = tuple(field.name for field in fields(Mail))
DEAD = tuple(field.name for field in fields(DeadMail) if field.name != "at")
INCOMING = tuple(field.name for field in fields(Incoming))


class SqlMails:
    """Mails to customers, mails that came in, and the mailbox they came from."""

    def __init__(self, db: AsyncConnection) -> None:
        self._db = db

    async def next_number(self) -> int:
        known = counters.c.name == TICKETS
        begun = {"name": TICKETS, "value": FIRST_NUMBER - 1}
        await self._db.execute(insert_if_new(self._db, counters, begun, key=("name",)))
        one_more = counters.update().where(known).values(value=counters.c.value + 1)
        return int(await self._db.scalar(one_more.returning(counters.c.value)) or 0)

    async def conversation_of(self, number: int) -> str | None:
        query = sa.select(conversations.c.id).where(conversations.c.ticket == number)
        found: str | None = await self._db.scalar(query)
        return found

    async def schedule(self, mail: Mail) -> bool:
        return await self._added(mails.insert().values(_values(mail)))

    async def due(self, at: datetime, limit: int) -> list[Mail]:
        before = mails.alias("before")
        earlier = sa.exists().where(
            before.c.conversation_id == mails.c.conversation_id,
            before.c.kind == MailKind.ANSWER,
            mails.c.kind == MailKind.ANSWER,
            before.c.state == MailState.SENDING,
            before.c.id < mails.c.id,
        )
        query = sa.select(mails).where(UNSENT, mails.c.due_at <= at, ~earlier)
        return await self._all(query.order_by(mails.c.due_at, mails.c.id).limit(limit))

    async def take(self, mail: Mail, worker: str, until: datetime) -> bool:
        return await self._changed(
            mails.update()
            .where(mails.c.id == mail.id, UNSENT, mails.c.due_at == mail.due_at, mails.c.tries == mail.tries)
            .values(worker=worker, due_at=until, tries=mail.tries + 1)
        )

    async def settle(self, mail: Mail, worker: str) -> bool:
        values = {name: value for name, value in _values(mail).items() if name not in ("id", "worker")}
        mine = (mails.c.id == mail.id, mails.c.worker == worker, mails.c.tries == mail.tries, UNSENT)
        return await self._changed(mails.update().where(*mine).values(**values))

    async def of(self, conversation_id: str) -> list[Mail]:
        query = sa.select(mails).where(mails.c.conversation_id == conversation_id)
        return await self._all(query.order_by(mails.c.created_at, mails.c.id))

    async def transcripts(
        self, since: datetime, *, conversation_id: str, visitor_id: str, address: str
    ) -> tuple[int, int, int]:
        asked = sa.select(
            sa.func.count().filter(mails.c.conversation_id == conversation_id),
            sa.func.count().filter(conversations.c.visitor_id == visitor_id),
            sa.func.count().filter(mails.c.address == address),
        )
        query = asked.join_from(mails, conversations).where(
            mails.c.kind == MailKind.TRANSCRIPT, mails.c.created_at >= since
        )
        conversation, visitor, there = (await self._db.execute(query)).one()
        return conversation, visitor, there

    async def sent_as(self, message_id: str) -> Mail | None:
        found = await self._all(sa.select(mails).where(mails.c.message_id == message_id))
        return found[0] if found else None

    async def oldest_due(self) -> datetime | None:
        query = sa.select(mails.c.created_at).where(UNSENT).order_by(mails.c.created_at).limit(1)
        found: datetime | None = await self._db.scalar(query)
        return found

    async def waiting(self) -> int:
        return await self._db.scalar(sa.select(sa.func.count()).select_from(mails).where(UNSENT)) or 0

    async def get(self, mail_id: str) -> Mail | None:
        found = await self._all(sa.select(mails).where(mails.c.id == mail_id))
        return found[0] if found else None

    async def dead(self, limit: int) -> list[DeadMail]:
        query = (
            sa.select(mails, conversations.c.ticket, conversations.c.undeliverable)
            .join(conversations, conversations.c.id == mails.c.conversation_id)
            .where(mails.c.state == MailState.DEAD)
            .order_by(mails.c.ended_at.desc(), mails.c.id.desc())
            .limit(limit)
        )
        rows = (await self._db.execute(query)).mappings()
        return [_dead_of(row) for row in rows]

    async def again(self, mail_id: str, address: str, at: datetime) -> bool:
        given_up = mails.update().where(mails.c.id == mail_id, mails.c.state == MailState.DEAD)
        now = {"state": MailState.SENDING, "due_at": at, "tries": 0, "address": address}
        return await self._changed(given_up.values(now | {"worker": None, "problem": None, "ended_at": None}))

    async def take_in(self, came: Incoming) -> bool:
        return await self._added(incoming.insert().values({name: getattr(came, name) for name in INCOMING}))

    async def came_in(self, message_id: str) -> Incoming | None:
        found = await self._in(incoming.c.message_id == message_id)
        return found[0] if found else None

    async def received(self, conversation_id: str) -> list[Incoming]:
        return await self._in(incoming.c.conversation_id == conversation_id)

    async def from_sender(self, sender: str, since: datetime) -> int:
        those = (incoming.c.sender == sender, incoming.c.at >= since)
        return await self._db.scalar(sa.select(sa.func.count()).select_from(incoming).where(*those)) or 0

    async def hold_mailbox(self, name: str, worker: str, at: datetime, until: datetime) -> bool:
        begun = {"name": name, "last_uid": 0}
        await self._db.execute(insert_if_new(self._db, mailboxes, begun, key=("name",)))
        free = sa.or_(mailboxes.c.worker.is_(None), mailboxes.c.worker == worker, mailboxes.c.until <= at)
        return await self._changed(
            mailboxes.update().where(mailboxes.c.name == name, free).values(worker=worker, until=until)
        )

    async def mailbox_read(self, name: str) -> tuple[int | None, int]:
        row = (await self._db.execute(sa.select(mailboxes).where(mailboxes.c.name == name))).one_or_none()
        return (row.validity, row.last_uid) if row else (None, 0)

    async def note_mailbox(self, name: str, worker: str, validity: int, last_uid: int) -> bool:
        return await self._changed(
            mailboxes.update()
            .where(mailboxes.c.name == name, mailboxes.c.worker == worker)
            .values(validity=validity, last_uid=last_uid)
        )

    async def _added(self, insert: sa.Insert) -> bool:
        try:
            async with self._db.begin_nested():
                await self._db.execute(insert)
        except IntegrityError:
            return False
        return True

    async def _changed(self, change: sa.Update) -> bool:
        return (await self._db.execute(change)).rowcount == 1

    async def _all(self, query: sa.Select[tuple[object, ...]]) -> list[Mail]:
        return [_mail_of(row) for row in (await self._db.execute(query)).mappings()]

    async def _in(self, condition: sa.ColumnElement[bool]) -> list[Incoming]:
        query = sa.select(incoming).where(condition).order_by(incoming.c.at, incoming.c.message_id)
        rows = (await self._db.execute(query)).mappings()
        return [Incoming(**{name: row[name] for name in INCOMING}) for row in rows]


def _mail_of(row: sa.RowMapping) -> Mail:
    kinds = {"state": MailState(row["state"]), "kind": MailKind(row["kind"])}
    return Mail(**{name: row[name] for name in MAIL} | kinds)


def _dead_of(row: sa.RowMapping) -> DeadMail:
    told = {"at": row["ended_at"], "kind": MailKind(row["kind"])}
    return DeadMail(**{name: row[name] for name in DEAD} | told)


def _values(mail: Mail) -> dict[str, object]:
    return {name: getattr(mail, name) for name in MAIL}
