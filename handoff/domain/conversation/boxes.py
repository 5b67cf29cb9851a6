"""What stands beside the pictures in files made of boxes (HEIC, AVIF, MP4, MOV): blanked where it lies.

Nothing is decoded and nothing moves, so that every place that a file names in itself stays right.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

TYPES = frozenset({"image/heic", "image/avif", "video/mp4", "video/quicktime", "video/x-m4v", "audio/mp4"})
# Boxes that hold boxes, on the way to those that tell something.
HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"edts", b"dinf"})
# Where, when, with what and by whom; `uuid` has XMP.
TELLING = frozenset({b"udta", b"uuid", b"free", b"skip"})
CLOCKED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
# What stands in their place where it fits: readers are strict about these.
TOLD_ITEMS = {
    b"Exif": b"\x00\x00\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00",
    b"mime": b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
}
MOST_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """One box: what it is, where its content begins and where it ends."""

    kind: bytes
    at: int
    body: int
    end: int


def blanked(data: bytes) -> bytes:
    """The same file without places, times and names; struct.error or ValueError for what is none."""
    out = bytearray(data)
    _blank(out, 0, len(out), 0)
    return data if out == data else bytes(out)


def _blank(out: bytearray, begin: int, end: int, depth: int) -> None:
    for box in boxes(out, begin, end):
        if box.kind in HOLDERS and depth < 5:
            _blank(out, box.body, box.end, depth + 1)
        elif box.kind in TELLING or (box.kind == b"meta" and depth > 0):
            out[box.at + 4 : box.at + 8] = b"free"
            _zero(out, box.body, box.end)
        elif box.kind in CLOCKED:
            # Version 1 has eight bytes for each of the two times.
            _zero(out, box.body + 4, min(box.end, box.body + (20 if out[box.body] else 12)))
        elif box.kind == b"meta":
            _blank_items(out, box)


def boxes(data: bytes | bytearray, begin: int, end: int) -> Iterator[Box]:
    """Those that stand one after the other."""
    for _ in range(MOST_BOXES):
        if begin + 8 > end:
            return
        size, kind = struct.unpack_from(">I4s", data, begin)
        body = begin + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        elif size == 0:
            size = end - begin
        if size < body - begin or begin + size > end:
            raise ValueError("a box that does not fit")
        yield Box(kind, begin, body, begin + size)
        begin += size
    raise ValueError("too many boxes")


def _blank_items(out: bytearray, meta: Box) -> None:
    """Of a still picture: the items that hold EXIF and XMP."""
    within = {box.kind: box for box in boxes(out, meta.body + 4, meta.end)}
    if b"iinf" not in within or b"iloc" not in within:
        return
    told = dict(_told_items(out, within[b"iinf"]))
    idat = within.get(b"idat")
    for item, inside, at, length in _extents(out, within[b"iloc"]):
        if item in told:
            begin = at + (idat.body if inside and idat is not None else 0)
            if begin + length > len(out):
                raise ValueError("an item that does not fit")
            nothing = TOLD_ITEMS[told[item]]
            out[begin : begin + length] = nothing.ljust(length) if len(nothing) <= length else bytes(length)


def _told_items(data: bytearray, iinf: Box) -> Iterator[tuple[int, bytes]]:
    wide = data[iinf.body] > 0
    for box in boxes(data, iinf.body + (8 if wide else 6), iinf.end):
        version = data[box.body]
        if box.kind != b"infe" or version < 2:
            continue
        layout = ">IH4s" if version > 2 else ">HH4s"
        item, _, kind = struct.unpack_from(layout, data, box.body + 4)
        if kind in TOLD_ITEMS:
            yield item, kind


def _extents(data: bytearray, iloc: Box) -> Iterator[tuple[int, bool, int, int]]:
    """Where each item lies: its number, whether that is within `idat`, from where, how long."""
    version = data[iloc.body]
    at = iloc.body + 4
    sizes = struct.unpack_from(">BB", data, at)
    offset, length, base = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index = sizes[1] & 15 if version else 0
    at += 2
    counted = 4 if version > 1 else 2
    items, at = _number(data, at, counted)
    for _ in range(items):
        item, at = _number(data, at, counted)
        method = 0
        if version:
            method, at = _number(data, at, 2)
        at += 2
        start, at = _number(data, at, base)
        extents, at = _number(data, at, 2)
        for _ in range(extents):
            at += index
            from_, at = _number(data, at, offset)
            long, at = _number(data, at, length)
            yield item, method & 15 == 1, start + from_, long


def _number(data: bytearray, at: int, size: int) -> tuple[int, int]:
    """A number of so many bytes, and the place behind it."""
    if at + size > len(data):
        raise ValueError("cut off")
    return int.from_bytes(data[at : at + size], "big"), at + size


def _zero(out: bytearray, begin: int, end: int) -> None:
    out[begin:end] = bytes(max(0, end - begin))
