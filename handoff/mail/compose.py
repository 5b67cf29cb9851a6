"""An errand as a mail: text and HTML in the customer's language and direction, with headers that thread."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from handoff.desk.mail.errand import Errand, Line
from handoff.desk.words import say
from handoff.domain.direction import direction_of
from handoff.domain.mail import MailKind
from handoff.mail.lines import one_line
from handoff.mail.servers import Letterhead

MOST_QUOTED = 2000
QUIET = "color:#666"
PAGE = (
    '<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"></head>'
    '<body style="font-family:system-ui,sans-serif;line-height:1.6">{body}</body></html>'
)


def compose(errand: Errand, head: Letterhead) -> EmailMessage:
    """The whole mail; ValueError where the customer's address cannot stand in one."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(head.name, addr_spec=head.address)
    mail["To"] = Address(one_line(errand.name or ""), addr_spec=errand.mail.address or "")
    mail["Subject"] = one_line(errand.subject)
    mail["Date"] = format_datetime(errand.at)
    mail["Message-ID"] = errand.mail.message_id or ""
    mail["Reply-To"] = Address(head.name, addr_spec=head.reply_address(errand.number))
    mail["Content-Language"] = errand.lang
    if errand.thread:
        mail["In-Reply-To"] = errand.thread[-1]
        mail["References"] = " ".join(errand.thread)
    if not errand.by_a_person:
        # RFC 3834 and Exchange's own: nobody's machine shall answer a line that a machine has written.
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail.set_content(_text(errand, head))
    mail.add_alternative(_html(errand, head), subtype="html")
    for file in errand.files:
        main, _, sub = file.type.partition("/")
        mail.add_attachment(file.data, maintype=main, subtype=sub, filename=one_line(file.name))
    return mail


def _footer(errand: Errand, head: Letterhead) -> str:
    if errand.mail.kind is MailKind.TRANSCRIPT:
        return say("mail.transcript_footer", errand.lang)
    key = "mail.footer" if head.answers_are_read else "mail.footer_no_reply"
    return say(key, errand.lang, number=errand.number)


def _text(errand: Errand, head: Letterhead) -> str:
    parts = [*map(_said_plainly, errand.lines), f"-- \n{_footer(errand, head)}"]
    if errand.quoted:
        quoted = "\n".join(f"> {line}" for line in errand.quoted[:MOST_QUOTED].splitlines())
        parts.append(f"{say('mail.you_wrote', errand.lang)}\n{quoted}")
    return "\n\n".join(parts) + "\n"


def _html(errand: Errand, head: Letterhead) -> str:
    body = "".join(_said(line) for line in errand.lines)
    body += f'<p style="color:#666;font-size:.9em">{escape(_footer(errand, head))}</p>'
    if errand.quoted:
        words = _lines(errand.quoted[:MOST_QUOTED])
        body += f"<p>{escape(say('mail.you_wrote', errand.lang))}</p>"
        body += f'<blockquote dir="auto" style="color:#666">{words}</blockquote>'
    return PAGE.format(lang=errand.lang, dir=direction_of(errand.lang), body=body)


def _said_plainly(line: Line) -> str:
    when = f" ({line.when})" if line.when else ""
    return f"{line.author}{when}:\n{line.text}" if line.author else f"{line.text}{when}"


def _said(line: Line) -> str:
    """What the desk itself noted at some time stands back behind what people said."""
    when = f' <span style="{QUIET}">{escape(line.when)}</span>' if line.when else ""
    words, how = f"{_lines(line.text)}{when}", f' style="{QUIET}"' if when else ""
    if line.author:
        words, how = f"<b><bdi>{escape(line.author)}</bdi></b>{when}<br>{_lines(line.text)}", ""
    return f'<p lang="{escape(line.lang)}" dir="{direction_of(line.lang)}"{how}>{words}</p>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
