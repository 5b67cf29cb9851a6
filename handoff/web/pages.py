"""Serves the built pages: the widget for other sites' frames, console, editor and the demo shop."""

import asyncio
from collections.abc import Mapping

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, raw, redirect

from handoff.domain.errors import NotFound, Unavailable
from handoff.services import Services
from handoff.web.files import Files
from handoff.web.security import page_csp

FOREVER = "public, max-age=31536000, immutable"
ASK_ALWAYS = "no-cache"
SHORTLY = "public, max-age=300"
ICONS = ("favicon.ico", "favicon.svg", "robots.txt")
METHODS = ("GET", "HEAD")


def pages_blueprint(services: Services) -> Blueprint:
    """The routes of all pages."""
    blueprint = Blueprint("pages")
    files = Files(services.static_dir)
    embedders = ("'self'", *services.settings.allowed_origins)

    async def page(request: Request, path: str, ancestors: tuple[str, ...] = ("'none'",)) -> HTTPResponse:
        csp = page_csp(ancestors, host=request.host)
        return await _send(
            files, request, path, {"Cache-Control": ASK_ALWAYS, "Content-Security-Policy": csp}
        )

    async def home(request: Request) -> HTTPResponse:
        return await page(request, "index.html") if services.settings.demo else redirect("/console")

    async def console(request: Request, rest: str = "") -> HTTPResponse:
        return await page(request, "console/index.html")

    async def editor(request: Request, rest: str = "") -> HTTPResponse:
        return await page(request, "editor/index.html")

    async def widget(request: Request, path: str) -> HTTPResponse:
        if path.endswith(".html"):
            return await page(request, f"widget/{path}", embedders)
        headers = {"Cache-Control": SHORTLY, "Cross-Origin-Resource-Policy": "cross-origin"}
        return await _send(files, request, f"widget/{path}", headers)

    async def assets(request: Request, path: str) -> HTTPResponse:
        headers = {"Cache-Control": FOREVER, "Cross-Origin-Resource-Policy": "cross-origin"}
        return await _send(files, request, f"assets/{path}", headers)

    async def icon(request: Request) -> HTTPResponse:
        return await _send(files, request, request.path.strip("/"), {"Cache-Control": SHORTLY})

    for path, handler, name in (
        ("/", home, "home"),
        ("/console", console, "console"),
        ("/console/<rest:path>", console, "console_below"),
        ("/editor", editor, "editor"),
        ("/editor/<rest:path>", editor, "editor_below"),
        ("/widget/<path:path>", widget, "widget"),
        ("/assets/<path:path>", assets, "assets"),
    ):
        blueprint.add_route(handler, path, methods=METHODS, name=name)
    for name in ICONS:
        blueprint.add_route(icon, f"/{name}", methods=METHODS, name=name.replace(".", "_"))
    return blueprint


async def _send(files: Files, request: Request, path: str, headers: Mapping[str, str]) -> HTTPResponse:
    file = await asyncio.to_thread(files.read, path)
    if file is None and path.endswith("index.html"):
        raise Unavailable("the pages are not built yet; `make run` builds them")
    if file is None:
        raise NotFound("no such file")
    told = {**headers, "ETag": file.etag, "Vary": "Accept-Encoding"}
    if file.etag in request.headers.get("if-none-match", ""):
        return empty(status=304, headers=told)
    body = file.body
    if file.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, told["Content-Encoding"] = file.compressed, "gzip"
    if request.method == "HEAD":
        told["Content-Length"] = str(len(body))
        body = b""
    return raw(body, headers=told, content_type=file.content_type)
