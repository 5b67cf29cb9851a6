"""What a customer is asked before a chat begins, and what becomes of the answers."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from handoff.domain.briefing.facts import Fact, normal
from handoff.domain.conversation.message import Message
from handoff.domain.errors import Invalid
from handoff.domain.identity.consent import GivenConsent
from handoff.domain.identity.contact import email_of, phone_of

INTAKE = "intake"
MOST_GIVEN_CHARS = 300


class FieldKind(StrEnum):
    """What a field is for; all but `text` are kept on the customer, too, where nothing is known yet."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeField:
    """One question; `pattern` is for the page that asks, which says `hint` where it does not fit."""

    id: str
    kind: FieldKind
    label: Mapping[str, str]
    required: bool = False
    pattern: str = ""
    hint: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a customer agrees to before anything is sent, and where to read more.

    Agreements to a version before `since` count no more: the text has changed its meaning there.
    """

    text: Mapping[str, str]
    link: str = ""
    since: int = 0

    def covers(self, given: GivenConsent) -> bool:
        """Whether this agreement still counts; one to these very words always does."""
        same_words = (given.text, given.link) == (said_in(self.text, given.lang), self.link)
        return given.version >= self.since or same_words

    def following(self, before: "Consent | None", version: int, *, correction: bool) -> "Consent":
        """This text as `version` of the form: asked of everybody, unless it only corrects the one before."""
        goes_on = before is not None and (correction or not self._changes(before))
        return replace(self, since=before.since if before and goes_on else version)

    def _changes(self, before: "Consent") -> bool:
        """A translation that is added or taken away changes nothing for who read another."""
        kept = self.text.keys() & before.text.keys()
        return self.link != before.link or not kept or any(self.text[one] != before.text[one] for one in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer; `name` is the fact it becomes, `label` how it was asked."""

    kind: FieldKind
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The form before a chat; empty, and there is none."""

    fields: tuple[IntakeField, ...] = ()
    consent: Consent | None = None

    def read(self, answers: Mapping[str, str], lang: str, region: str = "") -> tuple[Given, ...]:
        """The answers to what is asked now, in its order; what the form does not ask is left out."""
        found = []
        for one in self.fields:
            if value := " ".join(answers.get(one.id, "").split())[:MOST_GIVEN_CHARS]:
                label = said_in(one.label, lang)
                name = label if one.kind is FieldKind.TEXT else one.kind.value
                found.append(Given(kind=one.kind, name=name, label=label, value=_kept(one, value, region)))
        return tuple(found)


def said_in(text: Mapping[str, str], lang: str) -> str:
    """The text in this language, else in the first one it was written in."""
    return text.get(lang) or next(iter(text.values()))


def intake_facts(message: Message) -> Iterator[Fact]:
    """What was answered before the chat, as lines of a brief."""
    given = message.payload.get(INTAKE)
    for name, value in given.items() if isinstance(given, Mapping) else ():
        yield Fact(name=str(name), value=str(value))


def _kept(asked: IntakeField, value: str, region: str) -> str:
    """In its normal form, or, where it has none, as it was written: nobody is turned away here."""
    with suppress(Invalid):
        if asked.kind is FieldKind.EMAIL:
            return email_of(value)
        if asked.kind is FieldKind.PHONE:
            return phone_of(value, region)
    return normal(value)
