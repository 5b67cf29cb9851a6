"""What a file is, its bytes tell; what it is called cannot mislead."""

import pytest

from handoff.domain.conversation.attachment import MOST_NAME_CHARS, TYPES, clean_name
from handoff.domain.conversation.file_type import fitting_name, type_of
from tests.support.files import HTML, PDF, PROGRAM, SVG, docx, huge_png, png

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (png(), "image/png"),
        (PDF, "application/pdf"),
        (docx(), WORD),
        (b"hello there", "text/plain"),
        ("سلام، چراغ شکسته است".encode(), "text/plain"),
        ("Zażółć".encode("utf-16"), "text/plain"),
        (b"BM is the mark of another format", "text/plain"),
        (SVG, "image/svg+xml"),
        (HTML, "text/html"),
        (b"  \n<?xml version='1.0'?><svg/>", "text/html"),
        (b"words first <script>alert(1)</script>", "text/html"),
        (PROGRAM, "application/x-msdownload"),
        (b"\x00\x01\x02\x03 nobody knows", "application/octet-stream"),
    ],
)
def test_the_content_says_what_it_is(data: bytes, name: str) -> None:
    """Whatever it is called."""
    assert type_of(data).name == name


@pytest.mark.parametrize(
    "name", ["text/html", "image/svg+xml", "application/x-msdownload", "application/zip"]
)
def test_what_could_do_harm_is_not_taken_by_itself(name: str) -> None:
    assert name not in TYPES


def test_a_picture_has_a_size_unless_it_is_a_trap() -> None:
    """A picture of 10 thousand million points is shown to nobody, nor is a broken one."""
    known, trap, broken = type_of(png(30, 20)), type_of(huge_png()), type_of(png()[:16])
    assert (known.width, known.height) == (30, 20)
    assert (trap.name, trap.width) == ("image/png", None)
    assert (broken.name, broken.width) == ("image/png", None)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("C:\\Users\\kim\\lamp.png", "lamp.png"),
        ("../../etc/passwd", "passwd"),
        ("bill\u202egpj.exe", "billgpj.exe"),
        ("a\r\nb\x00c.txt", "a b c.txt"),
        ("گزارش\u200cها.pdf", "گزارش\u200cها.pdf"),
        ("", "file"),
        ("...", "file"),
    ],
)
def test_a_name_is_made_safe_to_show(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_long_name_keeps_its_end() -> None:
    short = clean_name("x" * 500 + ".pdf")
    assert (len(short), short[-5:]) == (MOST_NAME_CHARS, "x.pdf")


def test_a_name_ends_as_the_content_does() -> None:
    """A script that is words ends as words do, so that nothing runs it."""
    assert fitting_name("run.bat", "text/plain") == "run.bat.txt"
    assert fitting_name("rows.CSV", "text/plain") == "rows.CSV"
    assert fitting_name("photo.exe", "image/png") == "photo.exe.png"
    assert fitting_name("photo", "image/jpeg") == "photo.jpg"
