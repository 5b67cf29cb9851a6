"""E-mail over HTTP, for admins: how it is set up, whether the servers let us in, and what was given up."""

from email.utils import parseaddr
from typing import Annotated

from pydantic import StringConstraints

from handoff.config import Settings
from handoff.desk.mail.mailing import lift_suppression, read_mailing, read_suppressions, send_again
from handoff.domain.mail import DeadMail, MailKind
from handoff.domain.suppression import SuppressionReason
from handoff.health.findings import Verdict
from handoff.mail.check import check_mail
from handoff.mail.servers import server_of
from handoff.web.api.models import Body
from handoff.web.route import Access, Asked, Route
from handoff.wire import Time, Wire
from handoff.wire.reading import Storable


class ServerOut(Wire):
    """A mail server without its password."""

    host: str
    port: int
    tls: bool
    user: str
    folder: str | None


class DeadMailOut(Wire):
    """A mail that was given up, and why; `suppressed` while no mail at all goes to its address."""

    id: str
    conversation_id: str
    kind: MailKind
    ticket: int | None
    address: str | None
    problem: str | None
    tries: int
    at: Time | None
    undeliverable: bool
    suppressed: bool


class MailSettingsOut(Wire):
    """How e-mail is set up by the environment; null is a part that is not."""

    outgoing: ServerOut | None
    incoming: ServerOut | None
    sender_name: str
    sender_address: str
    window_seconds: float
    pause_seconds: float
    max_bytes: int
    waiting: int
    dead: tuple[DeadMailOut, ...]


class SuppressionOut(Wire):
    """An address that gets no mail, or got none until it was lifted; by nobody means by a mail from there."""

    id: str
    address: str
    reason: SuppressionReason
    problem: str
    at: Time
    lifted_at: Time | None
    lifted_by_name: str | None


class SuppressionsOut(Wire):
    """Those that a search has found, the latest first; `total` counts all that are in force."""

    total: int
    in_force: tuple[SuppressionOut, ...]
    lifted: tuple[SuppressionOut, ...]


class SuppressionsQuery(Body):
    """A part of the address."""

    q: Annotated[str, StringConstraints(max_length=320), Storable] = ""


class FindingOut(Wire):
    """One checked server: `ok` or `problem`, what was found, and what to do."""

    name: str
    verdict: Verdict
    found: str
    remedy: str


class FindingsOut(Wire):
    """What both servers answered just now."""

    findings: tuple[FindingOut, ...]


async def get_mail(asked: Asked) -> MailSettingsOut:
    settings = asked.services.settings
    mailing = await read_mailing(asked.services.desk, actor=asked.actor)
    name, address = parseaddr(settings.mail_from)
    return MailSettingsOut(
        outgoing=_server(settings.smtp_url),
        incoming=_server(settings.imap_url),
        sender_name=name,
        sender_address=address,
        window_seconds=settings.mail_window_seconds,
        pause_seconds=settings.imap_seconds,
        max_bytes=settings.mail_max_bytes,
        waiting=mailing.waiting,
        dead=tuple(_dead(one, mailing.suppressed) for one in mailing.dead),
    )


async def check(asked: Asked) -> FindingsOut:
    settings: Settings = asked.services.settings
    return FindingsOut(findings=tuple(map(FindingOut.model_validate, await check_mail(settings))))


async def send_dead_again(asked: Asked) -> MailSettingsOut:
    await send_again(asked.services.desk, actor=asked.actor, mail_id=asked.path["id"])
    return await get_mail(asked)


async def get_suppressions(asked: Asked) -> SuppressionsOut:
    found = await read_suppressions(asked.services.desk, actor=asked.actor, words=asked.query.q)
    return SuppressionsOut.model_validate(found)


async def lift(asked: Asked) -> SuppressionsOut:
    desk = asked.services.desk
    await lift_suppression(desk, actor=asked.actor, suppression_id=asked.path["id"])
    return SuppressionsOut.model_validate(await read_suppressions(desk, actor=asked.actor))


def _dead(mail: DeadMail, suppressed: frozenset[str]) -> DeadMailOut:
    known = {name: getattr(mail, name) for name in DeadMailOut.model_fields if name != "suppressed"}
    return DeadMailOut(**known, suppressed=(mail.address or "").lower() in suppressed)


def _server(url: str) -> ServerOut | None:
    if not url:
        return None
    server = server_of(url)
    folder = server.folder if url.startswith("imap") else None
    return ServerOut(host=server.host, port=server.port, tls=server.tls, user=server.user, folder=folder)


ROUTES = (
    Route(
        method="GET",
        path="/settings/mail",
        handler=get_mail,
        summary="How e-mail is set up, and what was given up",
        access=Access.ADMINS,
        answers=(MailSettingsOut,),
    ),
    Route(
        method="POST",
        path="/settings/mail/check",
        handler=check,
        summary="Knock at both mail servers now",
        access=Access.ADMINS,
        answers=(FindingsOut,),
    ),
    Route(
        method="GET",
        path="/settings/mail/suppressions",
        handler=get_suppressions,
        summary="Addresses that get no e-mail, and why",
        access=Access.ADMINS,
        query=SuppressionsQuery,
        answers=(SuppressionsOut,),
    ),
    Route(
        method="POST",
        path="/settings/mail/suppressions/{id}/lift",
        handler=lift,
        summary="Let e-mail go to an address again",
        access=Access.ADMINS,
        answers=(SuppressionsOut,),
    ),
    Route(
        method="POST",
        path="/settings/mail/dead/{id}/again",
        handler=send_dead_again,
        summary="Send a mail that was given up once more",
        access=Access.ADMINS,
        answers=(MailSettingsOut,),
    ),
)
