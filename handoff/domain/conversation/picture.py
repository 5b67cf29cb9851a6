"""A picture without what the camera wrote into it: where it was taken, when and with what."""

import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, ImageOps, JpegImagePlugin

from handoff.domain.conversation.boxes import TYPES, blanked
from handoff.domain.conversation.file_type import MOST_POINTS
from handoff.domain.conversation.gif import without_words
from handoff.domain.errors import BadPicture, UnsupportedType

# No other format is ever looked into: each decoder less is one that strangers' bytes cannot reach.
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MARKS = {"JPEG": b"Exif\0\0", "PNG": b"eXIf", "WEBP": b"EXIF"}
MILLION = 1_000_000
PORTRAIT_SIDE = 256
TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "mp")


def without_metadata(data: bytes, type_name: str) -> bytes:
    """The same picture, upright, in the same format; untouched where nothing is written in it.

    Refused in plain words: what claims more points than a page can show, and what cannot be read. Files of
    which no decoder is needed, videos among them, lose what stands beside their pictures.
    """
    if type_name == "image/gif":
        return _tried(lambda whole, _: without_words(whole), data, type_name)
    if type_name in TYPES:
        return _tried(lambda whole, _: blanked(whole), data, type_name)
    wanted = FORMATS.get(type_name)
    return data if wanted is None else _tried(_read, data, wanted)


def portrait(data: bytes, type_name: str) -> bytes:
    """The middle of a picture as a small square JPEG, for a face; UnsupportedType for what is none."""
    wanted = FORMATS.get(type_name)
    if wanted is None:
        raise UnsupportedType("A picture is a JPEG, PNG or WebP.")
    return _tried(_squared, data, wanted)


def _tried(work: Callable[[bytes, str], bytes], data: bytes, wanted: str) -> bytes:
    try:
        with warnings.catch_warnings(action="ignore"):
            return work(data, wanted)
    except (BadPicture, Image.DecompressionBombError):
        raise BadPicture(f"A picture has at most {MOST_POINTS // MILLION} million points.") from None
    except Exception as error:
        # Decoders raise whatever comes to their mind at strangers' bytes.
        raise BadPicture("This picture is damaged and cannot be taken.") from error


def _read(data: bytes, wanted: str) -> bytes:
    with Image.open(BytesIO(data), formats=_openers(wanted)) as picture:
        frames = int(getattr(picture, "n_frames", 1)) if wanted != "JPEG" else 1
        if picture.width * picture.height * frames > MOST_POINTS:
            raise BadPicture
        # A PNG may say something behind its picture, which is found only by reading it all.
        if wanted == "PNG":
            picture.load()
        # Damage may hide from a decoder what another one finds.
        told = MARKS[wanted] in data or _tells(picture)
        return _cleaned(picture, wanted, frames) if told else data


def _squared(data: bytes, wanted: str) -> bytes:
    with Image.open(BytesIO(data), formats=_openers(wanted)) as picture:
        if picture.width * picture.height > MOST_POINTS:
            raise BadPicture
        # Some formats are read at a fraction of their size, for a fraction of the memory.
        picture.draft("RGB", (PORTRAIT_SIDE, PORTRAIT_SIDE))
        seen = ImageOps.exif_transpose(picture).convert("RGBA")
    side = min(PORTRAIT_SIDE, *seen.size)
    small = ImageOps.fit(seen, (side, side))
    # Letters stand behind it, which must not show through.
    white = Image.new("RGBA", small.size, "white")
    out = BytesIO()
    Image.alpha_composite(white, small).convert("RGB").save(out, "JPEG", quality=85, exif=b"")
    return out.getvalue()


def _openers(wanted: str) -> list[str]:
    """Telephones write several pictures into one JPEG, which has a name of its own."""
    return ["JPEG", "MPO"] if wanted == "JPEG" else [wanted]


def _tells(picture: ImageFile.ImageFile) -> bool:
    texts = getattr(picture, "text", None) or {}
    return bool(texts or len(picture.getexif()) or any(picture.info.get(name) for name in TELLING))


def _cleaned(picture: ImageFile.ImageFile, wanted: str, frames: int) -> bytes:
    how: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    if wanted == "JPEG":
        # The tables that it was packed with, so that it neither grows nor is visibly worse.
        how |= {"qtables": picture.quantization, "subsampling": JpegImagePlugin.get_sampling(picture)}  # type: ignore[attr-defined]
    if wanted == "WEBP":
        how |= {"quality": 90, "lossless": False}
    out = BytesIO()
    if frames > 1:
        picture.info = {name: picture.info[name] for name in ("duration", "loop") if name in picture.info}
        picture.save(out, wanted, save_all=True, exif=b"", xmp=b"", **how)
        return out.getvalue()
    upright = ImageOps.exif_transpose(picture)
    upright.info = {name: upright.info[name] for name in ("transparency", "gamma") if name in upright.info}
    upright.save(out, wanted, exif=b"", xmp=b"", **how)
    return out.getvalue()
