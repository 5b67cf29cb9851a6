"""What a client may send, as strict models: a frame of another shape is refused with a word on why."""

from typing import Annotated, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from handoff.domain.bot.verdict import Verdict
from handoff.domain.conversation.message import Payload
from handoff.domain.conversation.visit import Device, visit_payload
from handoff.domain.enums import Availability, ListView, MessageKind, Priority
from handoff.domain.errors import Invalid
from handoff.sockets.fields import (
    Attribute,
    AttributeName,
    Comment,
    Email,
    Files,
    Id,
    IntakeAnswer,
    IntakeId,
    Phone,
    Score,
    Seq,
    Tags,
    Text,
    Word,
)
from handoff.wire.reading import Cursor, Lang, Storable, plain_error


class Frame(BaseModel):
    """The one argument of a call; keys of later versions are ignored, wrong types are not."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Nothing(Frame):
    """A call that needs no argument."""


class OfConversation(Frame):
    """A call about one conversation."""

    conversation_id: Id


class Intake(Frame):
    """What was answered and agreed to before the chat; kept with a new conversation."""

    answers: Annotated[dict[IntakeId, IntakeAnswer], Field(max_length=10)] = Field(default_factory=dict)
    consent: bool = False
    version: Annotated[int, Field(ge=0)] | None = None


class OpenOrBegin(Frame):
    """A visitor's open: without an id, the present conversation or a new one; `begin` asks for a new one."""

    conversation_id: Id | None = None
    after: Seq = 0
    lang: Lang | None = None
    begin: bool = False
    intake: Intake | None = None


class Open(OfConversation):
    """An agent's open."""

    after: Seq = 0


class Choice(Frame):
    """The button that was pressed: the server looks up what it means."""

    message_id: Id
    button_id: Word


class Visit(Frame):
    """What the page around the widget says; nobody vouches for it."""

    url: Annotated[str, StringConstraints(max_length=2000), Storable] | None = None
    title: Annotated[str, StringConstraints(max_length=300), Storable] | None = None
    attributes: Annotated[dict[AttributeName, Attribute], Field(max_length=30)] | None = None

    def payload(self, device: Device | None) -> Payload:
        """As a message keeps it, with what the connection tells."""
        return visit_payload(self.url, self.title, self.attributes, device)


class AskHuman(OfConversation):
    """A person, please."""

    visit: Visit | None = None


class Say(OfConversation):
    """A visitor's message: words, or a button."""

    client_message_id: Id
    text: Text = ""
    choice: Choice | None = None
    attachments: Files = []
    lang: Lang | None = None
    visit: Visit | None = None


class Write(OfConversation):
    """An agent's message or note, or an article as a card, whose text may be left out."""

    client_message_id: Id
    text: Text = ""
    article_id: Id | None = None
    attachments: Files = []
    kind: Annotated[MessageKind, Field(strict=False)] = MessageKind.TEXT
    mentions: Annotated[list[Id], Field(max_length=20)] = []
    markdown: bool = False


class SaveDraft(OfConversation):
    """What an agent has begun to write; empty takes it away."""

    kind: Annotated[MessageKind, Field(strict=False)] = MessageKind.TEXT
    text: Text


class RunMacro(OfConversation):
    """Which macro; the same `run_id` again says nothing twice."""

    macro_id: Id
    run_id: Id


class Prioritise(OfConversation):
    """How soon it must be served."""

    priority: Annotated[Priority, Field(strict=False)]


class Block(OfConversation):
    """Whether its visitor is refused from now on."""

    on: bool


class UpTo(OfConversation):
    """How far a reader has read, or has what was said."""

    seq: Seq


class Typing(OfConversation):
    """Whether somebody is writing just now."""

    on: bool


class Feedback(OfConversation):
    """A verdict on one answer."""

    message_id: Id
    helpful: bool


class OpenTicket(OfConversation):
    """Where the answer shall come besides the page, if it is not known."""

    email: Email | None = None


class SendTranscript(OfConversation):
    """Where a copy of the conversation goes, if not to the known address, and its time zone."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=320), Storable] | None = None
    zone: Annotated[str, StringConstraints(max_length=64), Storable] | None = None


class Contact(OfConversation):
    """Where a waiting customer can be reached."""

    email: Email | None = None
    phone: Phone | None = None


class Csat(OfConversation):
    """A verdict on the whole conversation."""

    score: Score
    comment: Comment | None = None
    answers: Annotated[dict[Id, bool | Score | Comment], Field(max_length=20)] | None = None


class JudgeAnswer(OfConversation):
    """Whether an answer of the bot was right; null takes the verdict back."""

    message_id: Id
    verdict: Annotated[Verdict | None, Field(strict=False)]
    article_id: Id | None = None


class SetAvailability(Frame):
    """An agent's choice."""

    availability: Annotated[Availability | None, Field(strict=False)] = None
    reason: Word | None = None
    capacity: Annotated[int, Field(ge=1, le=50)] | None = None
    auto_accept: bool | None = None


class ListConversations(Frame):
    """One of the console's lists."""

    view: Annotated[ListView, Field(strict=False)]
    cursor: Cursor | None = None


class Transfer(OfConversation):
    """To whom a conversation goes: an agent's id, `team:ID` or `bot`."""

    to: Id
    comment: Comment | None = None
    force: bool = False


class Reassign(OfConversation):
    """To whom somebody who leads gives it, as they saw it at an epoch."""

    to: Id
    epoch: Seq
    comment: Comment | None = None


class SteerAgent(Frame):
    """How a colleague shall be."""

    agent_id: Id
    availability: Annotated[Availability, Field(strict=False)] | None = None
    capacity: Annotated[int, Field(ge=0, le=100)] | None = None


class WatchBoard(Frame):
    """Whether to be told of the board."""

    on: bool = True


class HandBack(OfConversation):
    """What the bot shall do with it; of an article, the task is its title."""

    task: Annotated[str, StringConstraints(max_length=500), Storable] | None = None
    article_id: Id | None = None


class Snooze(OfConversation):
    """Until when a conversation is put aside; null: until the customer writes."""

    until: Annotated[AwareDatetime | None, Field(strict=False)] = None


class Resolve(OfConversation):
    """Why it is over, and what it was about."""

    reason: Word | None = None
    tags: Tags | None = None


class TagIt(OfConversation):
    """What it is about."""

    tags: Tags


class Merge(OfConversation):
    """The other conversation of the same customer that goes on in this one, or is taken out of it."""

    other: Id


class ListPromises(Frame):
    """One's own promises, or those of everybody."""

    everybody: bool = False


class AddPromise(OfConversation):
    """A promise written down by hand."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=500), Storable]
    due_at: Annotated[AwareDatetime, Field(strict=False)]


class OfPromise(Frame):
    """A call about one promise."""

    promise_id: Id


class ChangePromise(OfPromise):
    """Another moment at which it is due."""

    due_at: Annotated[AwareDatetime, Field(strict=False)]


F = TypeVar("F", bound=Frame)


def read_frame(model: type[F], arguments: tuple[object, ...]) -> F:
    """The frame a client sent as its one argument, or the error that says what is wrong with it."""
    if len(arguments) > 1:
        raise Invalid("a call takes one object")
    try:
        return model.model_validate(arguments[0] if arguments else {})
    except ValidationError as error:
        raise plain_error(error) from None
