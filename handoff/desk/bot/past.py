"""The questions of the past with what became of them: for the replay, and to learn from."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from handoff.desk.bot.decisions import all_decisions
from handoff.desk.context import Desk
from handoff.domain.bot.decision import Decision, DecisionKind
from handoff.domain.bot.labels import ARTICLE, Label, Told, labels_of
from handoff.domain.bot.replay import PastQuestion
from handoff.domain.briefing.bot_memory import hits_of
from handoff.domain.conversation.message import Payload, choice_of

Rescore = Callable[[Payload], float | None]
"""The probability by the judge in force; None where the logged features do not fit it."""

MOST = 20_000
DECIDED = ("answered", "clarify", "no_answer")


async def past_questions(desk: Desk, *, rescore: Rescore, days: int, most: int = MOST) -> list[PastQuestion]:
    """What customers asked in the last days (the newest, if they are too many), oldest first."""
    kept: deque[Decision] = deque(maxlen=most)
    async for decision in all_decisions(desk.store, since=desk.clock() - timedelta(days=days)):
        if _by_probability(decision):
            kept.append(decision)
    ids = list(dict.fromkeys(decision.conversation_id for decision in kept))
    async with desk.store.reading() as tx:
        told = await tx.evidence.of(ids)
    # Thousands of questions take a while to put together; customers are not to wait for a manager.
    return await asyncio.to_thread(_assembled, kept, told, rescore)


def _assembled(kept: Sequence[Decision], told: Sequence[Told], rescore: Rescore) -> list[PastQuestion]:
    labels = {label.message_id: label for one in told for label in labels_of(one)}
    picked = {(one.conversation_id, seq) for one in told for seq in _picked(one)}
    firsts = {id_: article for one in told for id_, article in _firsts(one)}
    return [
        _question(decision, rescore, _fitting(decision, labels, firsts))
        for decision in kept
        if (decision.conversation_id, decision.decided.seq) not in picked
    ]


def _by_probability(decision: Decision) -> bool:
    decided = decision.decided
    known = decided.probability is not None and bool(decided.query)
    return decision.stored and known and decided.kind is DecisionKind.ANSWER and decided.outcome in DECIDED


def _picked(told: Told) -> Iterable[int]:
    """Messages in which a title was picked: the customer decided there, no judge."""
    for message in told.messages:
        if str((choice_of(message) or {}).get("button_id")).startswith(ARTICLE):
            yield message.seq


def _firsts(told: Told) -> Iterable[tuple[str, object]]:
    for message in told.messages:
        for hit in hits_of(message)[:1]:
            yield message.id, hit.get("article_id")


def _fitting(decision: Decision, labels: Mapping[str, Label], firsts: Mapping[str, object]) -> Label | None:
    """The label of the answer, if the article it speaks of is the one that was ranked first."""
    hits: Sequence[Payload] = decision.decided.hits
    ranked = hits[0].get("article_id") if hits else None
    message_id = decision.message_id or ""
    return labels.get(message_id) if ranked is not None and firsts.get(message_id) == ranked else None


def _question(decision: Decision, rescore: Rescore, label: Label | None) -> PastQuestion:
    decided = decision.decided
    again = rescore(decided.features)
    return PastQuestion(
        id=decision.id,
        conversation_id=decision.conversation_id,
        at=decision.created_at,
        lang=decided.lang,
        query=decided.query or "",
        title=str(decided.hits[0].get("title", "")) if decided.hits else "",
        probability=(decided.probability or 0.0) if again is None else again,
        features=decided.features,
        label=label,
    )
