"""Real files of several kinds, made here."""

import io
import struct
import zipfile
import zlib

from PIL import ExifTags, Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]>>endobj\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 100


def png(width: int = 3, height: int = 2, colour: bytes = b"\xc0\x60\x20") -> bytes:
    """A picture of one colour."""
    rows = zlib.compress((b"\x00" + colour * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def huge_png() -> bytes:
    """A few bytes that claim to be a picture of 10 thousand million points."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")


def photo(kind: str = "JPEG", *, orientation: int = 6, text: bytes = b"") -> bytes:
    """A picture of 40 by 20 by a camera held upright: its left is red; it tells where it was taken."""
    picture = Image.new("RGB", (40, 20), (40, 80, 200))
    picture.paste((220, 30, 30), (0, 0, 20, 20))
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    told[ExifTags.Base.Make] = "Lumen Camera"
    told[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: (52.0, 13.0, 47.0),
    }
    out = io.BytesIO()
    how = {"comment": text} if kind == "JPEG" else {}
    picture.save(out, kind, exif=told, xmp=b"<x:xmpmeta>Kim's garden</x:xmpmeta>", **how)
    return out.getvalue()


def docx() -> bytes:
    """What a word processor begins its files with."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            file.writestr(name, "<x/>")
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
