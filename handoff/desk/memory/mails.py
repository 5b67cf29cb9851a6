"""E-mail and the numbers of tickets in memory."""

from dataclasses import replace
from datetime import datetime

from handoff.desk.memory.state import State
from handoff.domain.mail import DeadMail, Incoming, Mail, MailKind, MailState

UNSENT = frozenset({MailState.WAITING, MailState.SENDING})
FIRST_NUMBER = 1001
Mailbox = tuple[str | None, datetime | None, int | None, int]


class MemoryMails:
    def __init__(self, state: State) -> None:
        self._state = state

    async def next_number(self) -> int:
        number = self._state.counters.get("tickets", FIRST_NUMBER - 1) + 1
        self._state.counters["tickets"] = number
        return number

    async def conversation_of(self, number: int) -> str | None:
        known = self._state.conversations.values()
        return next((one.id for one in known if one.ticket == number), None)

    async def schedule(self, mail: Mail) -> bool:
        gathering = (one.state is MailState.WAITING for one in await self.of(mail.conversation_id))
        if mail.state is MailState.WAITING and any(gathering):
            return False
        self._state.mails[mail.id] = mail
        return True

    async def due(self, at: datetime, limit: int) -> list[Mail]:
        answers = [one for one in self._state.mails.values() if one.kind is MailKind.ANSWER]
        sending = [one for one in answers if one.state is MailState.SENDING]
        found = [
            mail
            for mail in self._state.mails.values()
            if mail.state in UNSENT
            and mail.due_at <= at
            and not (
                mail.kind is MailKind.ANSWER
                and any(one.conversation_id == mail.conversation_id and one.id < mail.id for one in sending)
            )
        ]
        return sorted(found, key=lambda mail: (mail.due_at, mail.id))[:limit]

    async def take(self, mail: Mail, worker: str, until: datetime) -> bool:
        known = self._state.mails.get(mail.id)
        if known is None or known.state not in UNSENT:
            return False
        if (known.due_at, known.tries) != (mail.due_at, mail.tries):
            return False
        self._state.mails[mail.id] = replace(known, worker=worker, due_at=until, tries=mail.tries + 1)
        return True

    async def settle(self, mail: Mail, worker: str) -> bool:
        known = self._state.mails.get(mail.id)
        if known is None or known.state not in UNSENT:
            return False
        if (known.worker, known.tries) != (worker, mail.tries):
            return False
        self._state.mails[mail.id] = replace(mail, worker=known.worker)
        return True

    async def of(self, conversation_id: str) -> list[Mail]:
        mine = [one for one in self._state.mails.values() if one.conversation_id == conversation_id]
        return sorted(mine, key=lambda mail: (mail.created_at, mail.id))

    async def transcripts(
        self, since: datetime, *, conversation_id: str, visitor_id: str, address: str
    ) -> tuple[int, int, int]:
        asked = [
            (one.conversation_id, self._state.conversations[one.conversation_id].visitor_id, one.address)
            for one in self._state.mails.values()
            if one.kind is MailKind.TRANSCRIPT and one.created_at >= since
        ]
        conversation, visitor, there = (
            sum(one[place] == wanted for one in asked)
            for place, wanted in enumerate((conversation_id, visitor_id, address))
        )
        return conversation, visitor, there

    async def sent_as(self, message_id: str) -> Mail | None:
        return next((one for one in self._state.mails.values() if one.message_id == message_id), None)

    async def oldest_due(self) -> datetime | None:
        return min(
            (one.created_at for one in self._state.mails.values() if one.state in UNSENT), default=None
        )

    async def waiting(self) -> int:
        return sum(one.state in UNSENT for one in self._state.mails.values())

    async def get(self, mail_id: str) -> Mail | None:
        return self._state.mails.get(mail_id)

    async def dead(self, limit: int) -> list[DeadMail]:
        dead = [(one.ended_at, one) for one in self._state.mails.values() if one.state is MailState.DEAD]
        latest = sorted(dead, key=lambda pair: (str(pair[0]), pair[1].id), reverse=True)
        return [self._given_up(one) for _, one in latest[:limit]]

    def _given_up(self, mail: Mail) -> DeadMail:
        conversation = self._state.conversations[mail.conversation_id]
        return DeadMail(
            id=mail.id,
            conversation_id=mail.conversation_id,
            kind=mail.kind,
            ticket=conversation.ticket,
            address=mail.address,
            problem=mail.problem,
            tries=mail.tries,
            at=mail.ended_at,
            undeliverable=conversation.undeliverable,
        )

    async def again(self, mail_id: str, address: str, at: datetime) -> bool:
        known = self._state.mails.get(mail_id)
        if known is None or known.state is not MailState.DEAD:
            return False
        self._state.mails[mail_id] = replace(
            known,
            state=MailState.SENDING,
            due_at=at,
            tries=0,
            address=address,
            worker=None,
            problem=None,
            ended_at=None,
        )
        return True

    async def take_in(self, incoming: Incoming) -> bool:
        if incoming.message_id in self._state.mails_in:
            return False
        self._state.mails_in[incoming.message_id] = incoming
        return True

    async def came_in(self, message_id: str) -> Incoming | None:
        return self._state.mails_in.get(message_id)

    async def received(self, conversation_id: str) -> list[Incoming]:
        mine = [one for one in self._state.mails_in.values() if one.conversation_id == conversation_id]
        return sorted(mine, key=lambda came: (came.at, came.message_id))

    async def from_sender(self, sender: str, since: datetime) -> int:
        return sum(one.sender == sender and one.at >= since for one in self._state.mails_in.values())

    async def hold_mailbox(self, name: str, worker: str, at: datetime, until: datetime) -> bool:
        holder, held_until, validity, last_uid = self._mailbox(name)
        if holder not in (None, worker) and held_until is not None and held_until > at:
            return False
        self._state.mailboxes[name] = (worker, until, validity, last_uid)
        return True

    async def mailbox_read(self, name: str) -> tuple[int | None, int]:
        return self._mailbox(name)[2:]

    async def note_mailbox(self, name: str, worker: str, validity: int, last_uid: int) -> bool:
        holder, until, _, _ = self._mailbox(name)
        if holder != worker:
            return False
        self._state.mailboxes[name] = (worker, until, validity, last_uid)
        return True

    def _mailbox(self, name: str) -> Mailbox:
        return self._state.mailboxes.get(name, (None, None, None, 0))
