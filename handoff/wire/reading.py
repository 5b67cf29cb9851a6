"""What comes in over any wire: text that can be kept, and a plain word on what is wrong with the rest."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints, ValidationError

from handoff.domain.errors import BatonError, Invalid, TooLarge


def _storable(text: str) -> str:
    """Refuse what no database can keep: half a surrogate pair, or a NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("is not valid Unicode") from None
    if "\x00" in text:
        raise ValueError("holds a NUL character")
    return text


Storable = AfterValidator(_storable)
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=500), Storable]
Lang = Annotated[str, StringConstraints(min_length=2, max_length=20), Storable]


def plain_error(error: ValidationError) -> BatonError:
    """The first thing wrong, as `field: what`."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ")
    kind = TooLarge if first["type"] == "string_too_long" else Invalid
    return kind(f"{where}: {message}" if where else message)
