"""The fields that frames are made of: how long a text may be, how large a number, how many of a kind."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.wire.reading import Storable

MAX_TEXT = 20_000
MAX_SEQ = 2**53

Id = Annotated[str, StringConstraints(min_length=1, max_length=64), Storable]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200), Storable]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT), Storable]
Seq = Annotated[int, Field(ge=0, le=MAX_SEQ)]

IntakeId = Annotated[str, StringConstraints(max_length=40)]
IntakeAnswer = Annotated[str, StringConstraints(max_length=300), Storable]
AttributeName = Annotated[str, StringConstraints(min_length=1, max_length=60), Storable]
Attribute = (
    Annotated[str, StringConstraints(max_length=300), Storable]
    | bool
    | Annotated[int, Field(ge=-MAX_SEQ, le=MAX_SEQ)]
    | Annotated[float, Field(allow_inf_nan=False)]
)
Score = Annotated[int, Field(ge=1, le=5)]
Comment = Annotated[str, StringConstraints(max_length=2000), Storable]
Files = Annotated[list[Id], Field(max_length=50)]
Tags = Annotated[list[Word], Field(max_length=50)]
Email = Annotated[str, StringConstraints(min_length=1, max_length=320), Storable]
Phone = Annotated[str, StringConstraints(min_length=1, max_length=40), Storable]
