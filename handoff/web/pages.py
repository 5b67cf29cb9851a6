"""Serves the built pages: the widget for other sites' frames, the rooms of the staff and the demo shop."""

import asyncio
import base64
import contextlib
import hashlib
import html
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from pydantic import ValidationError
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, raw, redirect

from handoff.desk.look import FORM
from handoff.domain.direction import direction_of
from handoff.domain.errors import NotFound, Unauthenticated, Unavailable
from handoff.domain.look import Look
from handoff.services import Services
from handoff.web.dressing import Wardrobe
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
USUAL = Look()
PREVIEW_STYLE = (
    ":root{color-scheme:light dark;background:light-dark(#fff,#14181b)}body{margin:0;padding:24px}"
    "p{height:14px;margin:0 0 14px;border-radius:7px;background:light-dark(#e6e9ec,#262c31);max-width:560px}"
    "p:first-child{height:34px;max-width:320px;margin-bottom:26px}p:nth-child(4n){max-width:380px}"
)
PREVIEW = (
    '<!doctype html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><title>Preview</title>'
    '<meta name="viewport" content="width=device-width"><style>{style}</style></head><body>'
    + "<p></p>"
    * 9
    + '<script src="/widget/loader.js?draft={draft}" data-baton data-draft="{draft}" data-lang="{lang}">'
    "</script></body></html>"
)

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
        self._tokens = services.tokens
        self._desk = services.desk
        self._wardrobe = Wardrobe()

    async def home(self, request: Request) -> HTTPResponse:
        return await self._page(request, "index.html") if self._demo else redirect("/console")

    def room(self, name: str) -> PageHandler:
        """The page of one room, at its address and at every address below it."""

        async def show(request: Request, rest: str = "") -> HTTPResponse:
            return await self._page(request, f"{name}/index.html")

        return show

    async def widget(self, request: Request, path: str) -> HTTPResponse:
        look, drafted = self._look(request)
        if path == "preview":
            return _preview(request)
        if path.endswith(".html"):
            return await self._page(request, f"widget/{path}", self._embedders, look)
        file = await self._dressed(f"widget/{path}", look)
        kept = ASK_ALWAYS if drafted else SHORTLY
        return _reply(request, file, {"Cache-Control": kept, **FOR_OTHER_SITES})

    def _look(self, request: Request) -> tuple[Look, bool]:
        """The look in force, or a draft that somebody who may set it wants to see, and whether it is one."""
        draft = request.args.get("draft")
        if draft:
            with contextlib.suppress(Unauthenticated, ValidationError):
                return FORM.validate_python(dict(self._tokens.read_draft(draft))), True
        return self._desk.agreed.look, False

    async def asset(self, request: Request, path: str) -> HTTPResponse:
        file = await self._file(f"assets/{path}")
        return _reply(request, file, {"Cache-Control": FOREVER, **FOR_OTHER_SITES})

    async def icon(self, request: Request) -> HTTPResponse:
        return _reply(request, await self._file(request.path.strip("/")), {"Cache-Control": SHORTLY})

    async def _page(
        self, request: Request, path: str, ancestors: tuple[str, ...] = NOBODY, look: Look = USUAL
    ) -> HTTPResponse:
        try:
            file = await self._dressed(path, look)
        except NotFound:
            raise Unavailable("the pages are not built yet; `make run` builds them") from None
        csp = page_csp(ancestors, host=request.host)
        return _reply(request, file, {"Cache-Control": ASK_ALWAYS, "Content-Security-Policy": csp})

    async def _dressed(self, path: str, look: Look) -> File:
        langs = self._desk.policy_now.languages.choices
        return self._wardrobe.dressed(path, await self._file(path), look, langs)

    async def _file(self, path: str) -> File:
        file = await asyncio.to_thread(self._files.read, path)
        if file is None:
            raise NotFound("no such file")
        return file


def _preview(request: Request) -> HTTPResponse:
    """A page of nothing in particular with the widget on it, in the look of a draft."""
    draft = html.escape(request.args.get("draft") or "")
    lang = html.escape(request.args.get("lang") or "en")
    body = PREVIEW.format(draft=draft, lang=lang, dir=direction_of(lang), style=PREVIEW_STYLE)
    digest = base64.b64encode(hashlib.sha256(PREVIEW_STYLE.encode()).digest()).decode()
    csp = page_csp(("'self'",), host=request.host)
    csp = csp.replace("style-src 'self'", f"style-src 'self' 'sha256-{digest}'")
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": csp}
    return raw(body.encode(), headers=headers, content_type="text/html; charset=utf-8")


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
