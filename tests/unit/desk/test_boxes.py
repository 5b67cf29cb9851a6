"""HEIC, videos and GIF are kept without what stands beside their pictures, which stay as they are."""

import contextlib
import io
import struct
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image

from handoff.domain.conversation.boxes import TYPES, blanked, boxes
from handoff.domain.conversation.gif import without_words
from handoff.domain.conversation.picture import without_metadata
from handoff.domain.errors import BadPicture
from tests.support.files import photo

GIF = "image/gif"
WHERE = b"+52.2297+021.0122/"
POINTS = b"these are the points of the picture"


def box(kind: bytes, *content: bytes) -> bytes:
    whole = b"".join(content)
    return struct.pack(">I", len(whole) + 8) + kind + whole


def full(kind: bytes, *content: bytes, version: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24), *content)


def clock(kind: bytes, version: int = 0) -> bytes:
    times = struct.pack(">QQ" if version else ">II", 3_800_000_001, 3_800_000_002)
    return full(kind, times, b"TIMESCALE", version=version)


def video() -> bytes:
    """Filmed at a place and a time, by a telephone that says so in four ways."""
    track = box(b"trak", clock(b"tkhd"), box(b"mdia", clock(b"mdhd", 1)), box(b"udta", b"Kim's lamp"))
    moov = box(b"moov", clock(b"mvhd"), track, box(b"udta", box(b"\xa9xyz", WHERE)), box(b"meta", WHERE))
    return box(b"ftyp", b"mp42") + moov + box(b"uuid", b"<x:xmpmeta>") + box(b"mdat", POINTS)


def heic(*, version: int = 1, inside: bool = False) -> bytes:
    """A still picture with an item of points and one of EXIF, which lies in the file or in its `idat`."""
    infe = [full(b"infe", struct.pack(">HH4s", n, 0, kind), b"\0", version=2) for n, kind in ITEMS]
    iinf = full(b"iinf", struct.pack(">H", len(infe)), *infe)
    exif = b"Exif" + WHERE
    idat = box(b"idat", exif) if inside else b""
    ftyp = box(b"ftyp", b"heic")
    rest = len(ftyp) + 8 + 4 + len(iinf) + len(idat)
    empty = iloc(version, [(1, False, 0, 0), (2, inside, 0, 0)])
    mdat = rest + len(empty) + 8
    there = 0 if inside else mdat + len(POINTS)
    told = iloc(version, [(1, False, mdat, len(POINTS)), (2, inside, there, len(exif))])
    whole = ftyp + full(b"meta", iinf, told, idat)
    return whole + box(b"mdat", POINTS, b"" if inside else exif)


ITEMS = [(1, b"hvc1"), (2, b"Exif")]


def iloc(version: int, items: Sequence[tuple[int, bool, int, int]]) -> bytes:
    wide = ">I" if version > 1 else ">H"
    rows = []
    for item, inside, at, length in items:
        method = struct.pack(">H", inside) if version else b""
        rows.append(struct.pack(wide, item) + method + struct.pack(">HHII", 0, 1, at, length))
    return full(b"iloc", b"\x44\x00", struct.pack(wide, len(items)), *rows, version=version)


def gif(*, comment: bytes = b"by Kim") -> bytes:
    frames = [Image.new("RGB", (4, 3), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=3, comment=comment, duration=80)
    return out.getvalue()


def test_a_video_does_not_say_where_and_when_it_was_filmed() -> None:
    """Nothing moves: the points lie where they lay, and clocks of both widths stand at nothing."""
    before = video()
    after = without_metadata(before, "video/mp4")
    assert len(after) == len(before)
    assert [told for told in (WHERE, b"Kim", b"xmpmeta", b"\xa9xyz") if told in after] == []
    assert struct.pack(">I", 3_800_000_001) not in after
    assert after.index(POINTS) == before.index(POINTS)
    assert after.count(b"TIMESCALE") == 3
    assert [one.kind for one in boxes(after, 0, len(after))] == [b"ftyp", b"moov", b"free", b"mdat"]
    assert without_metadata(after, "video/quicktime") is after


@pytest.mark.parametrize("version", [0, 1, 2])
@pytest.mark.parametrize("inside", [False, True])
def test_a_telephones_picture_does_not_say_where_it_was_taken(version: int, inside: bool) -> None:
    before = heic(version=version, inside=inside and version > 0)
    after = without_metadata(before, "image/heic")
    assert WHERE in before
    assert WHERE not in after
    assert (len(after), after.index(POINTS)) == (len(before), before.index(POINTS))
    assert without_metadata(after, "image/heic") is after


def test_a_strict_reader_still_opens_what_was_blanked() -> None:
    """The same points from a real encoder, and nothing to read beside them."""
    before = photo("AVIF")
    after = without_metadata(before, "image/avif")
    assert [told for told in (b"Lumen Camera", b"garden") if told not in before] == []
    assert [told for told in (b"Lumen Camera", b"garden") if told in after] == []
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        assert one.tobytes() == other.tobytes()
        assert set(other.getexif()) <= {ExifTags.Base.Orientation}
    assert without_metadata(after, "image/avif") is after


def test_a_gif_moves_on_without_its_words() -> None:
    """Its frames, their times and how often it is played stay; XMP and what stands behind the end do not."""
    plain = gif(comment=b"")
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(WHERE)]) + WHERE + b"\x00"
    before = plain[:-1] + b"\x21\xfe\x06by Kim\x00" + xmp + b"\x3b" + b"garden"
    after = without_metadata(before, GIF)
    assert after == without_metadata(plain, GIF)
    with Image.open(io.BytesIO(after)) as picture:
        assert (picture.n_frames, picture.info["loop"], picture.info["duration"]) == (2, 3, 80)  # type: ignore[attr-defined]
        assert "comment" not in picture.info
    assert without_metadata(after, GIF) is after


@pytest.mark.parametrize("kind", sorted(TYPES | {GIF}))
def test_what_is_damaged_is_refused_in_plain_words(kind: str) -> None:
    whole = gif() if kind == GIF else video()
    with pytest.raises(BadPicture, match="damaged"):
        without_metadata(whole[: len(whole) - 6], kind)


@given(data=st.binary(max_size=200), cut=st.integers(0, 300), kind=st.sampled_from([video(), heic(), gif()]))
def test_strangers_bytes_do_no_harm(data: bytes, cut: int, kind: bytes) -> None:
    """Whatever stands in them: read to an end, or refused."""
    for whole in (data, kind[:cut] + data + kind[cut:], kind[:cut] + data):
        for clean in (blanked, without_words):
            with contextlib.suppress(IndexError, ValueError, struct.error):
                assert len(clean(whole)) <= len(whole) + 1
