"""Serves the built pages: the widget for other sites' frames, the rooms of the staff and the demo shop."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, raw, redirect

from handoff.domain.errors import NotFound, Unavailable
from handoff.services import Services
from handoff.web.files import File, Files
from handoff.web.security import page_csp

FOREVER = "public, max-age=31536000, immutable"
ASK_ALWAYS = "no-cache"
SHORTLY = "public, max-age=300"
FOR_OTHER_SITES = {"Cross-Origin-Resource-Policy": "cross-origin"}
ICONS = ("favicon.ico", "favicon.svg", "robots.txt")
METHODS = ("GET", "HEAD")
ROOMS = ("console", "editor", "settings", "board", "reports", "profile")
NOBODY = ("'none'",)

PageHandler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def pages_blueprint(services: Services) -> Blueprint:
    """The routes of all pages."""
    pages = Pages(services)
    blueprint = Blueprint("pages")
    rows: tuple[tuple[str, PageHandler, str], ...] = (
        ("/", pages.home, "home"),
        *((f"/{room}", pages.room(room), room) for room in ROOMS),
        *((f"/{room}/<rest:path>", pages.room(room), f"{room}_below") for room in ROOMS),
        ("/widget/<path:path>", pages.widget, "widget"),
        ("/assets/<path:path>", pages.asset, "assets"),
        *((f"/{icon}", pages.icon, icon.replace(".", "_")) for icon in ICONS),
    )
    for path, handler, name in rows:
        blueprint.add_route(handler, path, methods=METHODS, name=name)
    return blueprint


class Pages:
    """Handlers over the folder of built files."""

    def __init__(self, services: Services) -> None:
        self._demo = services.settings.demo
        self._embedders = ("'self'", *services.settings.allowed_origins)
        self._files = Files(services.static_dir)

    async def home(self, request: Request) -> HTTPResponse:
        return await self._page(request, "index.html") if self._demo else redirect("/console")

    def room(self, name: str) -> PageHandler:
        """The page of one room, at its address and at every address below it."""

        async def show(request: Request, rest: str = "") -> HTTPResponse:
            return await self._page(request, f"{name}/index.html")

        return show

    async def widget(self, request: Request, path: str) -> HTTPResponse:
        if path.endswith(".html"):
            return await self._page(request, f"widget/{path}", self._embedders)
        file = await self._file(f"widget/{path}")
        return _reply(request, file, {"Cache-Control": SHORTLY, **FOR_OTHER_SITES})

    async def asset(self, request: Request, path: str) -> HTTPResponse:
        file = await self._file(f"assets/{path}")
        return _reply(request, file, {"Cache-Control": FOREVER, **FOR_OTHER_SITES})

    async def icon(self, request: Request) -> HTTPResponse:
        return _reply(request, await self._file(request.path.strip("/")), {"Cache-Control": SHORTLY})

    async def _page(self, request: Request, path: str, ancestors: tuple[str, ...] = NOBODY) -> HTTPResponse:
        try:
            file = await self._file(path)
        except NotFound:
            raise Unavailable("the pages are not built yet; `make run` builds them") from None
        csp = page_csp(ancestors, host=request.host)
        return _reply(request, file, {"Cache-Control": ASK_ALWAYS, "Content-Security-Policy": csp})

    async def _file(self, path: str) -> File:
        file = await asyncio.to_thread(self._files.read, path)
        if file is None:
            raise NotFound("no such file")
        return file


def _reply(request: Request, file: File, headers: Mapping[str, str]) -> HTTPResponse:
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
