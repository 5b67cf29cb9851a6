"""The built pages: read once, kept compressed, answered with 304 where the browser has them."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "application/manifest",
)
SMALLEST_COMPRESSED = 512

# The registry of the operating system may say something else of these, or nothing.
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it is sent."""

    body: bytes
    compressed: bytes | None
    content_type: str
    etag: str


class Files:
    """The files below one folder; a rebuilt one is noticed by its time and size."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._known: dict[Path, tuple[tuple[int, int], File]] = {}

    def read(self, relative: str) -> File | None:
        """The file at this path, None where there is none, or none below the folder."""
        if "\x00" in relative:
            return None
        path = (self._folder / relative).resolve()
        try:
            if not path.is_relative_to(self._folder) or not path.is_file():
                return None
        except OSError:  # a name that is too long for the file system
            return None
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, _load(path))
            self._known[path] = known
        return known[1]


def _load(path: Path) -> File:
    body = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = None
    if kind.startswith(COMPRESSIBLE) and len(body) >= SMALLEST_COMPRESSED:
        packed = gzip.compress(body, mtime=0)
    text = kind.startswith("text/") or kind == "image/svg+xml"
    return File(
        body=body,
        compressed=packed,
        content_type=f"{kind}; charset=utf-8" if text else kind,
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
    )
