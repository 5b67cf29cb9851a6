"""A GIF without the words in it: read by its blocks alone, its points stay packed as they are."""

from collections.abc import Iterator

# How often it is played, and in which colours: what a page needs to show it.
KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
HEAD = 13
TRAILER, IMAGE, EXTENSION = 0x3B, 0x2C, 0x21
COMMENT, APPLICATION = 0xFE, 0xFF
HAS_TABLE, TABLE_BITS = 0x80, 0x07


def without_words(data: bytes) -> bytes:
    """Without comments, XMP and what stands behind its end; IndexError or ValueError for what is none."""
    begin = HEAD + _table(data[10])
    kept = [data[:begin], *_kept(data, begin), bytes([TRAILER])]
    return data if sum(map(len, kept)) == len(data) else b"".join(kept)


def _kept(data: bytes, at: int) -> Iterator[bytes]:
    # Some writers leave the end out, and viewers do not mind.
    while at < len(data) and data[at] != TRAILER:
        if data[at] == IMAGE:
            end = _blocks_end(data, at + 11 + _table(data[at + 9]))
        elif data[at] == EXTENSION:
            end = _blocks_end(data, at + 2)
        else:
            raise ValueError("no block of a GIF")
        if not _tells(data, at):
            yield data[at:end]
        at = end


def _tells(data: bytes, at: int) -> bool:
    """Whether this block says something that is not shown."""
    if data[at] != EXTENSION:
        return False
    kind = data[at + 1]
    return kind == COMMENT or (kind == APPLICATION and data[at + 3 : at + 14] not in KEPT)


def _table(flags: int) -> int:
    """How long the table of colours is that these flags announce."""
    return 3 << ((flags & TABLE_BITS) + 1) if flags & HAS_TABLE else 0


def _blocks_end(data: bytes, at: int) -> int:
    """Behind a row of sub-blocks, each with its length before it, the last one empty."""
    while data[at]:
        at += 1 + data[at]
    return at + 1
