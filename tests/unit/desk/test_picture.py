"""Pictures are kept without what the camera wrote into them, upright; bad ones are refused in plain words."""

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from handoff.domain.conversation.file_type import type_of
from handoff.domain.conversation.picture import MARKS, without_metadata
from handoff.domain.errors import BadPicture
from tests.support.files import PDF, huge_png, photo, png

KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SECRETS = (b"Lumen Camera", b"garden", b"GPS", b"Exif", b"by Kim")


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def is_red(picture: Image.Image, x: int, y: int) -> bool:
    red, _, blue = picture.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return bool(red > 150 and blue < 100)


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_does_not_say_where_it_was_taken(kind: str) -> None:
    """Neither place nor camera nor words; the picture is there, and upright."""
    before = photo(kind, text=b"by Kim")
    after = without_metadata(before, KINDS[kind])
    assert b"Lumen Camera" in before
    assert [secret for secret in SECRETS if secret in after] == []
    picture = opened(after)
    assert (picture.format, picture.size, len(picture.getexif())) == (kind, (20, 40), 0)
    assert is_red(picture, 10, 5)
    assert not is_red(picture, 10, 35)
    assert (type_of(after).width, type_of(after).height) == (20, 40)
    assert without_metadata(after, KINDS[kind]) is after


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (png(30, 20), "image/png"),
        (png() + b"\x00" * 100, "image/png"),
        (PDF, "application/pdf"),
        (b"hi", "text/plain"),
    ],
)
def test_what_tells_nothing_is_left_as_it_is(data: bytes, name: str) -> None:
    """Byte for byte."""
    assert without_metadata(data, name) is data


def test_words_behind_a_picture_go_too() -> None:
    """A PNG may tell more after its last point."""
    info = PngImagePlugin.PngInfo()
    info.add(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0Kim's garden", after_idat=True)
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 128)).save(out, "PNG", pnginfo=info)
    after = without_metadata(out.getvalue(), "image/png")
    assert b"garden" in out.getvalue()
    assert b"garden" not in after
    assert opened(after).getpixel((1, 1)) == (10, 20, 30, 128)


def test_a_picture_that_moves_goes_on_moving() -> None:
    """All of its frames, and how long each is shown."""
    frames = [Image.new("RGB", (8, 8), (shade, 0, 0)) for shade in (20, 120, 220)]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=80, loop=0, xmp=b"garden")
    after = without_metadata(out.getvalue(), "image/webp")
    assert b"garden" not in after
    assert getattr(opened(after), "n_frames", 1) == 3


def test_several_pictures_in_one_become_the_first() -> None:
    """Telephones put a second view, or a film with its place, behind a photo."""
    first, second = opened(photo()), Image.new("RGB", (40, 20), (1, 2, 3))
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second], exif=first.getexif())
    after = without_metadata(out.getvalue(), "image/jpeg")
    assert (opened(after).format, opened(after).size) == ("JPEG", (20, 40))
    assert b"Lumen Camera" not in after


def test_colours_stay_those_of_the_screen() -> None:
    """A colour profile is kept, for without it colours are wrong; it says nothing of a person."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    told = Image.Exif()
    told[0x010F] = "Lumen Camera"
    Image.new("RGB", (8, 8)).save(out, "JPEG", icc_profile=profile, exif=told)
    after = opened(without_metadata(out.getvalue(), "image/jpeg"))
    assert after.info["icc_profile"] == profile


def test_a_picture_that_unfolds_without_end_is_refused() -> None:
    """Before it is unfolded, by what it claims; also one that is large by the number of its frames."""
    with pytest.raises(BadPicture, match="50 million"):
        without_metadata(huge_png(), "image/png")
    frames = [Image.new("L", (3000, 3000), shade) for shade in range(6)]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    with pytest.raises(BadPicture):
        without_metadata(out.getvalue(), "image/png")


def test_words_that_unfold_without_end_are_refused() -> None:
    """A few kilobytes of a PNG's text can be gigabytes."""
    told = zlib.compress(b"x" * 80_000_000, 9)
    chunk = b"zTXt" + b"Comment\x00\x00" + told
    text = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    plain = png()
    with pytest.raises(BadPicture):
        without_metadata(plain[:33] + text + plain[33:], "image/png")


# A loaded machine may take its time over one.
@settings(deadline=None)
@pytest.mark.parametrize("kind", KINDS)
@given(cut=st.integers(min_value=0, max_value=900), flip=st.integers(min_value=0, max_value=900))
def test_a_damaged_picture_is_refused_or_cleaned(kind: str, cut: int, flip: int) -> None:
    """Never anything else than a plain word, wherever the damage is; what is kept tells nothing."""
    whole = bytearray(photo(kind))
    whole[flip % len(whole)] ^= 0xFF
    damaged = bytes(whole[: max(1, len(whole) - cut)])
    with contextlib.suppress(BadPicture):
        assert MARKS[kind] not in without_metadata(damaged, KINDS[kind])
