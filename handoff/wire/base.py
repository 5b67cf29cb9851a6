"""What every message of the wire is made of."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from handoff.domain.conversation.message import Author

Time = Annotated[
    datetime,
    PlainSerializer(
        lambda value: value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        return_type=str,
    ),
]


class Wire(BaseModel):
    """A thing on the wire: frozen, and read straight from the domain's own values."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def picture_address(digest: str | None) -> str | None:
    """Where a page finds an agent's picture."""
    return f"/api/v1/pictures/{digest}" if digest else None


# Of the domain's own values, which know only the picture's name.
Picture = Annotated[str | None, PlainSerializer(picture_address, return_type=str | None)]


class AuthorOut(Wire):
    """Who wrote a message."""

    type: str
    id: str | None = None
    name: str | None = None
    picture: str | None = None


def author_out(author: Author) -> AuthorOut:
    """Who wrote, for either side."""
    return AuthorOut(
        type=author.type.value, id=author.id, name=author.name, picture=picture_address(author.picture)
    )
