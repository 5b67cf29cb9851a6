"""The client of Rasa's channel against a server that behaves well, badly, or not at all."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from handoff.bot_link.client import BotAbsent, BotAway, BotRefused, BotUnavailable, RasaClient, parse_reply
from handoff.domain.bot.turn import Turn, TurnInput
from handoff.domain.enums import EscalationReason, Priority

Behaviour = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]

ANSWER = {"outcome": "answered", "query": "q", "probability": 0.9, "hits": []}


def turn_of(*texts: str, intent: str | None = None) -> Turn:
    """A turn with these words."""
    said = tuple(
        TurnInput(
            message_id=f"m{number}",
            seq=number + 1,
            text=text,
            lang="fa",
            created_at=datetime(2026, 1, 1, tzinfo=UTC),
            intent=intent,
        )
        for number, text in enumerate(texts)
    )
    return Turn(
        conversation_id="c1",
        epoch=3,
        sender="c1-3",
        after_seq=0,
        upto_seq=len(texts),
        lang="fa",
        inputs=said,
        metadata={"lang": "fa", "context": ["before"]},
    )


def http(status: int, body: Any) -> bytes:
    """A whole HTTP response."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    return head.encode() + content


def says(status: int, body: Any) -> Behaviour:
    async def behave(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http(status, body))
        await writer.drain()

    return behave


async def hang_up(request: bytes, writer: asyncio.StreamWriter) -> None:
    """What a killed process looks like from outside."""
    writer.transport.abort()


async def half(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"messages": [')
    await writer.drain()


async def nothing(request: bytes, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def drip(request: bytes, writer: asyncio.StreamWriter) -> None:
    """A byte now and then never trips a read timeout; the pause between two is what misbehaves."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


@asynccontextmanager
async def server(behave: Behaviour) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that reads a request and behaves; remembers the requests."""
    requests: list[bytes] = []
    handlers: set[asyncio.Task[Any]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        handlers.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            lengths = (
                int(line.split(b":")[1])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length")
            )
            length = next(lengths, 0)
            requests.append(head + await reader.readexactly(length))
            await behave(requests[-1], writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}", requests
    finally:
        listening.close()
        for task in handlers:
            task.cancel()
        await asyncio.gather(*handlers, return_exceptions=True)


@asynccontextmanager
async def client(url: str, timeout: float = 60.0) -> AsyncIterator[RasaClient]:
    """A client that closes its connections."""
    rasa = RasaClient(lambda: url, "the-secret", timeout)
    try:
        yield rasa
    finally:
        await rasa.close()


async def test_a_turn_is_asked_as_the_channel_wants_it() -> None:
    """Sender, words, metadata and the secret; the answer comes back as bot messages."""
    body = {"messages": [{"text": "سلام", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]}
    async with server(says(200, body)) as (url, requests), client(url) as rasa:
        reply = await rasa.reply(turn_of("سفارش"))
    head, _, content = requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /webhooks/baton/turn ")
    assert b"authorization: bearer the-secret" in head.lower()
    assert json.loads(content) == {
        "sender": "c1-3",
        "text": "سفارش",
        "intent": None,
        "metadata": {"lang": "fa", "context": ["before"]},
    }
    assert [message.text for message in reply.messages] == ["سلام"]
    assert reply.messages[0].payload == {"buttons": [{"id": "affirm", "title": "Yes", "intent": "affirm"}]}


async def test_several_messages_are_asked_one_after_the_other() -> None:
    """And after a handoff the bot is asked no more."""
    async with server(says(200, {"messages": [{"text": "hm"}]})) as (url, requests), client(url) as rasa:
        reply = await rasa.reply(turn_of("one", "two"))
        assert [json.loads(request.partition(b"\r\n\r\n")[2])["text"] for request in requests] == [
            "one",
            "two",
        ]
        assert [message.text for message in reply.messages] == ["hm", "hm"]
    wish = {"messages": [{"text": None, "custom": {"handoff": {"reason": "complex"}}}]}
    async with server(says(200, wish)) as (url, requests), client(url) as rasa:
        reply = await rasa.reply(turn_of("one", "two"))
        assert len(requests) == 1
        assert reply.handoff is not None


@pytest.mark.parametrize(
    "behave",
    [
        says(500, {"error": {"code": "bot_failed"}}),
        says(503, {"error": {"code": "starting"}}),
        says(502, b"<html>"),
        says(401, {}),
        says(200, b"not json"),
        says(200, []),
        says(200, {"messages": "none"}),
        says(200, {"messages": ["text"]}),
        hang_up,
        half,
        nothing,
        drip,
    ],
    ids=["500", "503", "502", "401", "text", "list", "none", "strings", "reset", "half", "nothing", "drip"],
)
async def test_a_bot_that_misbehaves_is_unavailable(behave: Behaviour) -> None:
    """One error for all of it, within the time that a turn may take."""
    async with server(behave) as (url, _), client(url, timeout=0.4) as rasa:
        with pytest.raises(BotUnavailable):
            await asyncio.wait_for(rasa.reply(turn_of("hello")), 30)


async def test_a_killed_bot_is_noticed_at_once() -> None:
    """A reset connection does not wait for the timeout."""
    async with server(hang_up) as (url, _), client(url, timeout=60) as rasa:
        with pytest.raises(BotUnavailable):
            await asyncio.wait_for(rasa.reply(turn_of("hello")), 30)
    async with client(url, timeout=60) as rasa:
        with pytest.raises(BotUnavailable):
            await asyncio.wait_for(rasa.reply(turn_of("hello")), 30)


@pytest.mark.parametrize(
    ("behave", "error"),
    [
        (nothing, BotAway),
        (drip, BotAway),
        (says(503, {"error": {"code": "starting"}}), BotAbsent),
        (says(400, {}), BotRefused),
        (says(413, {}), BotRefused),
        (says(422, {}), BotRefused),
        (hang_up, BotUnavailable),
        (half, BotUnavailable),
        (says(500, {}), BotUnavailable),
        (says(401, {}), BotUnavailable),
    ],
    ids=["nothing", "drip", "503", "400", "413", "422", "reset", "half", "500", "401"],
)
async def test_away_refused_and_broken_off_differ(behave: Behaviour, error: type[BotUnavailable]) -> None:
    """Only who never got an answer counts as away: what broke off in the middle goes to a person."""
    patience = 0.4 if behave in (nothing, drip) else 60
    async with server(behave) as (url, _), client(url, timeout=patience) as rasa:
        with pytest.raises(BotUnavailable) as raised:
            await rasa.reply(turn_of("hello"))
        assert type(raised.value) is error


async def test_a_bot_that_is_not_there_is_away() -> None:
    """Nobody listens at its address."""
    async with server(nothing) as (url, _):
        pass
    async with client(url) as rasa:
        with pytest.raises(BotAway):
            await rasa.reply(turn_of("hello"))
        assert not await rasa.alive()


@pytest.mark.parametrize(
    ("behave", "alive"), [(says(200, {}), True), (says(503, {}), False), (nothing, False), (hang_up, False)]
)
async def test_is_alive_when_it_says_so_at_once(behave: Behaviour, alive: bool) -> None:
    """The readiness route, within a second."""
    async with server(behave) as (url, requests), client(url) as rasa:
        assert await rasa.alive() is alive
        assert requests[0].startswith(b"GET /webhooks/baton/ ")


def test_everything_a_reply_may_carry() -> None:
    """Answer, our buttons, words as a button's payload, a handoff with all its parts."""
    reply = parse_reply(
        {
            "messages": [
                {
                    "text": "Here:",
                    "custom": {"answer": ANSWER, "buttons": [{"id": "helped", "title": "Yes", "n": 1}]},
                    "buttons": [{"title": "Prices", "payload": "What does it cost?"}, {"title": "broken"}],
                },
                {"text": "   "},
                {"text": "Which number?", "asks": "order_number"},
                {
                    "custom": {
                        "handoff": {
                            "reason": "sensitive_topic",
                            "priority": "urgent",
                            "signals": {"topic": "fraud"},
                            "evidence": ["stolen card"],
                        }
                    }
                },
            ]
        }
    )
    assert [message.text for message in reply.messages] == ["Here:", "Which number?"]
    assert reply.messages[1].payload == {"asks": "order_number"}
    assert reply.messages[0].payload == {
        "answer": ANSWER,
        "buttons": [
            {"id": "helped", "title": "Yes"},
            {"id": "choice-0", "title": "Prices", "text": "What does it cost?"},
        ],
    }
    assert reply.handoff is not None
    assert reply.handoff.reason is EscalationReason.SENSITIVE_TOPIC
    assert reply.handoff.priority is Priority.URGENT
    assert reply.handoff.signals == {"topic": "fraud"}
    assert reply.handoff.evidence == ("stolen card",)


def test_an_unknown_reason_is_a_handoff_all_the_same() -> None:
    """A bot newer than the desk still reaches a person."""
    reply = parse_reply({"messages": [{"custom": {"handoff": {"reason": "new", "priority": 7}}}]})
    assert reply.handoff is not None
    assert reply.handoff.reason is EscalationReason.COMPLEX
    assert reply.handoff.priority is None
