"""The form before a chat: set by those who lead, asked by the widget, kept with the conversation."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.setting import KeptSetting, Setting
from handoff.desk.words import say
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.errors import Invalid
from handoff.domain.identity.consent import GivenConsent
from handoff.domain.identity.contact import email_of, phone_of
from handoff.domain.identity.intake import INTAKE, FieldKind, Given, Intake, IntakeField
from handoff.domain.identity.people import Actor, Visitor
from handoff.domain.languages import LANGUAGES

FORM = KeptSetting(key=INTAKE, form=TypeAdapter(Intake), start=Intake())
MOST_FIELDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a customer gave before the chat; `version` is that of the form which they read."""

    answers: Mapping[str, str]
    consent: bool = False
    version: int | None = None


async def current_intake(desk: Desk) -> Setting[Intake]:
    """What is asked now; everybody may know that."""
    return await FORM.current(desk)


async def read_intake(desk: Desk, *, actor: Actor) -> Setting[Intake]:
    """The form, for those who set it."""
    actor.must_lead()
    return await current_intake(desk)


async def set_intake(
    desk: Desk, *, actor: Actor, intake: Intake, revision: int | None = None, correction: bool = False
) -> Setting[Intake]:
    """Set what is asked, unless somebody did since `revision`; chats that have begun go on.

    Another consent is asked of everybody anew; with `correction` who agreed to the one before is not asked.
    """
    _check(intake)
    known = await current_intake(desk)
    at = known.revision if revision is None else revision
    if intake.consent:
        consent = intake.consent.following(known.value.consent, at + 1, correction=correction)
        intake = replace(intake, consent=consent)
    return await FORM.change(desk, actor, intake, at)


async def keep_answers(
    work: Work, conversation: Conversation, visitor: Visitor, given: Answers, agreed: GivenConsent | None
) -> None:
    """Say in the conversation what was given and agreed to; what is not known of the customer yet is kept."""
    intake = (await FORM.inside(work.tx)).value
    found = intake.read(given.answers, conversation.lang, work.policy.phone_region)
    lines = [f"{one.label}: {one.value}" for one in found]
    if agreed:
        lines.append(say("intake.agreed", conversation.lang, text=agreed.text))
    if not lines:
        return
    facts = {one.name: one.value for one in found}
    await work.announce(conversation, "intake", {INTAKE: facts}, given=" · ".join(lines))
    if (known := _known(visitor, found, work.policy.phone_region)) != visitor:
        await work.tx.people.save_visitor(known)


def _known(visitor: Visitor, found: tuple[Given, ...], region: str) -> Visitor:
    for one in found:
        with suppress(Invalid):
            if one.kind is FieldKind.NAME and visitor.name is None:
                visitor = replace(visitor, name=one.value)
            elif one.kind is FieldKind.EMAIL and visitor.email is None:
                visitor = replace(visitor, email=email_of(one.value))
            elif one.kind is FieldKind.PHONE and visitor.phone is None:
                visitor = replace(visitor, phone=phone_of(one.value, region))
    return visitor


def _check(intake: Intake) -> None:
    if len(intake.fields) > MOST_FIELDS:
        raise Invalid(f"There are at most {MOST_FIELDS} fields.")
    ids = [one.id for one in intake.fields]
    if len(set(ids)) != len(ids):
        raise Invalid("Each field has an id of its own.")
    texts = [one.label for one in intake.fields] + ([intake.consent.text] if intake.consent else [])
    if any(not text for text in texts):
        raise Invalid(f"A text is written in one or more of: {', '.join(LANGUAGES)}.")
    for text in (*texts, *(one.hint for one in intake.fields)):
        if set(text) - set(LANGUAGES):
            raise Invalid(f"A text is written in one or more of: {', '.join(LANGUAGES)}.")
    for one in intake.fields:
        _must_be_readable(one)


def _must_be_readable(asked: IntakeField) -> None:
    try:
        re.compile(asked.pattern)
    except re.error as error:
        raise Invalid(f"The pattern of {asked.id} cannot be read: {error}.") from None
