"""Articles over HTTP, the editor's "ask the bot" box, and the public page of an article."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handoff.domain.enums import Role
from tests.integration.test_http import bearer, is_problem
from tests.support.desk_app import DeskApp, desk_app

BODY = (
    "## Sending it back\n\nYou have **30 days**. [Our shop](https://example.org)\n\n<script>alert(1)</script>"
)


@dataclass(kw_only=True)
class Editor:
    """Somebody who writes articles."""

    app: DeskApp
    headers: dict[str, str]

    async def call(self, method: str, path: str, **body: Any) -> Any:
        return await self.app.http.request(
            method, f"/api/v1{path}", headers=self.headers, **({"json": body} if body else {})
        )

    async def new(self, **changes: Any) -> dict[str, Any]:
        draft = {"title": "Returns", "body": BODY, "lang": "en", **changes}
        made: dict[str, Any] = (await self.call("POST", "/articles", **draft)).json()["article"]
        return made


@pytest.fixture
async def editor(app: DeskApp) -> Editor:
    person = await app.add("Eli", role=Role.EDITOR)
    return Editor(app=app, headers=bearer(app.token_of(person)))


async def test_an_article_from_draft_to_deletion(editor: Editor) -> None:
    """Create, read, list, publish, change, check, unpublish, archive, delete."""
    made = await editor.new(tags=["orders"], phrasings=["How do I send it back?"])
    assert (made["status"], made["revision"], made["slug"]) == ("draft", 1, "returns")
    assert made["page"] == "/help/en/returns"
    path = f"/articles/{made['id']}"
    assert (await editor.call("GET", path)).json()["article"] == made
    listed = (await editor.call("GET", "/articles?q=returns&lang=en&status=draft&tag=orders")).json()
    assert [one["id"] for one in listed["articles"]] == [made["id"]]
    assert (await editor.call("GET", "/articles?tag=nothing")).json()["articles"] == []
    published = (await editor.call("POST", f"{path}/publish")).json()["article"]
    assert (published["status"], published["published_at"] is not None) == ("published", True)
    change = {"title": "Returns", "body": "Send it back.", "lang": "en", "revision": published["revision"]}
    changed = (await editor.call("PUT", path, **change)).json()["article"]
    assert changed["body"] == "Send it back."
    checked = (await editor.call("POST", f"{path}/check")).json()["article"]
    assert checked["checked_at"] > changed["checked_at"]
    assert {**checked, "checked_at": ""} == {**changed, "checked_at": ""}
    assert (await editor.call("POST", f"{path}/unpublish")).json()["article"]["status"] == "draft"
    assert (await editor.call("POST", f"{path}/archive")).json()["article"]["status"] == "archived"
    assert (await editor.call("DELETE", path)).json()["article"]["id"] == made["id"]
    is_problem(await editor.call("GET", path), 404, "article_not_found")


async def test_of_two_who_save_the_second_is_told(editor: Editor) -> None:
    """revision_conflict, with the article as it is now."""
    made = await editor.new()
    change = {"title": "Returns", "body": "One", "lang": "en", "revision": made["revision"]}
    await editor.call("PUT", f"/articles/{made['id']}", **change)
    answer = await editor.call("PUT", f"/articles/{made['id']}", **{**change, "body": "Two"})
    is_problem(answer, 409, "revision_conflict")
    assert answer.json()["current"]["body"] == "One"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": "x" * 301},
        {"body": ""},
        {"lang": "klingon!"},
        {"slug": "Not A Slug"},
        {"tags": "orders"},
        {"tags": [""]},
        {"url": "javascript:alert(1)"},
        {"body": "a\x00b"},
    ],
    ids=str,
)
async def test_a_bad_article_is_refused_with_its_field(editor: Editor, changes: dict[str, Any]) -> None:
    """400 or 413 with a word on which field is wrong; nothing is stored."""
    draft = {"title": "Returns", "body": BODY, "lang": "en", **changes}
    answer = await editor.call("POST", "/articles", **draft)
    assert answer.status_code in (400, 413)
    assert next(iter(changes)) in answer.json()["detail"]
    assert (await editor.call("GET", "/articles")).json()["articles"] == []


async def test_a_taken_slug_is_a_conflict(editor: Editor) -> None:
    await editor.new(slug="returns")
    answer = await editor.call("POST", "/articles", title="Other", body="x", lang="en", slug="returns")
    is_problem(answer, 409, "slug_taken")


async def test_agents_read_what_is_published_and_no_more(editor: Editor) -> None:
    """Drafts are the editors'; an agent cannot ask for them either."""
    agent = await editor.app.add("Ana")
    headers = bearer(editor.app.token_of(agent))
    draft, public = await editor.new(title="Draft"), await editor.new(title="Public")
    await editor.call("POST", f"/articles/{public['id']}/publish")
    for query in ("", "?status=draft"):
        listed = (await editor.app.http.get(f"/api/v1/articles{query}", headers=headers)).json()
        assert [one["title"] for one in listed["articles"]] == ["Public"]
    hidden = await editor.app.http.get(f"/api/v1/articles/{draft['id']}", headers=headers)
    is_problem(hidden, 404, "not_found")


async def test_asking_the_bot_shows_hits_and_decision(editor: Editor) -> None:
    """What it would find, how sure it is, and what it would do."""
    made = await editor.new(body="you have thirty days to send it back")
    assert (await editor.call("GET", "/kb/search?q=send it back")).json()["hits"] == []
    await editor.call("POST", f"/articles/{made['id']}/publish")
    found = (await editor.call("GET", "/kb/search?q=send it back&lang=en&k=3")).json()
    assert found["hits"][0]["article_id"] == made["id"]
    assert found["hits"][0]["page"] == "/help/en/returns"
    assert (found["probability"], found["decision"]) == (1.0, "answer")
    lost = (await editor.call("GET", "/kb/search?q=weather on mars")).json()
    assert lost["decision"] == "hand_over"
    is_problem(await editor.call("GET", "/kb/search"), 400, "invalid")
    is_problem(await editor.call("GET", "/kb/search?q=x&k=99"), 400, "invalid")


async def test_the_public_page_of_an_article(editor: Editor) -> None:
    """Rendered, markup of the text harmless, strict policy; gone when it is unpublished."""
    made = await editor.new()
    is_problem(await editor.app.http.get(made["page"]), 404, "not_found")
    await editor.call("POST", f"/articles/{made['id']}/publish")
    page = await editor.app.http.get(made["page"])
    assert page.status_code == 200
    assert '<html lang="en" dir="ltr">' in page.text
    assert "<strong>30 days</strong>" in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]
    await editor.call("POST", f"/articles/{made['id']}/unpublish")
    is_problem(await editor.app.http.get(made["page"]), 404, "not_found")
    for lang, word in (("pl", "niedostępny"), ("xx", "not available")):
        missing = await editor.app.http.get(f"/help/{lang}/none", headers={"Accept": "text/html"})
        assert missing.status_code == 404
        assert word in missing.text


async def test_a_persian_page_reads_from_the_right(editor: Editor) -> None:
    """Its slug has Persian letters, its direction is right to left."""
    made = await editor.new(title="بازگرداندن کالا", body="سی روز فرصت دارید.", lang="fa")
    await editor.call("POST", f"/articles/{made['id']}/publish")
    page = await editor.app.http.get(made["page"])
    assert page.status_code == 200
    assert '<html lang="fa" dir="rtl">' in page.text
    assert "سی روز فرصت دارید." in page.text


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[DeskApp]:
    """The app with a folder of built pages, embeddable by one other site."""
    for name, text in {
        "index.html": "<title>shop</title>",
        "console/index.html": "<title>console</title>",
        "editor/index.html": "<title>editor</title>",
        "widget/frame.html": "<title>widget</title>",
        "widget/loader.js": "void 0;" * 200,
        "assets/app-1a2b3c.js": "void 0;" * 200,
        "assets/app-1a2b3c.css": "a{}",
        "favicon.svg": "<svg/>",
    }.items():
        (tmp_path / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dist" / name).write_text(text)
    (tmp_path / "secret.txt").write_text("nobody may read this")
    async with desk_app(tmp_path, demo=True, allowed_origins=("https://shop.example",)) as app:
        yield app


async def test_pages_are_never_stale_and_assets_kept_for_ever(built: DeskApp) -> None:
    """Cache headers, types, compression and 304."""
    for path, title in (
        ("/", "shop"),
        ("/console", "console"),
        ("/console/a/b", "console"),
        ("/editor", "editor"),
    ):
        page = await built.http.get(path)
        assert f"<title>{title}</title>" in page.text
        assert page.headers["cache-control"] == "no-cache"
        assert page.headers["content-type"] == "text/html; charset=utf-8"
    asset = await built.http.get("/assets/app-1a2b3c.js")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert asset.headers["content-type"] == "text/javascript; charset=utf-8"
    assert asset.headers["content-encoding"] == "gzip"
    assert asset.text == "void 0;" * 200
    plain = await built.http.get("/assets/app-1a2b3c.js", headers={"Accept-Encoding": "identity"})
    assert plain.text == asset.text
    again = await built.http.get("/assets/app-1a2b3c.js", headers={"If-None-Match": asset.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await built.http.get("/favicon.svg")).status_code == 200


async def test_a_rebuilt_page_is_served_at_once(built: DeskApp) -> None:
    built.services.static_dir.joinpath("index.html").write_text("<title>a new shop</title>")
    assert "a new shop" in (await built.http.get("/")).text


async def test_only_the_widget_may_be_framed_and_only_by_known_sites(built: DeskApp) -> None:
    """frame-ancestors, and nothing inline anywhere."""
    widget = (await built.http.get("/widget/frame.html")).headers
    assert "frame-ancestors 'self' https://shop.example" in widget["content-security-policy"]
    assert "x-frame-options" not in widget
    for path in ("/", "/console", "/editor", "/healthz", "/api/v1/nothing"):
        headers = (await built.http.get(path)).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
    loader = (await built.http.get("/widget/loader.js")).headers
    assert loader["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/widget/....//secret.txt",
        "/assets//etc/passwd",
        "/assets/%2Fetc%2Fpasswd",
        "/assets/a%00b",
        "/assets/",
        "/widget/none.js",
    ],
)
async def test_nothing_outside_the_folder_is_served(built: DeskApp, path: str) -> None:
    answer = await built.http.get(path)
    assert answer.status_code == 404
    assert "nobody may read" not in answer.text
    assert "root:" not in answer.text


async def test_without_the_demo_the_root_leads_to_the_console(app: DeskApp) -> None:
    """And pages that are not built say what to do."""
    assert (await app.http.get("/")).headers["location"] == "/console"
    is_problem(await app.http.get("/console"), 503, "unavailable")
