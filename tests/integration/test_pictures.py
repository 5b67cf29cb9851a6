"""The pictures of the staff over HTTP and beside their messages."""

from io import BytesIO

import pytest
from PIL import Image

from handoff.domain.enums import Role
from tests.integration.test_settings import bearer
from tests.support.clients import console, visitor
from tests.support.desk_app import DeskApp
from tests.support.files import PDF, SVG, huge_png, photo, png
from tests.support.portraits import put_picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_of_a_photo_the_middle_is_kept_and_nothing_that_it_tells(app: DeskApp, kind: str) -> None:
    """Upright, square, for everybody and for ever, and never taken for anything but a picture."""
    address = await put_picture(app, await app.add("Ana"), photo(kind))
    answer = await app.http.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"Lumen" not in answer.content
    picture = Image.open(BytesIO(answer.content))
    assert (picture.size, picture.format, len(picture.getexif())) == ((20, 20), "JPEG", 0)
    (top, _, _), (bottom, _, _) = picture.getpixel((10, 2)), picture.getpixel((10, 17))  # type: ignore[misc]
    assert top > 150 > bottom


async def test_a_large_picture_becomes_small(app: DeskApp) -> None:
    """At most 256 points on each side."""
    answer = await app.http.get(await put_picture(app, await app.add("Ana"), png(900, 600)))
    assert Image.open(BytesIO(answer.content)).size == (256, 256)


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (PDF, 415, "unsupported_type"),
        (SVG, 415, "unsupported_type"),
        (b"", 415, "unsupported_type"),
        (huge_png(), 400, "bad_picture"),
        (photo()[:300], 400, "bad_picture"),
        (b"x" * 10_000_001, 413, "too_large"),
    ],
)
async def test_what_is_no_picture_is_refused(app: DeskApp, data: bytes, status: int, code: str) -> None:
    """In plain words; the one that was there stays."""
    ana = await app.add("Ana")
    before = await put_picture(app, ana)
    answer = await app.http.put("/api/v1/auth/picture", headers=bearer(app, ana), content=data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await app.http.get(before)).status_code == 200


async def test_what_was_taken_back_is_gone(app: DeskApp) -> None:
    """So is the one that another took the place of; and nobody without a log-in puts one."""
    ana = await app.add("Ana")
    first, second = await put_picture(app, ana), await put_picture(app, ana, png())
    assert [(await app.http.get(one)).status_code for one in (first, second)] == [404, 200]
    dropped = await app.http.delete("/api/v1/auth/picture", headers=bearer(app, ana))
    assert dropped.json()["agent"]["picture"] is None
    assert (await app.http.get(second)).status_code == 404
    assert (await app.http.put("/api/v1/auth/picture", content=png())).status_code == 401


async def test_whoever_talks_to_an_agent_sees_the_picture_of_now(app: DeskApp) -> None:
    """In the header, the list of one's chats, while they write and beside what they say, at once."""
    ana = await app.add("Ana")
    before = await put_picture(app, ana)
    async with console(app, ana) as desk, visitor(app) as vera:
        await vera.says("Hello")
        await vera.asks_for_a_person()
        claimed = await desk.ok("conversation.claim", conversation_id=vera.conversation_id)
        assert claimed["conversation"]["agent"] == {"id": ana.id, "name": "Ana", "picture": before}
        opened = await vera.open(conversation_id=vera.conversation_id)
        assert opened["conversation"]["agent"]["picture"] == before
        await desk.ok("conversation.open", conversation_id=vera.conversation_id)
        now = await put_picture(app, ana, png())
        said = await desk.say(vera.conversation_id, "Hello!")
        assert said["author"]["picture"] == now
        heard = await vera.hears("message.new", lambda data: data["message"]["text"] == "Hello!")
        assert heard["message"]["author"]["picture"] == now
        await vera.hears(
            "conversation.updated", lambda data: (data["conversation"]["agent"] or {}).get("picture") == now
        )
        await desk.ok("typing", conversation_id=vera.conversation_id, on=True)
        typing = await vera.hears("typing", lambda data: data["author"].get("id") == ana.id)
        assert typing["author"] == {"type": "agent", "id": ana.id, "name": "Ana", "picture": now}
        headers = {"Authorization": f"Bearer {vera.token}"}
        listed = (await app.http.get("/api/v1/visitor/conversations", headers=headers)).json()
        assert [(one["agent"], one["picture"]) for one in listed["conversations"]] == [("Ana", now)]
        colleagues = (await desk.ok("agents.list"))["agents"]
        assert [one["picture"] for one in colleagues] == [now]


async def test_an_admin_takes_a_picture_away(app: DeskApp) -> None:
    """Nobody gets it any more, and it is kept who did; supervisors may not."""
    ana = await app.add("Ana")
    ada, sam = await app.add("Ada", Role.ADMIN), await app.add("Sam", Role.SUPERVISOR)
    address = await put_picture(app, ana)
    listed = (await app.http.get("/api/v1/people", headers=bearer(app, sam))).json()
    shown = {one["name"]: one["picture"] for one in listed["people"]}
    assert shown == {"Ana": address, "Ada": None, "Sam": None}
    path = f"/api/v1/people/{ana.id}/picture"
    assert (await app.http.delete(path, headers=bearer(app, sam))).status_code == 403
    removed = await app.http.delete(path, headers=bearer(app, ada))
    assert (removed.status_code, removed.json()["picture"]) == (200, None)
    assert (await app.http.get(address)).status_code == 404
    changes = (await app.http.get("/api/v1/people", headers=bearer(app, sam))).json()["changes"]
    told = [(one["what"], one["name"], one["by"]) for one in changes]
    assert told == [("pictureless", "Ana", "Ada"), ("picture", "Ana", "Ana")]
