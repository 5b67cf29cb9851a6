"""The brief: what an agent sees first; every line points at the message it was read from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handoff.domain.attachment import attachments_in, in_words
from handoff.domain.bot_memory import answer_of, hits_of
from handoff.domain.contact import contact_in
from handoff.domain.enums import AuthorType, EscalationReason, MessageKind
from handoff.domain.facts import facts_in
from handoff.domain.goal import goal_of, shortened
from handoff.domain.intake import intake_facts
from handoff.domain.message import Message, Payload, choice_of
from handoff.domain.promise.ledger import Promise, PromiseState
from handoff.domain.task import TaskOutcome, outcome_of, task_of
from handoff.domain.visit import visit_facts

HISTORY_CHARS = 160
SPOKEN = frozenset({MessageKind.TEXT, MessageKind.CARD, MessageKind.FORM})
VERDICTS = {"answer_helped": "helped", "answer_rejected": "rejected"}
APOLOGISE_FOR = frozenset(
    {
        EscalationReason.FRUSTRATED,
        EscalationReason.NEGATIVE_FEEDBACK,
        EscalationReason.REPEATED_FALLBACK,
        EscalationReason.REPEATED_QUESTION,
        EscalationReason.BOT_UNAVAILABLE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A sentence and the message it was read from."""

    text: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSignal:
    """Something that spoke for a handoff."""

    name: str
    value: object
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFact:
    """A detail the customer gave, so that nobody asks for it again."""

    name: str
    value: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefArticle:
    """An article the customer was shown; outcome is helped, rejected or not_answered."""

    id: str
    title: str
    shown_at_seq: int
    score: float
    outcome: str
    url: str | None = None

    @property
    def seq(self) -> int:
        return self.shown_at_seq


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMood:
    """How a message of the customer sounded, from 0 (calm) to 1 (very upset)."""

    seq: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefHistory:
    """A line of what happened so far: who wrote, shortened."""

    seq: int
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFile:
    """A file the customer sent."""

    id: str
    name: str
    type: str
    size: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPromise:
    """What the customer was told would happen, and by when."""

    id: str
    text: str
    seq: int
    due_at: datetime
    state: PromiseState


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefTask:
    """What an agent had left to the bot, and how far it got."""

    text: str
    seq: int
    by: str
    outcome: TaskOutcome
    article_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known at the moment a person takes over."""

    reason: EscalationReason | None
    reason_seq: int
    language: str
    signals: tuple[BriefSignal, ...] = ()
    evidence: tuple[BriefLine, ...] = ()
    goal: BriefLine | None = None
    call_back: BriefLine | None = None
    task: BriefTask | None = None
    facts: tuple[BriefFact, ...] = ()
    files: tuple[BriefFile, ...] = ()
    articles: tuple[BriefArticle, ...] = ()
    mood: tuple[BriefMood, ...] = ()
    promises: tuple[BriefPromise, ...] = ()
    suggested_replies: tuple[BriefLine, ...] = ()
    history: tuple[BriefHistory, ...] = ()


def make_brief(
    messages: Sequence[Message],
    *,
    reason: EscalationReason | None,
    at_seq: int,
    since_seq: int = 0,
    lang: str,
    signals: Payload | None = None,
    evidence: Sequence[str] = (),
    promises: Sequence[Promise] = (),
    say: Callable[..., str],
) -> Brief:
    """Read the brief from the messages; `at_seq` is the handoff's place, `since_seq` the session's start.

    `say(key, **params)` gives a sentence of ours in the customer's language.
    """
    spoken = [message for message in messages if message.kind in SPOKEN]
    session = [message for message in spoken if message.seq > since_seq]
    reason_seq = _last_visitor_seq(spoken, at_seq)
    goal = goal_of([message for message in session if message.seq <= at_seq])
    facts = _facts(messages)
    return Brief(
        reason=reason,
        reason_seq=reason_seq,
        language=lang,
        signals=tuple(
            BriefSignal(name=name, value=value, seq=reason_seq) for name, value in (signals or {}).items()
        ),
        evidence=tuple(_evidence(text, spoken, reason_seq) for text in evidence),
        goal=BriefLine(text=shortened(goal.text), seq=goal.seq) if goal else None,
        call_back=_call_back(messages, since_seq),
        task=_task([message for message in messages if since_seq < message.seq <= at_seq], reason),
        facts=facts,
        files=_files(spoken),
        articles=_articles(session),
        mood=tuple(BriefMood(seq=m.seq, score=m.mood) for m in spoken if m.mood is not None),
        promises=tuple(
            BriefPromise(id=one.id, text=one.text, seq=one.seq, due_at=one.due_at, state=one.state)
            for one in promises
            if not one.dropped
        ),
        suggested_replies=_suggestions(reason, reason_seq, facts, goal, say),
        history=tuple(BriefHistory(seq=m.seq, author=m.author.type, text=_shown(m)) for m in spoken),
    )


def _last_visitor_seq(messages: Sequence[Message], at_seq: int) -> int:
    return max(
        (m.seq for m in messages if m.author.type is AuthorType.VISITOR and m.seq <= at_seq), default=at_seq
    )


def _evidence(text: str, messages: Sequence[Message], reason_seq: int) -> BriefLine:
    """The words with the message they were said in, however they were shortened and spaced."""
    words = " ".join(text.removesuffix("…").split())
    said = [m for m in messages if m.author.type is AuthorType.VISITOR]
    found = [m.seq for m in said if words and words in " ".join(m.text.split())]
    return BriefLine(text=text, seq=found[-1] if found else reason_seq)


def _facts(messages: Sequence[Message]) -> tuple[BriefFact, ...]:
    """The latest mention of each fact, so that its seq leads to where it was said last."""
    found: dict[tuple[str, str], BriefFact] = {}
    for message in messages:
        said = facts_in(message.text) if message.author.type is AuthorType.VISITOR else contact_in(message)
        for fact in (*said, *intake_facts(message)):
            found[fact.name, fact.value] = BriefFact(name=fact.name, value=fact.value, seq=message.seq)
    return tuple(sorted((*_visit(messages), *found.values()), key=lambda fact: fact.seq))


def _visit(messages: Sequence[Message]) -> tuple[BriefFact, ...]:
    """Where the customer is now, and what the page around the chat last said of them."""
    latest = {
        fact.name: BriefFact(name=fact.name, value=fact.value, seq=message.seq)
        for message in messages
        for fact in visit_facts(message)
    }
    return tuple(latest.values())


def _files(messages: Sequence[Message]) -> tuple[BriefFile, ...]:
    return tuple(
        BriefFile(id=one["id"], name=one["name"], type=one["type"], size=one["size"], seq=message.seq)
        for message in messages
        if message.author.type is AuthorType.VISITOR
        for one in attachments_in(message.payload)
    )


def _shown(message: Message) -> str:
    return shortened(in_words(message.text, message.payload), HISTORY_CHARS)


def _call_back(messages: Sequence[Message], since_seq: int) -> BriefLine | None:
    """The number to call, if the customer asked for that since the bot had them."""
    numbers = [
        BriefLine(text=fact.value, seq=message.seq)
        for message in messages
        if message.seq > since_seq
        for fact in contact_in(message)
        if fact.name == "phone"
    ]
    return numbers[-1] if numbers else None


def _task(session: Sequence[Message], reason: EscalationReason | None) -> BriefTask | None:
    """The task with which the bot got the conversation."""
    task = task_of(session[0]) if session else None
    if task is None:
        return None
    turned_down = reason is EscalationReason.NEGATIVE_FEEDBACK
    return BriefTask(
        text=task.text,
        seq=task.seq,
        by=task.by,
        outcome=outcome_of(task, session, turned_down=turned_down),
        article_id=task.article_id,
    )


def _articles(messages: Sequence[Message]) -> tuple[BriefArticle, ...]:
    """The articles shown as answers, with what the customer then said of them."""
    verdicts: dict[str, str] = {}
    shown: list[tuple[Message, Payload]] = []
    for message in messages:
        choice = choice_of(message) or {}
        verdict = VERDICTS.get(str(choice.get("intent")))
        if verdict:
            verdicts[str(choice.get("message_id"))] = verdict
        outcome = answer_of(message).get("outcome")
        if outcome == "rejected" and shown:
            verdicts.setdefault(shown[-1][0].id, "rejected")
        if outcome == "answered":
            shown += [(message, hit) for hit in hits_of(message)[:1]]
    return tuple(_article(message, hit, verdicts.get(message.id, "not_answered")) for message, hit in shown)


def _article(message: Message, hit: Payload, outcome: str) -> BriefArticle:
    score, url = hit.get("score"), hit.get("url")
    return BriefArticle(
        id=str(hit.get("article_id", "")),
        title=str(hit.get("title", "")),
        shown_at_seq=message.seq,
        score=float(score) if isinstance(score, int | float) else 0.0,
        outcome=outcome,
        url=url if isinstance(url, str) else None,
    )


def _suggestions(
    reason: EscalationReason | None,
    reason_seq: int,
    facts: Sequence[BriefFact],
    goal: Message | None,
    say: Callable[..., str],
) -> tuple[BriefLine, ...]:
    lines = []
    if reason in APOLOGISE_FOR:
        lines.append(BriefLine(text=say("suggest.sorry"), seq=reason_seq))
    order = next((fact for fact in reversed(facts) if fact.name == "order_number"), None)
    if order is not None:
        lines.append(BriefLine(text=say("suggest.order", number=order.value), seq=order.seq))
    elif goal is not None:
        lines.append(BriefLine(text=say("suggest.goal"), seq=goal.seq))
    if not lines:
        lines.append(BriefLine(text=say("suggest.ask"), seq=reason_seq))
    return tuple(lines)
