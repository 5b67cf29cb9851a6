"""Lines of a file that may be anything: wrongly encoded, binary, endless."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_LINE = 8 * 1024 * 1024
_CHUNK = 1024 * 1024
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a file, or a line of it, could not be used."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A readable line and its number, counted from 1."""

    number: int
    text: str


def read_lines(path: Path) -> Iterator[Line | Problem]:
    """The lines of a UTF-8 file; one that cannot be read comes as a problem and the next goes on."""
    name = str(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield Problem(file=name, line=None, reason=f"cannot be opened ({error.strerror})")
        return
    with stream:
        head = stream.read(4096)
        fault = _fault(head)
        if fault is not None:
            yield Problem(file=name, line=None, reason=fault)
            return
        stream.seek(3 if head.startswith(b"\xef\xbb\xbf") else 0)
        number = 0
        while raw := stream.readline(MAX_LINE):
            number += 1
            if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
                while (more := stream.readline(_CHUNK)) and not more.endswith(b"\n"):
                    pass
                limit = MAX_LINE // (1024 * 1024)
                yield Problem(file=name, line=number, reason=f"the line is longer than {limit} MB")
                continue
            yield _decoded(name, number, raw)


def read_text(path: Path) -> str | Problem:
    """A whole UTF-8 file, or why it cannot be read."""
    parts: list[str] = []
    size = 0
    for line in read_lines(path):
        if isinstance(line, Problem):
            return line
        parts.append(line.text)
        size += len(line.text)
        if size > MAX_LINE:
            return Problem(file=str(path), line=line.number, reason="is too long for one article")
    return "\n".join(parts)


def _fault(head: bytes) -> str | None:
    if not head.strip():
        return "is empty"
    for bom, encoding in _BOMS.items():
        if head.startswith(bom):
            return f"is {encoding}; save it as UTF-8"
    if b"\x00" in head and (head.count(b"\x00") * 50 > len(head) or not _is_utf8(head)):
        return "is not a text file"
    return None


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(name: str, number: int, raw: bytes) -> Line | Problem:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        return Problem(file=name, line=number, reason=where)
    if "\x00" in text:
        return Problem(file=name, line=number, reason="holds a NUL character: not a text line")
    return Line(number=number, text=text.rstrip("\r\n"))
