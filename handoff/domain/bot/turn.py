"""A turn: what the customer said since the bot last spoke, and the bot's answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handoff.domain.conversation.message import Payload
from handoff.domain.enums import EscalationReason, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnInput:
    """One message of the customer; `intent` and `choice` (the button's id) only when a button was pressed.

    `files` names those that came with it; with some, the text may be empty.
    """

    message_id: str
    seq: int
    text: str
    lang: str
    created_at: datetime
    intent: str | None = None
    choice: str | None = None
    files: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How a message of the customer sounded, and in which language it is."""

    message_id: str
    mood: float
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the bot must answer, fenced by `epoch` and by `after_seq`, the bot's cursor at the start.

    `before` is what the customer typed earlier in this session with the bot, `deferred` the reason for a
    person that was put off, `offered` whether the bot's last words offer one. `task` is an agent's task of
    the hand back; the turn then has it as its only input. `heard` is what the inputs were found to be once
    they were read; whatever ends the turn keeps it.
    """

    conversation_id: str
    epoch: int
    sender: str
    after_seq: int
    upto_seq: int
    lang: str
    inputs: tuple[TurnInput, ...]
    before: tuple[TurnInput, ...] = ()
    deferred: EscalationReason | None = None
    offered: bool = False
    task: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffRequest:
    """The wish, of the bot or of the desk itself, that a person takes over.

    `answer` tells the log of the search that led to it, as in `BotMessage`; `skill` is what the person
    should know about, `visit` what the page around the widget said.
    """

    reason: EscalationReason
    priority: Priority | None = None
    signals: Payload = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    skill: str | None = None
    answer: Payload = field(default_factory=dict)
    visit: Payload = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BotMessage:
    """What the bot says.

    `payload` may hold `answer` and `buttons` (a list of `{id, title, intent?, text?}`; `text` is what the
    bot is given when the button is pressed, the title if it is missing). `decision` is for the log alone
    (`features`, `hits`, `risk`, `models`); it is never stored with the message. `about_seq` is the
    customer's message that this answers, where it is known.
    """

    text: str
    payload: Payload = field(default_factory=dict)
    decision: Payload = field(default_factory=dict)
    about_seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BotReply:
    """All the bot says in a turn; without a word and without a handoff a person takes over.

    `put_off` is a handoff that waits for one more try: the desk asks for what a person will need to know.
    """

    messages: tuple[BotMessage, ...] = ()
    handoff: HandoffRequest | None = None
    put_off: HandoffRequest | None = None


class TurnOutcome(StrEnum):
    """What became of a bot's reply."""

    STORED = "stored"
    DROPPED = "dropped"
