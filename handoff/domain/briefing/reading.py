"""How a brief is read from what was said: reason, goal, facts, articles, mood, promises, first words."""

from collections.abc import Callable, Sequence

from handoff.domain.bot.task import outcome_of, task_of
from handoff.domain.briefing.bot_memory import answer_of, hits_of
from handoff.domain.briefing.brief import (
    Brief,
    BriefArticle,
    BriefFact,
    BriefFile,
    BriefHistory,
    BriefLine,
    BriefMood,
    BriefPromise,
    BriefSignal,
    BriefTask,
)
from handoff.domain.briefing.facts import facts_in
from handoff.domain.briefing.goal import goal_of, said_by_visitor, shortened
from handoff.domain.conversation.attachment import attachments_in, in_words
from handoff.domain.conversation.message import Message, Payload, choice_of
from handoff.domain.conversation.visit import visit_facts
from handoff.domain.enums import AuthorType, EscalationReason, MessageKind
from handoff.domain.identity.contact import contact_in
from handoff.domain.identity.intake import intake_facts
from handoff.domain.promise.ledger import Promise

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
    merged: Sequence[Message] = (),
    say: Callable[..., str],
) -> Brief:
    """Read the brief from the messages; `at_seq` is the handoff's place, `since_seq` the session's start.

    What was said in conversations `merged` into this one stands at the line that tells of them.
    `say(key, **params)` gives a sentence of ours in the customer's language.
    """
    spoken = [message for message in messages if message.kind in SPOKEN]
    brought = [message for message in merged if message.kind in SPOKEN]
    session = [message for message in spoken if message.seq > since_seq]
    reason_seq = _last_visitor_seq(spoken, at_seq)
    goal = goal_of([message for message in session if message.seq <= at_seq]) or goal_of(brought)
    facts = _facts(sorted([*messages, *merged], key=_place))
    return Brief(
        reason=reason,
        reason_seq=reason_seq,
        language=lang,
        signals=tuple(
            BriefSignal(name=name, value=value, seq=reason_seq) for name, value in (signals or {}).items()
        ),
        evidence=tuple(_evidence(text, spoken, reason_seq) for text in evidence),
        goal=BriefLine(text=shortened(goal.text), seq=goal.seq) if goal else None,
        said_last=_said_last(session, reason_seq, goal),
        call_back=_call_back(messages, since_seq),
        task=_task([message for message in messages if since_seq < message.seq <= at_seq], reason),
        facts=facts,
        files=_files(spoken),
        articles=_articles(sorted([*session, *brought], key=_place)),
        mood=tuple(BriefMood(seq=m.seq, score=m.mood) for m in spoken if m.mood is not None),
        promises=tuple(
            BriefPromise(id=one.id, text=one.text, seq=one.seq, due_at=one.due_at, state=one.state)
            for one in promises
            if not one.dropped
        ),
        suggested_replies=_suggestions(reason, reason_seq, facts, goal, say),
        history=tuple(
            BriefHistory(seq=m.seq, author=m.author.type, text=_shown(m))
            for m in sorted([*spoken, *brought], key=_place)
        ),
    )


def _place(message: Message) -> int:
    return message.seq


def _last_visitor_seq(messages: Sequence[Message], at_seq: int) -> int:
    return max(
        (m.seq for m in messages if m.author.type is AuthorType.VISITOR and m.seq <= at_seq), default=at_seq
    )


def _said_last(session: Sequence[Message], reason_seq: int, goal: Message | None) -> BriefLine | None:
    """What the customer typed last before the handoff, unless the goal says the same."""
    message = next((m for m in said_by_visitor(session) if m.seq == reason_seq), None)
    if message is None or (goal is not None and _same_words(message.text, goal.text)):
        return None
    return BriefLine(text=shortened(message.text), seq=message.seq)


def _same_words(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


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
