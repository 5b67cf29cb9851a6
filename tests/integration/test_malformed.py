"""Whatever a client sends, it gets an error ack or is hung up on: no silence, no traceback."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from socketio.exceptions import ConnectionError

from handoff.sockets.agent import CALLS as AGENT_CALLS
from handoff.sockets.visitor import CALLS as VISITOR_CALLS
from tests.support.clients import Console, Visitor, console, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.waiting import eventually

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        "conversation_id",
        "client_message_id",
        "text",
        "choice",
        "message_id",
        "button_id",
        "after",
        "seq",
        "on",
        "helpful",
        "score",
        "comment",
        "lang",
        "kind",
        "to",
        "task",
        "reason",
        "view",
        "cursor",
        "availability",
        "capacity",
    ]
)
FRAMES = st.dictionaries(KEYS, JSON | st.just("REAL"), max_size=6)
ENDLESS = {"deadline": None, "suppress_health_check": list(HealthCheck), "max_examples": 150}


def check_ack(ack: Any) -> None:
    """An ack is an object: ok with something, or not ok with a code and a message."""
    assert isinstance(ack, dict)
    if ack["ok"] is not True:
        assert ack["ok"] is False
        assert set(ack["error"]) == {"code", "message"}
        assert ack["error"]["code"] != "internal"
        assert all(isinstance(value, str) and value for value in ack["error"].values())
        assert "Traceback" not in ack["error"]["message"]


WRONG_FRAMES: list[Any] = [
    7,
    "text",
    [],
    True,
    {"conversation_id": 7},
    {"conversation_id": None, "after": -1, "seq": "1", "on": "yes", "helpful": 1, "score": 9},
    {"conversation_id": "x" * 65, "after": 2**70, "text": "x" * 30_000},
    {"conversation_id": ["REAL"], "after": True, "text": {"a": "b"}},
    {"conversation_id": "a\x00b", "lang": 7, "client_message_id": "c", "text": "d", "after": 0.5},
]


@pytest.mark.parametrize("name", VISITOR_CALLS)
async def test_wrong_frames_get_an_error_ack(app: DeskApp, name: str) -> None:
    """Wrong types, missing keys, huge text: `invalid` or `too_large`, and the connection lives on."""
    async with visitor(app) as client:
        for frame in WRONG_FRAMES:
            assert await client.refused(name, frame) in ("invalid", "too_large")
        await client.open(conversation_id=client.conversation_id)


async def test_fuzzed_frames_always_get_an_ack(app: DeskApp, caplog: pytest.LogCaptureFixture) -> None:
    """Random JSON to random calls of both namespaces, some of it almost right."""
    agent = await app.add("Ana")
    loop = asyncio.get_running_loop()
    async with visitor(app) as client, console(app, agent) as ana:
        await client.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=client.conversation_id)

        async def send(target: Visitor | Console, name: str, frame: Any) -> None:
            for door in app.services.server.namespace_handlers.values():
                for caller in door.callers.values():
                    caller.bucket.give_back()
            check_ack(await target.call(name, frame))

        @settings(**ENDLESS)  # type: ignore[arg-type]
        @given(st.data())
        def fuzz(data: st.DataObject) -> None:
            target = data.draw(st.sampled_from([client, ana]), label="who")
            calls = VISITOR_CALLS if target is client else AGENT_CALLS
            name = data.draw(st.sampled_from(sorted(calls)) | st.text(max_size=20), label="call")
            frame = data.draw(FRAMES | JSON, label="frame")
            if isinstance(frame, dict):
                frame = {k: client.conversation_id if v == "REAL" else v for k, v in frame.items()}
            asyncio.run_coroutine_threadsafe(send(target, name, frame), loop).result(20)

        with caplog.at_level(logging.ERROR):
            await asyncio.to_thread(fuzz)
        assert [record.getMessage() for record in caplog.records] == []


@asynccontextmanager
async def raw_socket(app: DeskApp, token: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A websocket on which the protocol is spoken by hand, already in the visitor namespace."""
    address = f"{app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    async with aiohttp.ClientSession() as session, session.ws_connect(address, max_msg_size=0) as ws:
        assert (await ws.receive_str()).startswith("0")
        await ws.send_str("40/visitor," + json.dumps({"token": token}))
        assert (await ws.receive_str()).startswith("40/visitor,")
        yield ws


async def ack_of(ws: aiohttp.ClientWebSocketResponse, number: int) -> Any:
    """The ack with this number, events skipped."""
    prefix = f"43/visitor,{number}"
    while True:
        text = await asyncio.wait_for(ws.receive_str(), 60)
        if text.startswith(prefix):
            return json.loads(text.removeprefix(prefix))[0]


@pytest.mark.parametrize(
    "payload",
    [
        '["connect",{"REMOTE_ADDR":"1.2.3.4"},{"token":"x"}]',
        '["disconnect"]',
        '["disconnect","reason"]',
        "[]",
        "[7]",
        "[null,{}]",
        '[{"a":1},{}]',
        '["__class__"]',
        '["trigger_event",{}]',
        '["message.send",{},{},{}]',
        '["message.send"]',
    ],
)
async def test_no_name_reaches_our_own_handlers(app: DeskApp, payload: str) -> None:
    """Events named like handlers, no name at all, several arguments: refused, and still connected."""
    token, _ = await app.new_visitor()
    async with raw_socket(app, token) as ws:
        await ws.send_str(f"42/visitor,1{payload}")
        refused = await ack_of(ws, 1)
        assert refused["ok"] is False
        assert refused["error"]["code"] in ("unknown_call", "invalid")
        await ws.send_str('42/visitor,2["conversation.open",{}]')
        assert (await ack_of(ws, 2))["ok"] is True


@pytest.mark.parametrize(
    "frame",
    [
        "4",
        "49",
        "42/visitor,1",
        '42/visitor,1{"a":1}',
        "42/visitor,1[",
        "42/visitor,1" + "[" * 20_000,
        '42/visitor,1"text"',
        "45-/visitor,",
        '451-/visitor,1["x",{"_placeholder":true,"num":9}]',
        "44/visitor,",
        "4nonsense",
        "x",
    ],
    ids=lambda frame: frame[:30],
)
async def test_a_broken_frame_breaks_nothing_else(
    app: DeskApp, frame: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection that sent it is answered or closed; all others go on; no traceback is logged."""
    token, _ = await app.new_visitor()
    async with visitor(app) as bystander:
        with caplog.at_level(logging.ERROR):
            async with raw_socket(app, token) as ws:
                await ws.send_str(frame)
                await ws.send_str('42/visitor,7["conversation.open",{}]')
                while True:
                    message = await asyncio.wait_for(ws.receive(), 60)
                    if message.type is not aiohttp.WSMsgType.TEXT or message.data.startswith("43/visitor,7"):
                        break
        await bystander.open(conversation_id=bystander.conversation_id)
        assert [record for record in caplog.records if record.exc_info] == []


async def test_a_huge_frame_is_hung_up_on(app: DeskApp) -> None:
    """64 KiB is the most; nobody else notices."""
    token, _ = await app.new_visitor()
    async with visitor(app) as bystander, raw_socket(app, token) as ws:
        await ws.send_str('42/visitor,1["message.send",{"text":"' + "x" * 100_000 + '"}]')
        message = await asyncio.wait_for(ws.receive(), 60)
        assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
        await bystander.open(conversation_id=bystander.conversation_id)


async def test_a_connection_that_joins_nothing_is_closed(app: DeskApp) -> None:
    """At the second heartbeat without a namespace."""
    address = f"{app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
    async with visitor(app) as bystander, aiohttp.ClientSession() as session:
        async with session.ws_connect(address) as ws:
            await ws.receive_str()
            await eventually(lambda: len(app.services.server.silent_connections()) == 1)
            await app.heartbeat.beat()
            await app.heartbeat.beat()
            while (await asyncio.wait_for(ws.receive(), 60)).type is aiohttp.WSMsgType.TEXT:
                pass
        await bystander.open(conversation_id=bystander.conversation_id)


async def test_a_flood_is_slowed_down_with_a_word(app: DeskApp) -> None:
    """More calls than anybody types: rate_limited, and it passes."""
    async with visitor(app) as client:
        acks = await asyncio.gather(
            *(client.call("message.seen", conversation_id=client.conversation_id, seq=0) for _ in range(100))
        )
        codes = {ack["error"]["code"] for ack in acks if not ack["ok"]}
        assert codes == {"rate_limited"}

        async def served() -> bool:
            ack = await client.call("message.seen", conversation_id=client.conversation_id, seq=0)
            return bool(ack["ok"])

        await eventually(served)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://"])
async def test_another_sites_page_cannot_connect(app: DeskApp, origin: str) -> None:
    """Only this site and the configured ones may open a socket from a browser."""
    address = f"{app.url}/socket.io/?EIO=4&transport=polling"
    assert (await app.http.get(address, headers={"Origin": origin})).status_code == 400
    assert (await app.http.get(address, headers={"Origin": app.url})).status_code == 200


async def test_one_address_cannot_take_every_connection(tmp_path: Path) -> None:
    """The connection above the cap is refused with a code; when another goes, it may come."""
    async with desk_app(tmp_path, connections_per_address=2) as app:
        refusals: list[Any] = []
        late = Visitor(*await app.new_visitor())
        late.socket.on("connect_error", refusals.append, namespace=late.namespace)
        async with visitor(app):
            async with visitor(app):
                with pytest.raises(ConnectionError):
                    await late.connect(app.url, late.token)
                assert [refusal["data"]["code"] for refusal in refusals] == ["rate_limited"]
                await late.close()
            again = Visitor(late.token, late.visitor_id)
            await eventually(lambda: len(app.services.server.namespace_handlers["/visitor"].callers) == 1)
            await again.connect(app.url, again.token)
            await again.close()
