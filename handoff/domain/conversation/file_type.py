"""What a file is by its bytes, whatever it is called; and the size of a picture."""

import codecs
import mimetypes
import re
from dataclasses import dataclass
from io import BytesIO

import filetype
import imagesize

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
# A picture of more is a trap for whoever looks at it: some thousand bytes can hold a thousand million points.
MOST_POINTS = 50_000_000
BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MARKUP = re.compile(r"<(!doctype|html|head|body|script|svg|\?xml|\w+[^<>]{0,500}xmlns)", re.IGNORECASE)
LOOKED_AT = 4096
TEXT_ENDS = (".txt", ".csv", ".tsv", ".log", ".md", ".json", ".yml", ".yaml", ".ini", ".srt", ".ics", ".vcf")
ENDS = {TEXT: TEXT_ENDS, "image/jpeg": (".jpg", ".jpeg"), "image/heic": (".heic", ".heif")}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileType:
    """A media type; with the width and height of a picture that a page can show."""

    name: str
    width: int | None = None
    height: int | None = None


def type_of(data: bytes) -> FileType:
    """Told by the content alone: words are words even where their first letters are another format's."""
    if not data.startswith(b"%PDF-") and (words := _words(data)) is not None:
        markup = MARKUP.search(words[:LOOKED_AT])
        return FileType(name=_of_markup(markup[1]) if markup else TEXT)
    kind = filetype.guess(data)
    name = str(kind.mime) if kind is not None else UNKNOWN
    if name not in SHOWN:
        return FileType(name=name)
    width, height = _size(data)
    return FileType(name=name, width=width, height=height)


def fitting_name(name: str, type_name: str) -> str:
    """A name that ends as its content does: words in a file called `run.bat` become `run.bat.txt`."""
    ends = ENDS.get(type_name) or tuple(mimetypes.guess_all_extensions(type_name, strict=True))
    return name if not ends or name.lower().endswith(ends) else f"{name}{ends[0]}"


def _words(data: bytes) -> str | None:
    """The text, if it is one."""
    try:
        text = data.decode("utf-16" if data.startswith(BOMS) else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if CONTROLS.search(text) else text


def _of_markup(first: str) -> str:
    """Text that a browser could take for a page or a drawing is never plain text."""
    return "image/svg+xml" if first.lower() == "svg" else "text/html"


def _size(data: bytes) -> tuple[int | None, int | None]:
    try:
        width, height = imagesize.get(BytesIO(data))
    except Exception:
        return None, None
    if not (width > 0 and height > 0 and width * height <= MOST_POINTS):
        return None, None
    return int(width), int(height)
