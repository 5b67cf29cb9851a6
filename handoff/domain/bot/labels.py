"""Which of the bot's answers were right: read from what agents said, customers pressed and did next.

Each label has a source, a weight and a reason (docs/decisions, "Labels and their weights"). Of several
sources that speak of one answer, the most trusted alone counts: agents, then the customer's own words,
then what can only be concluded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from handoff.domain.bot.verdict import AnswerVerdict, Verdict
from handoff.domain.briefing.bot_memory import answer_of, hits_of
from handoff.domain.conversation.message import Message, choice_of
from handoff.domain.enums import AuthorType, MessageKind


class LabelSource(StrEnum):
    """Where a label comes from, the most trusted first."""

    AGENT = "agent"
    SETTLED = "settled"
    THUMBS = "thumbs"
    PICKED = "picked"
    ASKED_PERSON = "asked_person"
    REOPENED = "reopened"


WEIGHTS: Mapping[LabelSource, float] = {
    LabelSource.AGENT: 1.0,
    LabelSource.SETTLED: 0.8,
    LabelSource.THUMBS: 0.6,
    LabelSource.PICKED: 0.5,
    LabelSource.ASKED_PERSON: 0.25,
    LabelSource.REOPENED: 0.2,
}
SPOKEN = frozenset({LabelSource.AGENT, LabelSource.SETTLED, LabelSource.THUMBS})
TRUST = tuple(LabelSource)
REOPENED_WITHIN = timedelta(days=7)
ENDS = frozenset({"resolved_idle", "ended"})
WITH_PEOPLE = frozenset({"joined", "queued", "queued_away", "queued_bot_unavailable"})
ARTICLE = "article:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Whether the first article of one answer was right, and how much that is to count."""

    message_id: str
    right: bool
    source: LabelSource
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that is known of one conversation's answers; `asked_at`: where a person was asked for."""

    conversation_id: str
    messages: Sequence[Message]
    thumbs: Mapping[str, bool] = field(default_factory=dict)
    verdicts: Mapping[str, AnswerVerdict] = field(default_factory=dict)
    asked_at: Sequence[int] = ()


def labels_of(told: Told) -> tuple[Label, ...]:
    """One label for each answer of which something is known; a verdict `other_case` takes the answer out."""
    answers = {message.id: message for message in _ranked(told.messages)}
    best: dict[str, Label] = {}
    for source, message_id, right in _claims(told, answers):
        known = best.get(message_id)
        if message_id in answers and (known is None or TRUST.index(source) < TRUST.index(known.source)):
            best[message_id] = Label(
                message_id=message_id, right=right, source=source, weight=WEIGHTS[source]
            )
    aside = {one.message_id for one in told.verdicts.values() if one.verdict is Verdict.OTHER_CASE}
    return tuple(label for message_id, label in best.items() if message_id not in aside)


Claim = tuple[LabelSource, str, bool]


def _claims(told: Told, answers: Mapping[str, Message]) -> Iterator[Claim]:
    for verdict in told.verdicts.values():
        yield LabelSource.AGENT, verdict.message_id, verdict.verdict is Verdict.RIGHT
    yield from _thumbs(told, answers)
    yield from _picks(told.messages, answers)
    yield from _reopened(told.messages, answers)
    yield from _asked_for_a_person(told, answers)


def _thumbs(told: Told, answers: Mapping[str, Message]) -> Iterator[Claim]:
    """What the customer pressed; "that helped" counts for more when nothing came after it."""
    for message_id, helpful in told.thumbs.items():
        message = answers.get(message_id)
        if message is None:
            continue
        settled = helpful and not _went_on(message, told)
        yield LabelSource.SETTLED if settled else LabelSource.THUMBS, message_id, helpful


def _went_on(answer: Message, told: Told) -> bool:
    later = (message for message in told.messages if message.seq > answer.seq)
    asked_on = any(
        message.author.type is AuthorType.VISITOR and choice_of(message) is None for message in later
    )
    return asked_on or any(seq > answer.seq for seq in told.asked_at)


def _picks(messages: Sequence[Message], answers: Mapping[str, Message]) -> Iterator[Claim]:
    """A title picked from "did you mean": the first was right only if it is the one."""
    for message in messages:
        choice = choice_of(message) or {}
        shown = answers.get(str(choice.get("message_id")))
        button = str(choice.get("button_id"))
        if shown is None or not button.startswith(ARTICLE) or _outcome(shown) != "clarify":
            continue
        yield LabelSource.PICKED, shown.id, button.removeprefix(ARTICLE) == _first(shown)


def _reopened(messages: Sequence[Message], answers: Mapping[str, Message]) -> Iterator[Claim]:
    """The customer was left with an answer, and soon came back."""
    last: Message | None = None
    ended = False
    for message in messages:
        key = message.payload.get("key") if message.kind is MessageKind.ACTIVITY else None
        if message.id in answers:
            last, ended = message, False
        elif key in WITH_PEOPLE:
            last = None
        elif key in ENDS:
            ended = True
        elif key == "reopened" and last is not None and ended:
            if message.created_at - last.created_at <= REOPENED_WITHIN:
                yield LabelSource.REOPENED, last.id, False
            last = None


def _asked_for_a_person(told: Told, answers: Mapping[str, Message]) -> Iterator[Claim]:
    """The bot's last words before the wish for a person were this answer."""
    for seq in told.asked_at:
        said = [m for m in told.messages if m.author.type is AuthorType.BOT and m.seq <= seq]
        if said and said[-1].id in answers:
            yield LabelSource.ASKED_PERSON, said[-1].id, False


def _ranked(messages: Sequence[Message]) -> Iterator[Message]:
    """The answers that the judge decided on; where a title was picked, the customer did."""
    picked = False
    for message in messages:
        if message.author.type is AuthorType.VISITOR:
            picked = str((choice_of(message) or {}).get("button_id")).startswith(ARTICLE)
        elif not picked and _outcome(message) in ("answered", "clarify") and hits_of(message):
            yield message


def _outcome(message: Message) -> object:
    return answer_of(message).get("outcome")


def _first(message: Message) -> object:
    return hits_of(message)[0].get("article_id")
