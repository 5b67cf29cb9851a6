"""Every decision of the bot is logged in the transaction that ends its turn."""

import pytest

from handoff.bot_link.client import parse_reply
from handoff.desk.bot import decisions, turns
from handoff.desk.queueing import queue
from handoff.domain.bot.decision import Decided, Decision, DecisionKind
from handoff.domain.bot.turn import BotReply, TurnOutcome
from handoff.domain.enums import EscalationReason, Owner
from handoff.domain.errors import Forbidden, NotFound
from handoff.domain.identity.people import Actor
from tests.support.desks import World

STAYED = Decided(
    kind=DecisionKind.ESCALATION,
    seq=1,
    lang="en",
    outcome="stay",
    signals={"anger": 0.1},
    limits={"anger": 0.5},
)
RAW_ANSWER = {
    "text": "It is on its way.",
    "custom": {
        "answer": {"outcome": "answered", "query": "where is it", "probability": 0.9, "hits": []},
        "decision": {
            "outcome": "answered",
            "features": {"share": 2.5},
            "hits": [{"article_id": "a1", "dense": 0.7}],
            "risk": 0.2,
            "models": {"judge": "7"},
        },
    },
}


def answer() -> BotReply:
    return parse_reply({"messages": [RAW_ANSWER]}, about_seq=1)


async def logged(world: World, chat: str, actor: Actor) -> list[Decision]:
    return await decisions.decisions_of(world.desk, actor=actor, conversation_id=chat)


async def test_a_turn_logs_whether_a_person_was_needed_and_how_it_was_answered() -> None:
    """The answer's row leads to its message and holds what a refit needs."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat()
    await turns.finish_turn(world.desk, await world.turn(chat), answer(), [STAYED])
    stay, answered = await logged(world, chat, ana)
    assert (stay.decided, stay.stored, stay.message_id) == (STAYED, True, None)
    said = (await world.said(chat))[-1]
    assert (answered.message_id, answered.stored, answered.created_at) == (said.id, True, said.created_at)
    assert answered.decided == Decided(
        kind=DecisionKind.ANSWER,
        seq=1,
        lang="en",
        outcome="answered",
        query="where is it",
        probability=0.9,
        risk=0.2,
        features={"share": 2.5},
        hits=({"article_id": "a1", "dense": 0.7},),
        models={"judge": "7"},
    )


async def test_what_is_for_the_log_is_not_stored_with_the_message() -> None:
    """Nobody who reads the message reads the features."""
    world = World()
    _, chat = await world.chat()
    await turns.finish_turn(world.desk, await world.turn(chat), answer())
    assert set((await world.said(chat))[-1].payload) == {"answer"}


async def test_a_dropped_reply_is_logged_as_dropped() -> None:
    """The log says what would have been said, and that it was not."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat()
    turn = await world.turn(chat)
    await queue.claim(world.desk, agent=ana, conversation_id=chat)
    assert await turns.finish_turn(world.desk, turn, answer(), [STAYED]) is TurnOutcome.DROPPED
    assert await turns.drop_turn(world.desk, turn, [STAYED]) is TurnOutcome.DROPPED
    found = await logged(world, chat, ana)
    assert [(one.decided.outcome, one.stored, one.message_id) for one in found] == [
        ("stay", False, None),
        ("answered", False, None),
        ("stay", False, None),
    ]


async def test_a_failed_turn_keeps_what_was_decided_before() -> None:
    """The bot broke off after the message had been read."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat()
    await turns.fail_turn(world.desk, await world.turn(chat), "killed", [STAYED])
    assert [one.decided for one in await logged(world, chat, ana)] == [STAYED]


async def test_the_search_behind_a_handoff_is_logged() -> None:
    """The second question without an answer says nothing, but its search is kept."""
    world = World()
    ana = await world.agent()
    _, chat = await world.chat()
    raw = {
        "custom": {
            "handoff": {"reason": "repeated_fallback", "signals": {}, "evidence": []},
            "decision": {"outcome": "no_answer", "probability": 0.1, "features": [0.5, 2]},
        }
    }
    reply = parse_reply({"messages": [raw]}, about_seq=1)
    await turns.finish_turn(world.desk, await world.turn(chat), reply)
    view = await world.view(chat)
    assert (view.owner, view.reason) == (Owner.QUEUE, EscalationReason.REPEATED_FALLBACK)
    [found] = await logged(world, chat, ana)
    assert (found.decided.outcome, found.decided.probability) == ("no_answer", 0.1)
    assert found.decided.features == {"0": 0.5, "1": 2}


async def test_only_those_who_serve_conversations_read_the_log() -> None:
    """No visitor, and nothing of a conversation that is not there."""
    world = World()
    ana = await world.agent()
    visitor, chat = await world.chat()
    with pytest.raises(Forbidden):
        await logged(world, chat, visitor)
    with pytest.raises(NotFound):
        await logged(world, "nowhere", ana)


async def test_all_decisions_are_read_over_many_pages() -> None:
    """The replay reads everything, however much."""
    world = World()
    for _ in range(5):
        _, chat = await world.chat()
        await turns.finish_turn(world.desk, await world.turn(chat), answer())
    found = [one async for one in decisions.all_decisions(world.desk.store, page_size=2)]
    assert len({one.id for one in found}) == 5
