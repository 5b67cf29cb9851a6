"""Nobody reads or writes a conversation that is not theirs: every call of both namespaces, and HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import socketio

from handoff.domain.enums import Role
from handoff.sockets.agent import CALLS as AGENT_CALLS
from handoff.sockets.visitor import CALLS as VISITOR_CALLS
from handoff.web import ROUTES
from handoff.web.route import Access
from tests.support.clients import AGENT, VISITOR, Console, Visitor, console, visitor
from tests.support.desk_app import DeskApp

# What a well-formed call carries beside the conversation's id.
FRAMES: dict[str, dict[str, Any]] = {
    "conversation.open": {},
    "message.send": {"client_message_id": "intruder", "text": "let me in"},
    "human.request": {},
    "wait.cancel": {},
    "wait.contact": {"phone": "+48221234567"},
    "ticket.open": {"email": "intruder@example.org"},
    "conversation.ticket": {"email": "intruder@example.org"},
    "conversation.end": {},
    "transcript.form": {},
    "transcript.send": {"email": "intruder@example.org"},
    "feedback.give": {"message_id": "01", "helpful": True},
    "csat.give": {"score": 5},
    "csat.form": {},
    "closing.form": {},
    "conversation.tag": {"tags": ["lamp"]},
    "conversation.others": {},
    "conversation.merge": {"other": "0190-nobody"},
    "conversation.unmerge": {"other": "0190-nobody"},
    "conversation.snooze": {},
    "conversation.wake": {},
    "message.delivered": {"seq": 1},
    "message.seen": {"seq": 1},
    "typing": {"on": True},
    "viewing": {"on": True},
    "draft.save": {"text": "half a"},
    "mention.list": {},
    "mention.seen": {},
    "macro.run": {"macro_id": "01", "run_id": "01"},
    "conversation.prioritise": {"priority": "high"},
    "visitor.block": {"on": True},
    "availability.set": {"availability": "online"},
    "agents.list": {},
    "queue.list": {},
    "conversation.list": {"view": "all"},
    "conversation.claim": {},
    "answer.judge": {"message_id": "01", "verdict": "right"},
    "offer.list": {},
    "offer.accept": {},
    "offer.decline": {},
    "promise.list": {},
    "promise.add": {"text": "Call about the lamp", "due_at": "2999-01-01T00:00:00Z"},
    "promise.change": {"promise_id": "0190", "due_at": "2999-01-01T00:00:00Z"},
    "promise.keep": {"promise_id": "0190"},
    "promise.drop": {"promise_id": "0190"},
    "promise.reopen": {"promise_id": "0190"},
    "conversation.release": {},
    "conversation.transfer": {"to": "somebody"},
    "conversation.hand_back": {},
    "conversation.resolve": {"reason": "answered"},
    "conversation.reassign": {"to": "somebody", "epoch": 2},
    "board.watch": {},
    "agent.steer": {"agent_id": "somebody", "availability": "offline"},
}

# Of an agent who is not its owner; looking on is every agent's right, claiming is how one becomes the owner.
REFUSED_TO_COLLEAGUES = (
    "message.send",
    "promise.add",
    "conversation.release",
    "conversation.transfer",
    "conversation.reassign",
    "conversation.hand_back",
    "conversation.ticket",
    "transcript.send",
    "conversation.resolve",
    "conversation.claim",
    "visitor.block",
    "macro.run",
    "offer.accept",
    "offer.decline",
)


# Whose refusal comes before any look at what is asked for.
FOR_LEADERS = {"board.watch", "conversation.reassign", "agent.steer"}


@dataclass(kw_only=True)
class Scene:
    """Ana serves Vera's conversation; Victor is another visitor, Reza another agent, Eli an editor."""

    app: DeskApp
    vera: Visitor
    victor: Visitor
    ana: Console
    reza: Console


@pytest.fixture
async def scene(app: DeskApp) -> AsyncIterator[Scene]:
    first, second = await app.add("Ana"), await app.add("Reza")
    async with (
        visitor(app) as vera,
        visitor(app) as victor,
        console(app, first) as ana,
        console(app, second) as reza,
    ):
        await vera.asks_for_a_person()
        await ana.ok("conversation.claim", conversation_id=vera.conversation_id)
        await ana.say(vera.conversation_id, "a secret of Vera's")
        yield Scene(app=app, vera=vera, victor=victor, ana=ana, reza=reza)


async def messages_of(scene: Scene) -> list[dict[str, Any]]:
    opened = await scene.vera.open(conversation_id=scene.vera.conversation_id)
    found: list[dict[str, Any]] = opened["messages"]
    return found


def test_every_call_has_a_frame_here() -> None:
    """A call that is added must be added to these tests."""
    assert set(FRAMES) == set(AGENT_CALLS) | set(VISITOR_CALLS)


@pytest.mark.parametrize("name", VISITOR_CALLS)
async def test_a_visitor_cannot_touch_another_visitors_conversation(scene: Scene, name: str) -> None:
    """Not found, for every call: not even its existence is told; and nothing changed or leaked."""
    before = await messages_of(scene)
    code = await scene.victor.refused(name, conversation_id=scene.vera.conversation_id, **FRAMES[name])
    assert code == "not_found"
    assert await messages_of(scene) == before
    await scene.ana.say(scene.vera.conversation_id, "live words")
    await scene.vera.hears("message.new", lambda data: data["message"]["text"] == "live words")
    await scene.victor.open()
    assert "live words" not in scene.victor.texts()


@pytest.mark.parametrize("name", sorted(set(AGENT_CALLS) - set(VISITOR_CALLS)))
async def test_an_agents_call_is_unknown_to_visitors(scene: Scene, name: str) -> None:
    """The visitor namespace has no such call, even for one's own conversation."""
    code = await scene.vera.refused(name, conversation_id=scene.vera.conversation_id, **FRAMES[name])
    assert code == "unknown_call"


@pytest.mark.parametrize("name", sorted(set(VISITOR_CALLS) - set(AGENT_CALLS)))
async def test_a_visitors_call_is_unknown_to_agents(scene: Scene, name: str) -> None:
    """Nobody speaks in a customer's name."""
    code = await scene.ana.refused(name, conversation_id=scene.vera.conversation_id, **FRAMES[name])
    assert code == "unknown_call"


@pytest.mark.parametrize("name", REFUSED_TO_COLLEAGUES)
async def test_a_colleague_cannot_act_on_it(scene: Scene, name: str) -> None:
    """Reza may look on, but the conversation is Ana's."""
    before = await messages_of(scene)
    frame = {**FRAMES[name], **({"to": scene.reza.agent.id} if name == "conversation.transfer" else {})}
    code = await scene.reza.refused(name, conversation_id=scene.vera.conversation_id, **frame)
    assert code in ("forbidden", "already_claimed", "not_found")
    assert await messages_of(scene) == before


async def test_an_unknown_conversation_is_not_found(scene: Scene) -> None:
    """An id nobody has gives an error ack from every call about a conversation."""
    about_none = {
        "availability.set",
        "agents.list",
        "queue.list",
        "conversation.list",
        "offer.list",
        "closing.form",
        "mention.list",
        "promise.list",
    }
    for name in FOR_LEADERS:
        assert await scene.ana.refused(name, conversation_id="0190-nobody", **FRAMES[name]) == "forbidden"
    for name in sorted(set(AGENT_CALLS) - about_none - FOR_LEADERS):
        code = await scene.ana.refused(name, conversation_id="0190-nobody", **FRAMES[name])
        assert code == "not_found"


@pytest.mark.parametrize("namespace", [VISITOR, AGENT])
@pytest.mark.parametrize("token", ["visitor", "agent", "editor", "none", "number", "rubbish", "expired"])
async def test_only_the_right_token_opens_a_door(scene: Scene, namespace: str, token: str) -> None:
    """A token of the other side, an editor's, none, or a dead one is refused with a code."""
    app = scene.app
    editor = await app.add("Eli", role=Role.EDITOR)
    given: Any = {
        "visitor": scene.vera.token,
        "agent": app.token_of(scene.ana.agent),
        "editor": app.token_of(editor),
        "none": None,
        "number": 7,
        "rubbish": "a.b.c",
        "expired": scene.vera.token if namespace == VISITOR else app.token_of(scene.ana.agent),
    }[token]
    if token == "expired":
        app.clock_shift[0] = 3600 * 24 * 365
    expected = {(VISITOR, "visitor"): None, (AGENT, "agent"): None, (AGENT, "editor"): "forbidden"}
    code = expected.get((namespace, token), "unauthenticated")
    client = socketio.AsyncClient(reconnection=False)
    refusals: list[Any] = []
    client.on("connect_error", refusals.append, namespace=namespace)
    try:
        await client.connect(app.url, namespaces=[namespace], auth={"token": given}, transports=["websocket"])
    except socketio.exceptions.ConnectionError:
        assert [refusal["data"]["code"] for refusal in refusals] == [code]
    else:
        assert code is None
    finally:
        await client.disconnect()


HTTP_CONVERSATION = ("/api/v1/conversations/{id}", "/api/v1/conversations/{id}/transcript")


@pytest.mark.parametrize("path", HTTP_CONVERSATION)
async def test_http_shows_a_conversation_to_its_parties_alone(scene: Scene, path: str) -> None:
    """Its visitor and agents read it; another visitor gets 404, an editor 403, nobody 401."""
    app = scene.app
    editor = await app.add("Eli", role=Role.EDITOR)
    address = path.format(id=scene.vera.conversation_id)
    for token, status in (
        (scene.vera.token, 200),
        (app.token_of(scene.reza.agent), 200),
        (scene.victor.token, 404),
        (app.token_of(editor), 403),
        ("rubbish", 401),
    ):
        answer = await app.http.get(address, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
        assert ("secret of Vera" in answer.text) is (status == 200)
    assert (await app.http.get(address)).status_code == 401


GUARDED = [route for route in ROUTES if route.access is not Access.PUBLIC]
ALLOWED = {
    Access.AGENTS: {Role.AGENT, Role.SUPERVISOR, Role.ADMIN},
    Access.PARTY: {Role.AGENT, Role.SUPERVISOR, Role.ADMIN},
    Access.EDITORS: {Role.EDITOR, Role.SUPERVISOR, Role.ADMIN},
    Access.STAFF: set(Role),
    Access.VISITORS: set(),
    Access.LEADERS: {Role.SUPERVISOR, Role.ADMIN},
    Access.ADMINS: {Role.ADMIN},
}


async def test_every_guarded_route_refuses_strangers(scene: Scene) -> None:
    """401 without a token, with a bad one, and, but for the parties' routes, with a visitor's."""
    for route in GUARDED:
        address = route.full_path.replace("{conversation_id}", scene.vera.conversation_id)
        address = address.replace("{article_id}", "0190").replace("{id}", "0190")
        tokens = ["rubbish", *([] if route.access in (Access.PARTY, Access.VISITORS) else [scene.vera.token])]
        answers = [await scene.app.http.request(route.method, address)]
        for token in tokens:
            headers = {"Authorization": f"Bearer {token}"}
            answers.append(await scene.app.http.request(route.method, address, headers=headers))
        assert {answer.status_code for answer in answers} == {401}, route.path


@pytest.mark.parametrize("role", list(Role))
async def test_every_route_keeps_to_its_roles(app: DeskApp, role: Role) -> None:
    """Editors write articles and see no conversations, agents the other way round."""
    person = await app.add("Somebody", role=role)
    headers = {"Authorization": f"Bearer {app.token_of(person)}"}
    for route in GUARDED:
        address = route.full_path.replace("{conversation_id}", "0190").replace("{article_id}", "0190")
        address = address.replace("{id}", "0190")
        answer = await app.http.request(route.method, address, headers=headers)
        assert (answer.status_code == 403) is (role not in ALLOWED[route.access]), route.path
        assert answer.status_code != 401
        assert answer.status_code < 500
