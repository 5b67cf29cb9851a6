"""Mails are read whatever they look like: charsets, broken MIME, HTML alone, quotes, machines."""

import json
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.domain.mail import Letter, LetterKind
from handoff.domain.suppression import condemns
from handoff.mail.letters import read_letter
from handoff.mail.lines import one_line
from handoff.mail.reply_text import words_of
from handoff.mail.servers import Letterhead, server_of

OWN = "help@shop.example"


def read(raw: bytes) -> Letter:
    return read_letter(raw, own=OWN)


def head(*lines: str) -> bytes:
    return "\r\n".join(("From: Kim <kim@example.org>", "Message-ID: <1@x>", *lines, "", "")).encode()


def test_a_plain_mail_is_read_whole() -> None:
    letter = read(
        head("To: help+t1.x@shop.example", "Subject: =?utf-8?b?2LPZhNin2YU=?=", "In-Reply-To: <b@x>",
             "References: <a@x> <b@x>") + b"Hello"
    )  # fmt: skip
    assert letter == Letter(
        message_id="<1@x>",
        sender="kim@example.org",
        name="Kim",
        subject="سلام",
        text="Hello",
        recipients=("help+t1.x@shop.example",),
        answers=("<b@x>", "<a@x>"),
    )


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("windows-1250", "Zażółć gęślą jaźń".encode("cp1250"), "Zażółć gęślą jaźń"),
        ("windows-1256", "سلام".encode("cp1256"), "سلام"),
        ("no-such-charset", "Zażółć".encode(), "Zażółć"),
        ("us-ascii", "Zażółć".encode(), "Zażółć"),
    ],
)
def test_any_charset_becomes_text(charset: str, raw: bytes, text: str) -> None:
    """The named one, and UTF-8 where that is wrong."""
    assert read(head(f"Content-Type: text/plain; charset={charset}") + raw).text == text


def test_html_alone_becomes_text() -> None:
    """Without scripts, styles and what is quoted; entities and lists are read."""
    page = (
        "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body>"
        "<p>Is it &lt;safe&gt;?</p>"
        "<ul><li>one</li><li>two</li></ul><blockquote type=cite>We said this.</blockquote></body></html>"
    )
    text = read(head("Content-Type: text/html; charset=utf-8") + page.encode()).text
    assert "Is it <safe>?" in text
    assert "one" in text
    for gone in ("alert", "color", "We said this"):
        assert gone not in text


QUOTED = [
    ("Dark.\n\nOn Mon, 2 Mar 2026 at 10:00, Shop <a@b.c> wrote:\n> Try\n> this\n", "Dark."),
    ("Nadal.\n\nW dniu pon., 2 mar 2026 o 10:00 Shop <a@b.c> napisał(a):\n\n> Proszę\n", "Nadal."),
    ("هنوز\n\nدر تاریخ دوشنبه ۲ مارس ۲۰۲۶ ساعت ۱۰:۰۰ Shop <a@b.c> نوشت:\n> x\n", "هنوز"),
    ("Thanks,\nthe lamp works.\n- one\n- two", "Thanks,\nthe lamp works.\n- one\n- two"),
    ("Short.\n-- \nKim\n+48 123", "Short."),
    ("> Which lamp?\nThe oak one.\n> Since when?\nMonday.", None),
    ("On Mon, Shop <a@b.c> wrote:\n> Which?\n\nBelow it.", "Below it."),
    ("> only\n> a quotation", None),
    ("The price was:\n> 100", "The price was:"),
]


@pytest.mark.parametrize(("mail", "words"), QUOTED)
def test_only_new_words_are_kept(mail: str, words: str | None) -> None:
    """Quotes and signatures go, in any language; answers between quoted lines stay with them."""
    assert words_of(mail, None) == (words if words is not None else mail.strip())


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; x=y",
        "Precedence: bulk",
        "Return-Path: <>",
        "List-Id: <news.example>",
        "X-Autoreply: yes",
    ],
)
def test_machines_are_told_from_people(line: str) -> None:
    assert read(head(line) + b"x").kind is LetterKind.AUTOMATIC
    assert read(head("Auto-Submitted: no") + b"x").kind is LetterKind.WORDS


@pytest.mark.parametrize(
    "sender", ["", "not an address", OWN, "help+t1.x@shop.example", "mailer-daemon@mx.example"]
)
def test_nobody_we_could_answer_is_no_customer(sender: str) -> None:
    assert read(f"From: {sender}\r\nMessage-ID: <1@x>\r\n\r\nx".encode()).kind is LetterKind.AUTOMATIC


def test_a_delay_is_no_bounce() -> None:
    """Only what has failed for good is."""
    report = (
        b'From: x@mx.example\r\nContent-Type: multipart/report; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: %s\r\n"
        b"--B\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <ours@shop.example>\r\n\r\nx\r\n--B--\r\n"
    )
    bounce = read(report % b"failed")
    assert (bounce.kind, bounce.answers) == (LetterKind.BOUNCE, ("<ours@shop.example>",))
    assert read(report % b"delayed").kind is not LetterKind.BOUNCE


def test_a_complaint_is_told_from_a_bounce() -> None:
    """By RFC 5965, with the mail it is about; other feedback is no complaint."""
    report = (
        b'From: fbl@mx.example\r\nContent-Type: multipart/report; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: %s\r\nUser-Agent: Box/1\r\n"
        b"--B\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID:\r\n <ours@shop.example>\r\n"
        b"\r\nx\r\n--B--\r\n"
    )
    complaint = read(report % b"abuse")
    assert (complaint.kind, complaint.answers) == (LetterKind.COMPLAINT, ("<ours@shop.example>",))
    assert complaint.problem == "Box/1"
    assert read(report % b"not-spam").kind is not LetterKind.COMPLAINT


@pytest.mark.parametrize(
    ("problem", "condemned"),
    [
        ("550 5.1.1 no such user", True),
        ("5.1.1 550 5.1.1 unknown", True),
        ("5.2.1 disabled", True),
        ("550 no such user", True),
        ("552 5.2.2 mailbox full", False),
        ("5.2.2", False),
        ("554 5.7.1 looks like spam", False),
        ("550 5.7.1 relaying denied", False),
        ("554 transaction failed", False),
        ("450 4.1.1 later", False),
        ("", False),
    ],
)
def test_an_address_is_condemned_only_for_itself(problem: str, condemned: bool) -> None:
    """A full mailbox, and a mail that a server does not like, say nothing against the address."""
    assert condemns(problem) is condemned


def test_files_come_along_and_a_logo_in_the_text_does_not() -> None:
    """Gmail gives every file a Content-ID; and a screenshot in the text is what the mail is about."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "kim@example.org"
    mail.set_content("Look.")
    mail.add_alternative('<p>Look.</p><img src="cid:logo"><img src="cid:screen">', subtype="html")
    for data, name, cid in (
        (b"lamp", "چراغ.png", None),
        (b"logo", "logo.png", "<logo>"),
        (b"s" * 30_000, "screen.png", "<screen>"),
        (b"bill", "bill.pdf", "<gmail>"),
    ):
        mail.add_attachment(data, maintype="image", subtype="png", filename=name, cid=cid)
    letter = read(bytes(mail))
    files = {one.name: one.data for one in letter.attachments}
    assert files == {"چراغ.png": b"lamp", "screen.png": b"s" * 30_000, "bill.pdf": b"bill"}
    assert letter.text == "Look."


def test_a_mail_without_an_id_is_known_by_its_content() -> None:
    one, other = (read(b"From: kim@example.org\r\n\r\n" + text) for text in (b"a", b"b"))
    assert one.message_id == read(b"From: kim@example.org\r\n\r\na").message_id
    assert one.message_id != other.message_id


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_are_an_exception(raw: bytes) -> None:
    """And all that is read can be stored."""
    for mail in (raw, b"From: kim@example.org\r\nContent-Type: multipart/mixed; boundary=B\r\n" + raw):
        letter = read(mail)
        assert "\x00" not in letter.text
        json.dumps([letter.text, letter.subject, letter.sender, letter.name]).encode("utf-8")
        letter.text.encode("utf-8", "strict")


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="On wrote:\n>-_ Fromabc@<>", max_size=300).map(lambda text: text * 60))
def test_hostile_repetition_is_read_in_time(text: str) -> None:
    """What is new is never more than what was there."""
    assert len(words_of(text, None)) <= len(text)


def test_a_header_stays_one_line_and_persian_stays_persian() -> None:
    assert one_line("a\r\nBcc: x@y.z\x00 b") == "a Bcc: x@y.z b"
    assert one_line("نمی‌شود") == "نمی‌شود"


def test_servers_are_read_from_their_addresses() -> None:
    """With passwords of any characters, and the usual ports."""
    server = server_of("imaps://kim%40shop.example:p%2Fw@mail.example/Support%20Box")
    assert (server.user, server.password, server.port, server.tls) == ("kim@shop.example", "p/w", 993, True)
    assert server.folder == "Support Box"
    assert "p/w" not in repr(server)
    assert server_of("smtp://[::1]:25").is_local
    assert not server_of("smtp://10.0.0.1").is_local


def test_replies_come_to_a_sealed_address_if_anybody_reads_them() -> None:
    read_here = Letterhead.of("Shop <help@shop.example>", "k", answers_are_read=True)
    assert read_here.reply_address(7).startswith("help+t7.")
    nobody = Letterhead.of("Shop <help@shop.example>", "k", answers_are_read=False)
    assert nobody.reply_address(7) == OWN
