"""The log of the bot's decisions: written with the outcome of their turn, read by staff and by the replay."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from handoff.desk.context import Desk
from handoff.desk.ports import Store
from handoff.desk.work import Work
from handoff.domain.bot.decision import Decided, Decision, DecisionKind
from handoff.domain.bot.turn import BotReply, Turn
from handoff.domain.conversation.message import Payload
from handoff.domain.errors import NotFound
from handoff.domain.identity.people import Actor

PAGE = 500
OUTCOME_CHARS = 16

Led = tuple[Decided, str | None]
"""A decision, and the id of the bot's message that came of it."""


async def log_decisions(
    work: Work, turn: Turn, decided: Sequence[Decided], answers: Sequence[Led] = (), *, stored: bool
) -> None:
    """Keep what was decided in a turn, in the transaction that ends it."""
    await work.tx.decisions.add(
        [
            Decision(
                id=work.desk.new_id(),
                conversation_id=turn.conversation_id,
                epoch=turn.epoch,
                created_at=work.at,
                stored=stored,
                message_id=message_id,
                decided=one,
            )
            for one, message_id in (*((one, None) for one in decided), *answers)
        ]
    )


def answers_of(turn: Turn, reply: BotReply, ids: Mapping[int, str]) -> list[Led]:
    """What the bot decided about the questions of a turn; `ids` are those of its stored messages."""
    found: list[Led] = []
    for said in reply.messages:
        answer = _answer(turn, _mapping(said.payload.get("answer")), said.decision, said.about_seq)
        if answer is not None:
            found.append((answer, ids.get(id(said))))
    request = reply.handoff or reply.put_off
    if request is not None and (answer := _answer(turn, {}, request.answer, None)):
        found.append((answer, None))
    return found


async def decisions_of(desk: Desk, *, actor: Actor, conversation_id: str) -> list[Decision]:
    """Every decision in a conversation, oldest first, for whoever serves conversations."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        if await tx.conversations.view(conversation_id) is None:
            raise NotFound("There is no such conversation.")
        return await tx.decisions.of(conversation_id)


async def all_decisions(
    store: Store, *, since: datetime | None = None, page_size: int = PAGE
) -> AsyncIterator[Decision]:
    """Every decision of the desk, oldest first, a page at a time."""
    after: str | None = None
    while True:
        async with store.reading() as tx:
            page = await tx.decisions.page(since=since, after=after, limit=page_size)
        for decision in page:
            yield decision
        if len(page) < page_size:
            return
        after = page[-1].id


def _answer(turn: Turn, answer: Payload, details: Payload, about_seq: int | None) -> Decided | None:
    """The decision about one question, from what its answer says and from the details for the log."""
    told = {**answer, **details}
    outcome = told.get("outcome")
    if not isinstance(outcome, str):
        return None
    return Decided(
        kind=DecisionKind.ANSWER,
        seq=about_seq if about_seq is not None else turn.upto_seq,
        lang=turn.lang,
        outcome=outcome[:OUTCOME_CHARS],
        query=query if isinstance(query := told.get("query"), str) else None,
        probability=_number(told.get("probability")),
        risk=_number(told.get("risk")),
        features=_features(told.get("features")),
        hits=tuple(dict(hit) for hit in _list(told.get("hits")) if isinstance(hit, Mapping)),
        models=_mapping(told.get("models")),
    )


def _features(found: object) -> Payload:
    """The feature vector by name; a bare list is kept by its places."""
    if isinstance(found, Mapping):
        return dict(found)
    return {str(place): value for place, value in enumerate(_list(found))}


def _mapping(found: object) -> Payload:
    return dict(found) if isinstance(found, Mapping) else {}


def _list(found: object) -> Sequence[object]:
    return found if isinstance(found, list | tuple) else ()


def _number(found: object) -> float | None:
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None
