"""Bytes from a mailbox as a letter: any charset, any broken MIME, never an exception."""

import email.policy
import hashlib
import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import getaddresses

from handoff.domain.errors import Invalid
from handoff.domain.identity.contact import email_of
from handoff.domain.mail import Enclosed, Letter, LetterKind
from handoff.mail.lines import one_line
from handoff.mail.reply_text import words_of
from handoff.mail.reports import ID, report_in

MOST_ID = 255
MOST_NAME = 255
MOST_SUBJECT = 300
MOST_ANSWERS = 30
MOST_FILES = 20
SMALL_PICTURE = 20_000
CID = re.compile(r"cid:([^\s\"'<>)]{1,300})", re.IGNORECASE)
MACHINES = frozenset({"mailer-daemon", "postmaster"})
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
SENT_IN_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


def read_letter(raw: bytes, *, own: str, too_large: int | None = None) -> Letter:
    """Who says what in answer to which mail; `own` is the desk's address, whose mails are never words.

    `too_large` is the size of a mail of which only the head was fetched.
    """
    mail = message_from_bytes(raw, policy=email.policy.default)
    name, sender = _from(mail)
    report = report_in(mail) if too_large is None else None
    answers = report.answers if report is not None else _answers(mail)
    kind = report.kind if report is not None else LetterKind.WORDS
    if report is None and (not _proper(sender) or _same(sender, own) or _automatic(mail, sender)):
        kind = LetterKind.AUTOMATIC
    return Letter(
        message_id=message_id_of(mail, raw),
        sender=sender[:320],
        name=name,
        subject=_header(mail, "Subject")[:MOST_SUBJECT],
        text="" if too_large is not None else _text(mail),
        kind=kind,
        recipients=tuple(address for _, address in getaddresses(_all(mail, ADDRESSED))),
        answers=tuple(dict.fromkeys(answers))[:MOST_ANSWERS],
        attachments=tuple(_files(mail))[:MOST_FILES],
        too_large=too_large,
        problem=report.problem if report else "",
    )


def message_id_of(mail: EmailMessage, raw: bytes) -> str:
    """Its Message-ID; of a mail without a usable one, what no other mail has: its content."""
    found = ID.search(_header(mail, "Message-ID"))
    if found is not None and len(found[0]) <= MOST_ID:
        return found[0]
    return f"<{hashlib.sha256(raw).hexdigest()}@without.id>"


def _from(mail: EmailMessage) -> tuple[str | None, str]:
    [(name, address), *_] = getaddresses([_header(mail, "From")]) or [("", "")]
    return one_line(name)[:MOST_NAME] or None, one_line(address).lower()


def _proper(sender: str) -> bool:
    try:
        return bool(email_of(sender))
    except Invalid:
        return False


def _same(sender: str, own: str) -> bool:
    local, _, domain = own.lower().rpartition("@")
    return re.fullmatch(rf"{re.escape(local)}(\+[^@]*)?@{re.escape(domain)}", sender) is not None


def _automatic(mail: EmailMessage, sender: str) -> bool:
    """Written by a machine, by RFC 3834 or by what machines did before it."""
    said = _header(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        said not in ("", "no")
        or _header(mail, "Precedence").strip().lower() in SENT_IN_BULK
        or _header(mail, "Return-Path").strip() == "<>"
        or sender.partition("@")[0] in MACHINES
        or any(mail.get(name) is not None for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
    )


def _answers(mail: EmailMessage) -> Iterator[str]:
    """What it answers, the nearest first."""
    yield from ID.findall(_header(mail, "In-Reply-To"))
    yield from reversed(ID.findall(_header(mail, "References")))


def _text(mail: EmailMessage) -> str:
    plain = [_content(part) for part in _bodies(mail, "text/plain")]
    rich = [_content(part) for part in _bodies(mail, "text/html")]
    return words_of("\n".join(plain) or None, "\n".join(rich) or None)


def _bodies(mail: EmailMessage, kind: str) -> Iterator[EmailMessage]:
    for part in mail.walk():
        if part.get_content_type() == kind and not _is_file(part):
            yield part


def _content(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError, ValueError):
        return raw.decode("utf-8", "replace")


def _files(mail: EmailMessage) -> Iterator[Enclosed]:
    """The attached files; a small picture in the text (a logo in a signature) is none, a screenshot is."""
    inside = set(CID.findall("\n".join(_content(part) for part in _bodies(mail, "text/html"))))
    for file in mail.walk():
        data = file.get_payload(decode=True) if _is_file(file) else None
        if not isinstance(data, bytes):
            continue
        if _header(file, "Content-ID").strip("<> ") in inside and len(data) < SMALL_PICTURE:
            continue
        yield Enclosed(name=one_line(_filename(file))[:MOST_NAME] or file.get_content_type(), data=data)


def _is_file(part: EmailMessage) -> bool:
    return not part.is_multipart() and (_disposition(part) == "attachment" or bool(_filename(part)))


def _disposition(part: EmailMessage) -> str:
    return _header(part, "Content-Disposition").partition(";")[0].strip().lower()


def _filename(part: EmailMessage) -> str:
    try:
        return str(part.get_filename() or "")
    except Exception:
        return ""


def _header(mail: EmailMessage, name: str) -> str:
    # The standard library's parser of structured headers still stumbles over some broken ones.
    try:
        return one_line(str(mail.get(name) or ""))
    except Exception:
        return ""


def _all(mail: EmailMessage, names: Sequence[str]) -> list[str]:
    return [value for name in names for value in _values(mail, name)]


def _values(mail: EmailMessage, name: str) -> list[str]:
    try:
        return [one_line(str(value)) for value in mail.get_all(name) or ()]
    except Exception:
        return []
