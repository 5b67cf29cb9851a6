"""What leaves the server is chosen by name: everything else a message or a conversation holds stays."""

from datetime import datetime, timedelta, timezone

import pytest

from handoff import wire
from handoff.domain.conversation.message import Author, Message, Payload
from handoff.domain.conversation.view import AgentRef, ConversationView, QueuePlace
from handoff.domain.enums import (
    AuthorType,
    Availability,
    ConversationState,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
    Role,
)
from handoff.domain.identity.people import Agent
from handoff.domain.queueing.place import Weights

AT = datetime(2026, 3, 1, 12, 30, 0, 123456, tzinfo=timezone(timedelta(hours=3)))


def message(payload: Payload, author: AuthorType = AuthorType.BOT) -> Message:
    return Message(
        id="m1",
        conversation_id="c1",
        seq=4,
        author=Author(type=author),
        kind=MessageKind.TEXT,
        text="سلام",
        lang="fa",
        created_at=AT,
        payload=payload,
        mood=0.7,
    )


VIEW = ConversationView(
    id="c1",
    visitor_id="v1",
    owner=Owner.AGENT,
    epoch=3,
    state=ConversationState.OPEN,
    lang="fa",
    priority=Priority.HIGH,
    opened_at=AT,
    updated_at=AT,
    head_seq=4,
    reason=EscalationReason.FRUSTRATED,
    agent=AgentRef(id="a1", name="Ana"),
    queue=QueuePlace(position=2, wait_seconds=(60, 120)),
    deadline_at=AT,
    task="a secret task",
    resolve_reason="spam",
    visitor_name="Maria",
    visitor_email="maria@example.org",
    unread=3,
    goal="a parcel",
    last_text="a note about the customer",
)

SECRETS = {
    "buttons": [{"id": "helped", "title": "Yes", "intent": "affirm", "text": "secret"}, {"id": 7}, "rubbish"],
    "answer": {
        "outcome": "answered",
        "query": "q",
        "probability": 0.9,
        "trace": "secret",
        "hits": [
            {"article_id": "1", "slug": "s", "title": "T", "url": None, "lang": "fa", "score": 0.5, "x": 1}
        ],
    },
    "anger": 0.9,
    "debug": "secret",
}


def test_times_are_utc_with_milliseconds() -> None:
    assert (
        wire.visitor_message(message({})).model_dump(mode="json")["created_at"] == "2026-03-01T09:30:00.123Z"
    )


def test_a_visitor_gets_the_named_parts_of_a_payload_alone() -> None:
    sent = wire.visitor_message(message(SECRETS)).model_dump(mode="json")
    assert sent["payload"] == {
        "buttons": [{"id": "helped", "title": "Yes"}],
        "answer": {
            "outcome": "answered",
            "hits": [{"article_id": "1", "slug": "s", "title": "T", "url": "/help/fa/s", "lang": "fa"}],
        },
    }
    assert "mood" not in sent


def test_an_agent_also_gets_scores_and_mood() -> None:
    sent = wire.agent_message(message(SECRETS)).model_dump(mode="json")
    assert sent["mood"] == 0.7
    assert sent["payload"]["answer"]["probability"] == 0.9
    assert sent["payload"]["answer"]["hits"][0]["score"] == 0.5
    assert sent["payload"]["buttons"] == [{"id": "helped", "title": "Yes"}]
    assert "secret" not in str(sent)


@pytest.mark.parametrize(
    "payload",
    [
        {"buttons": 7, "answer": "text", "key": 7, "choice": []},
        {"answer": {"hits": "text"}},
        {"answer": {"hits": [7, None]}},
        {"buttons": None},
    ],
    ids=str,
)
def test_a_malformed_payload_harms_nobody(payload: Payload) -> None:
    sent = wire.visitor_message(message(payload)).model_dump(mode="json")
    assert set(sent["payload"]) <= {"answer"}
    assert sent["payload"].get("answer", {"hits": []})["hits"] == []


def test_only_the_bot_has_buttons() -> None:
    sent = wire.visitor_message(message(SECRETS, AuthorType.VISITOR))
    assert "buttons" not in sent.payload


def test_a_choice_does_not_tell_what_it_means() -> None:
    choice = {"message_id": "m0", "button_id": "human", "intent": "ask_human", "text": "secret"}
    sent = wire.visitor_message(message({"choice": choice}, AuthorType.VISITOR))
    assert sent.payload == {"choice": {"message_id": "m0", "button_id": "human"}}


def test_an_activity_keeps_key_and_parameters() -> None:
    payload = {"key": "joined", "params": {"agent": "Ana"}}
    assert wire.visitor_message(message(payload, AuthorType.SYSTEM)).payload == payload


def test_a_visitor_is_not_told_what_agents_note_on_a_conversation() -> None:
    sent = wire.visitor_conversation(VIEW).model_dump(mode="json")
    assert sent["agent"] == {"id": "a1", "name": "Ana", "picture": None}
    assert sent["queue"] == {"position": 2, "wait_seconds": [60, 120], "opens_at": None}
    for secret in ("a secret task", "spam", "maria@example.org", "a note about the customer"):
        assert secret not in str(sent)


def test_an_agent_sees_the_customer_beside_the_conversation() -> None:
    sent = wire.agent_conversation(VIEW).model_dump(mode="json")
    assert sent["visitor"] == {
        "id": "v1",
        "name": "Maria",
        "email": "maria@example.org",
        "phone": None,
        "known": False,
        "tier": None,
        "blocked": False,
    }
    assert (sent["unread"], sent["goal"], sent["task"]) == (3, "a parcel", "a secret task")
    assert set(wire.visitor_conversation(VIEW).model_dump()) < set(sent)


def test_an_agents_address_stays_here() -> None:
    agent = Agent(
        id="a1",
        email="ana@example.org",
        name="Ana",
        role=Role.AGENT,
        created_at=AT,
        availability=Availability.ONLINE,
        present_until=AT + timedelta(seconds=1),
    )
    sent = wire.agent_out(agent, AT, Weights()).model_dump(mode="json")
    assert sent["present"] is True
    assert wire.agent_out(agent, AT + timedelta(minutes=1), Weights()).present is False
    assert "example.org" not in str(sent)


def test_a_page_has_an_address_in_any_alphabet() -> None:
    assert wire.article_page("fa", "بازگرداندن-کالا").isascii()
