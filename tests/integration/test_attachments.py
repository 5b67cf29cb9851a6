"""Files over the wire: who may put, send and fetch them, what is refused, and what the bot makes of them."""

from typing import Any

import httpx
import pytest

from handoff.domain.enums import Role
from tests.integration.test_http import bearer, is_problem
from tests.support.clients import Visitor, console, visitor
from tests.support.desk_app import DeskApp, desk_app
from tests.support.files import HTML, PDF, PROGRAM, SVG, huge_png, photo, png

WITH_PERSON = {"id": "human", "title": "Pass me on to a person"}


def path_of(conversation_id: str, file: str = "") -> str:
    return f"/api/v1/conversations/{conversation_id}/attachments{file and '/' + file}"


async def put(
    app: DeskApp, token: str, conversation_id: str, data: bytes = PDF, name: str = "bill.pdf"
) -> httpx.Response:
    return await app.http.post(
        path_of(conversation_id), params={"name": name}, content=data, headers=bearer(token)
    )


async def sent(
    app: DeskApp, client: Visitor, data: bytes = PDF, name: str = "bill.pdf", text: str = ""
) -> Any:
    """What the message that carried it says of the file."""
    answer = await put(app, client.token, client.conversation_id, data, name)
    assert answer.status_code == 200, answer.text
    message = await client.says(text, attachments=[answer.json()["id"]])
    return message["payload"]["attachments"][0]


async def test_a_file_reaches_the_agent_and_comes_back_as_it_was(app: DeskApp) -> None:
    """Always to be saved, never to be run: with the type that its bytes have, in a sandbox."""
    agent = await app.add("Ana")
    async with visitor(app) as vera, console(app, agent) as ana:
        await ana.ok("conversation.open", conversation_id=vera.conversation_id)
        file = await sent(app, vera, png(30, 20), "چراغ.png")
        assert (file["type"], file["width"], file["height"]) == ("image/png", 30, 20)
        heard = await ana.hears("message.new")
        assert heard["message"]["payload"]["attachments"] == [file]
        path = path_of(vera.conversation_id, file["id"])
        for token in (vera.token, app.token_of(agent)):
            got = await app.http.get(path, headers=bearer(token))
            assert (got.status_code, got.content) == (200, png(30, 20))
            assert got.headers["content-type"] == "image/png"
            assert got.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%DA%86")
            assert got.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in got.headers["content-security-policy"]
            assert got.headers["cache-control"] == "no-store"


async def test_a_photo_comes_without_its_place(app: DeskApp) -> None:
    """Upright, with the size of what is kept; whoever sends it."""
    agent = await app.add("Ana")
    async with visitor(app) as vera:
        file = await sent(app, vera, photo(), "garden.jpg")
        assert (file["type"], file["width"], file["height"]) == ("image/jpeg", 20, 40)
        path = path_of(vera.conversation_id, file["id"])
        got = await app.http.get(path, headers=bearer(vera.token))
        assert b"Lumen Camera" not in got.content
        assert len(got.content) == file["size"]
        theirs = await put(app, app.token_of(agent), vera.conversation_id, photo("PNG"), "shop.png")
        assert (theirs.json()["width"], theirs.json()["height"]) == (20, 40)


async def test_only_who_may_read_the_conversation_gets_a_file(app: DeskApp) -> None:
    """No token 401, an editor 403, another visitor 404 whatever they try."""
    editor = await app.add("Eli", Role.EDITOR)
    async with visitor(app) as vera, visitor(app) as victor:
        file = await sent(app, vera)
        path = path_of(vera.conversation_id, file["id"])
        is_problem(await app.http.get(path), 401, "unauthenticated")
        is_problem(await app.http.get(path, headers=bearer(app.token_of(editor))), 403, "forbidden")
        is_problem(await app.http.get(path, headers=bearer(victor.token)), 404, "not_found")
        own = path_of(victor.conversation_id, file["id"])
        is_problem(await app.http.get(own, headers=bearer(victor.token)), 404, "not_found")
        is_problem(await app.http.delete(path, headers=bearer(victor.token)), 404, "not_found")
        is_problem(await put(app, victor.token, vera.conversation_id), 404, "not_found")
        is_problem(await app.http.post(path_of(vera.conversation_id), content=PDF), 401, "unauthenticated")
        stolen = {"client_message_id": "x", "text": "mine", "attachments": [file["id"]]}
        assert (
            await victor.refused("message.send", conversation_id=victor.conversation_id, **stolen)
            == "invalid"
        )


@pytest.mark.parametrize(
    ("data", "name", "status", "code"),
    [
        (SVG, "lamp.png", 415, "unsupported_type"),
        (HTML, "lamp.txt", 415, "unsupported_type"),
        (PROGRAM, "lamp.pdf", 415, "unsupported_type"),
        (b"", "lamp.png", 400, "invalid"),
        (PDF, "x" * 2000, 413, "too_large"),
        (huge_png(), "lamp.png", 400, "bad_picture"),
        (photo()[:200], "lamp.jpg", 400, "bad_picture"),
    ],
)
async def test_what_is_not_taken_is_refused_plainly(
    app: DeskApp, data: bytes, name: str, status: int, code: str
) -> None:
    """By what it is, whatever it is called."""
    async with visitor(app) as vera:
        is_problem(await put(app, vera.token, vera.conversation_id, data, name), status, code)


async def test_too_large_a_file_is_not_even_read(tmp_path: Any) -> None:
    """The limit is the desk's own, told before anybody tries; without a token nothing is read at all."""
    async with desk_app(tmp_path, attachment_max_bytes=100_000) as app, visitor(app) as vera:
        answer = await put(app, vera.token, vera.conversation_id, png() + b"\x00" * 100_000)
        is_problem(answer, 413, "too_large")


async def test_the_limits_are_told_to_everybody(app: DeskApp) -> None:
    limits = (await app.http.get("/api/v1/attachments/limits")).json()
    assert (limits["max_bytes"], limits["max_files"]) == (10_000_000, 10)
    assert "image/png" in limits["types"]
    assert "text/html" not in limits["types"]


async def test_an_unsent_file_can_be_taken_back(app: DeskApp) -> None:
    """Once; what is sent stays."""
    async with visitor(app) as vera:
        unsent = (await put(app, vera.token, vera.conversation_id)).json()["id"]
        path = path_of(vera.conversation_id, unsent)
        assert (await app.http.delete(path, headers=bearer(vera.token))).status_code == 200
        is_problem(await app.http.delete(path, headers=bearer(vera.token)), 404, "not_found")
        kept = path_of(vera.conversation_id, (await sent(app, vera))["id"])
        is_problem(await app.http.delete(kept, headers=bearer(vera.token)), 404, "not_found")


async def test_one_sender_cannot_fill_the_desk(app: DeskApp) -> None:
    """After some files at once each has to wait."""
    async with visitor(app) as vera:
        answers = [await put(app, vera.token, vera.conversation_id) for _ in range(31)]
        codes = [answer.status_code for answer in answers]
        assert codes[:20] == [200] * 20
        assert set(codes[20:]) == {429}


async def test_a_file_without_a_word_is_offered_to_a_person_and_then_given_to_one(app: DeskApp) -> None:
    """The bot is not asked what it cannot read; the second such file goes to a person, with evidence."""
    async with visitor(app) as vera:
        await sent(app, vera, png(), "lamp.png")
        offer = await vera.hears("message.new", lambda data: data["message"]["author"]["type"] == "bot")
        assert offer["message"]["text"] == "I cannot look into files. A person can: shall I pass you on?"
        assert offer["message"]["payload"]["buttons"] == [WITH_PERSON]
        await sent(app, vera, png(), "plug.png")
        told = await vera.hears("conversation.updated", lambda data: data["conversation"]["owner"] == "queue")
        assert told["conversation"]["reason"] == "complex"


async def test_words_beside_a_file_are_answered(app: DeskApp) -> None:
    """The bot gets the words; that it reads no files is said once."""

    async def said() -> list[str]:
        opened = await vera.open(conversation_id=vera.conversation_id)
        return [one["text"] for one in opened["messages"] if one["author"]["type"] == "bot"]

    async with visitor(app) as vera:
        await sent(app, vera, text="Can I send this back?")
        await vera.hears("message.new", lambda data: "look into files" in data["message"]["text"])
        await sent(app, vera, text="Does it cost anything?")
        await vera.hears(
            "message.new", lambda data: data["message"]["text"] == "You said: Does it cost anything?"
        )
        assert (await said())[1].startswith("I cannot look into files")
        assert len(await said()) == 3
