"""The shelf: what agents keep to use again, each for themselves, for a team or for everybody."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from handoff.domain.briefing.placeholders import check_placeholders
from handoff.domain.enums import ConversationState, Owner, Priority
from handoff.domain.errors import Invalid
from handoff.domain.languages import LANGUAGES

MOST_STEPS = 8
MOST_TEXT_CHARS = 4000
_SHORTCUT = re.compile(r"[\w-]{1,32}")


class ShelfKind(StrEnum):
    """What lies on the shelf."""

    CANNED_REPLY = "canned_reply"
    MACRO = "macro"
    SAVED_VIEW = "saved_view"


class StepKind(StrEnum):
    """What a step of a macro does."""

    REPLY = "reply"
    NOTE = "note"
    TAG = "tag"
    PRIORITY = "priority"
    SNOOZE = "snooze"
    TRANSFER = "transfer"
    RESOLVE = "resolve"


LAST = frozenset({StepKind.SNOOZE, StepKind.TRANSFER, StepKind.RESOLVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CannedReply:
    """A prepared text, in one or more languages, with the word that calls it up after a slash."""

    kind: Literal[ShelfKind.CANNED_REPLY] = ShelfKind.CANNED_REPLY
    shortcut: str
    texts: Mapping[str, str]

    def check(self) -> None:
        if not _SHORTCUT.fullmatch(self.shortcut):
            raise Invalid("A shortcut is one word of at most 32 letters, digits and hyphens.")
        _check_texts(self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a macro does; the field its kind needs is there."""

    do: StepKind
    texts: Mapping[str, str] | None = None
    tags: tuple[str, ...] = ()
    priority: Priority | None = None
    hours: Annotated[int, Field(ge=1, le=24 * 90)] | None = None
    to: str | None = None
    reason: str | None = None

    def check(self) -> None:
        if self.do in (StepKind.REPLY, StepKind.NOTE):
            _check_texts(self.texts or {})
        if self.do is StepKind.TAG and not self.tags:
            raise Invalid("A step that tags names the tags.")
        if self.do is StepKind.PRIORITY and self.priority is None:
            raise Invalid("A step that sets the priority names it.")
        if self.do is StepKind.TRANSFER and not self.to:
            raise Invalid("A step that transfers says to whom.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """Several things that are done one after the other; what ends an agent's part comes last."""

    kind: Literal[ShelfKind.MACRO] = ShelfKind.MACRO
    steps: tuple[Step, ...]

    def check(self) -> None:
        if not 1 <= len(self.steps) <= MOST_STEPS:
            raise Invalid(f"A macro has 1 to {MOST_STEPS} steps.")
        for step in self.steps:
            step.check()
        if any(step.do in LAST for step in self.steps[:-1]):
            raise Invalid("To snooze, transfer or resolve is a macro's last step.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A list of conversations by words and filters."""

    kind: Literal[ShelfKind.SAVED_VIEW] = ShelfKind.SAVED_VIEW
    q: str = ""
    agent_id: str | None = None
    owner: Owner | None = None
    state: ConversationState | None = None
    priority: Priority | None = None
    lang: str | None = None
    tag: str | None = None
    days: Annotated[int, Field(ge=1, le=366)] | None = None

    def check(self) -> None:
        if len(self.q) > 300:
            raise Invalid("A search has at most 300 characters.")


Content = Annotated[CannedReply | Macro | SavedView, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfItem:
    """One thing on the shelf: its owner's, a team's, or, with neither, everybody's; place 0 is by name."""

    id: str
    kind: ShelfKind
    owner_id: str | None
    team_id: str | None = None
    name: str
    content: Mapping[str, object]
    revision: int
    by_name: str
    at: datetime
    place: int = 0

    @property
    def shared(self) -> bool:
        """Whether it is everybody's."""
        return self.owner_id is None and self.team_id is None

    @property
    def order(self) -> tuple[bool, int, str, str]:
        """What was put in order comes first, the rest by name."""
        return (self.place == 0, self.place, self.name, self.id)


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text in a language, else in the first of ours that there is one in."""
    return texts.get(lang) or next(texts[known] for known in (*LANGUAGES, *texts) if texts.get(known))


def _check_texts(texts: Mapping[str, str]) -> None:
    if set(texts) - set(LANGUAGES) or not any(text.strip() for text in texts.values()):
        raise Invalid(f"A text is written in one or more of: {', '.join(LANGUAGES)}.")
    for text in texts.values():
        if len(text) > MOST_TEXT_CHARS:
            raise Invalid(f"A text has at most {MOST_TEXT_CHARS} characters.")
        check_placeholders(text)
