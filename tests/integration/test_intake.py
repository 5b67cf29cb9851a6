"""The form before a chat, over HTTP and the wire."""

import pytest

from handoff.domain.enums import Role
from tests.integration.test_http import bearer, is_problem
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp

FORM = {
    "fields": [
        {
            "id": "order",
            "kind": "text",
            "label": {"en": "Order"},
            "required": True,
            "pattern": "LM-\\d+",
            "hint": {"en": "As in LM-20417"},
        }
    ],
    "consent": {"text": {"en": "You may keep this."}, "link": "https://shop.example/privacy"},
}
SETTING, ASKED = "/api/v1/settings/intake", "/api/v1/visitor/intake"


async def set_form(app: DeskApp, form: dict[str, object] = FORM) -> None:
    admin = bearer(app.token_of(await app.add("Ada", role=Role.ADMIN)))
    made = await app.http.put(SETTING, json=form, headers=admin)
    assert made.status_code == 200, made.text


async def test_the_form_is_set_and_asked(app: DeskApp) -> None:
    """Every widget may read it; who set it is for those who lead."""
    assert (await app.http.get(ASKED)).json() == {"fields": [], "consent": None, "version": 0}
    await set_form(app)
    assert (await app.http.get(ASKED)).json() == {**FORM, "version": 1}
    sam = bearer(app.token_of(await app.add("Sam", role=Role.SUPERVISOR)))
    found = (await app.http.get(SETTING, headers=sam)).json()
    assert ({**found, "at": None}) == {**FORM, "revision": 1, "by": "Ada", "at": None}
    late = await app.http.put(SETTING, json={**FORM, "revision": 0}, headers=sam)
    is_problem(late, 409, "conflict")
    agent = bearer(app.token_of(await app.add("Ana")))
    is_problem(await app.http.put(SETTING, json=FORM, headers=agent), 403, "forbidden")


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": [{"id": "Order No", "kind": "text", "label": {"en": "Order"}}]},
        {"fields": [{"id": "a", "kind": "colour", "label": {"en": "Order"}}]},
        {"consent": {"text": {"en": "Yes?"}, "link": "javascript:alert(1)"}},
        {"fields": [{"id": "a", "kind": "text", "label": {"en": "A"}, "pattern": "("}]},
    ],
)
async def test_a_form_that_cannot_be_asked_is_refused(app: DeskApp, wrong: dict[str, object]) -> None:
    admin = bearer(app.token_of(await app.add("Ada", role=Role.ADMIN)))
    is_problem(await app.http.put(SETTING, json=wrong, headers=admin), 400, "invalid")


async def test_answers_come_with_the_conversation(app: DeskApp) -> None:
    """The agent has them in the brief; the customer sees what is kept."""
    await set_form(app)
    ana = await app.add("Ana")
    async with console(app, ana) as desk, visitor(app, opened=False) as vera:
        given = {"answers": {"order": "LM-20417"}, "consent": True}
        opened = await vera.open(intake=given)
        (told,) = opened["messages"]
        assert told["payload"] == {"key": "intake", "params": {"given": told["text"].split(": ", 1)[1]}}
        await vera.asks_for_a_person()
        seen = await desk.ok("conversation.open", conversation_id=vera.conversation_id)
        assert {"name": "Order", "value": "LM-20417", "seq": 1} in seen["brief"]["facts"]
        assert "You may keep this." in seen["messages"][0]["text"]


async def test_answers_that_are_none_are_refused(app: DeskApp) -> None:
    async with visitor(app, opened=False) as vera:
        for intake in ({"answers": {"a": 7}}, "yes", {"answers": ["a"]}):
            assert await vera.refused("conversation.open", intake=intake) == "invalid"
        long = {"answers": {"a": "x" * 301}}
        assert await vera.refused("conversation.open", intake=long) == "too_large"


async def test_the_first_words_wait_for_the_consent(app: DeskApp) -> None:
    """Refused with a code of its own over the wire; taken once the widget says that it was given."""
    await set_form(app)
    ana = await app.add("Ana")
    async with console(app, ana) as desk, visitor(app) as vera:
        first = {"conversation_id": vera.conversation_id, "client_message_id": "1", "text": "Hello"}
        assert await vera.refused("message.send", first) == "consent_required"
        assert await vera.refused("human.request", conversation_id=vera.conversation_id) == "consent_required"
        upload = f"/api/v1/conversations/{vera.conversation_id}/attachments?name=a.txt"
        refused = await app.http.post(upload, content=b"words", headers=bearer(vera.token))
        is_problem(refused, 403, "consent_required")
        await vera.open(conversation_id=vera.conversation_id, intake={"consent": True})
        await vera.ok("message.send", first)
        await vera.asks_for_a_person()
        seen = await desk.ok("conversation.open", conversation_id=vera.conversation_id)
        given = seen["consent"]
        assert (given["version"], given["text"], given["lang"]) == (1, "You may keep this.", "en")


async def test_another_text_is_refused_until_its_version_is_agreed_to(app: DeskApp) -> None:
    """The form tells its version; agreeing to the one before is not taken for agreeing to this one."""
    await set_form(app)
    async with visitor(app, opened=False) as vera:
        await vera.open(intake={"consent": True, "version": 1})
        sam = bearer(app.token_of(await app.add("Sam", role=Role.SUPERVISOR)))
        other = {**FORM, "consent": {"text": {"en": "You may keep this for ever."}}}
        await app.http.put(SETTING, json=other, headers=sam)
        first = {"conversation_id": vera.conversation_id, "client_message_id": "1", "text": "Hello"}
        assert await vera.refused("message.send", first) == "consent_required"
        await vera.open(conversation_id=vera.conversation_id, intake={"consent": True, "version": 1})
        assert await vera.refused("message.send", first) == "consent_required"
        version = (await app.http.get(ASKED)).json()["version"]
        await vera.open(conversation_id=vera.conversation_id, intake={"consent": True, "version": version})
        await vera.ok("message.send", first)
    corrected = {**FORM, "consent": {"text": {"en": "You may keep it."}}, "correction": True}
    await app.http.put(SETTING, json=corrected, headers=sam)
    session = {"locale": "en", "intake": {"consent": True, "version": version}}
    made = await app.http.post("/api/v1/visitor/session", json=session)
    async with app.desk.store.reading() as tx:
        (given,) = await tx.consents.of(made.json()["visitor_id"])
    assert (given.version, given.text) == (2, "You may keep this for ever.")


async def test_a_session_may_bring_the_consent(app: DeskApp) -> None:
    await set_form(app)
    made = await app.http.post("/api/v1/visitor/session", json={"locale": "en", "intake": {"consent": True}})
    async with app.desk.store.reading() as tx:
        (given,) = await tx.consents.of(made.json()["visitor_id"])
    assert given.text == "You may keep this."
