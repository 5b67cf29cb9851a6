"""Mails that a mail server writes about one of ours: it failed (RFC 3464), or was not wanted (RFC 5965)."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

from handoff.domain.mail import LetterKind
from handoff.mail.lines import one_line

ID = re.compile(r"<[^<>\s]{1,900}>")
ABOUT = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
MOST_PROBLEM = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which mails a report is about, by their Message-IDs, and what it says of them."""

    kind: LetterKind
    answers: tuple[str, ...]
    problem: str = ""


def report_in(mail: EmailMessage) -> Report | None:
    """The report that a mail is; None for anything else, and for news of a mere delay."""
    if mail.get_content_type() != "multipart/report":
        return None
    parts = [part for part in mail.walk() if not part.is_multipart() or part is not mail]
    told = {part.get_content_type(): _source(part) for part in reversed(parts)}
    answers = tuple(id_ for part in parts if part.get_content_type() in ABOUT for id_ in _ids(_source(part)))
    status = told.get("message/delivery-status", "")
    if _field(status, "Action").lower() == "failed":
        found = (_field(status, "Status"), _field(status, "Diagnostic-Code").removeprefix("smtp;"))
        return Report(kind=LetterKind.BOUNCE, answers=answers, problem=_problem(*found))
    feedback = told.get("message/feedback-report", "")
    # Other kinds (not-spam, virus, opt-out of a list) say nothing against mails that were asked for.
    if _field(feedback, "Feedback-Type").lower() == "abuse":
        return Report(
            kind=LetterKind.COMPLAINT, answers=answers, problem=_problem(_field(feedback, "User-Agent"))
        )
    return None


def _problem(*said: str) -> str:
    return one_line(" ".join(said))[:MOST_PROBLEM]


def _ids(source: str) -> list[str]:
    return ID.findall(_field(source, "Message-ID"))


def _field(source: str, name: str) -> str:
    found = re.search(rf"(?im)^{name}:[ \t]*(?:\r?\n[ \t]+)?(\S.*(?:\r?\n[ \t]+\S.*)*)", source)
    return found[1].strip() if found else ""


def _source(part: EmailMessage) -> str:
    return part.as_bytes().decode("utf-8", "replace")
