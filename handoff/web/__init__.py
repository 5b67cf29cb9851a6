"""HTTP: the API, the pages, the public articles and the doors for Rasa, as one Sanic app."""

import time
import uuid
from functools import partial
from importlib.metadata import version
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import BaseHTTPResponse, json

from handoff.services import Services
from handoff.web import health
from handoff.web.api import articles as articles_api
from handoff.web.api import attachments as attachments_api
from handoff.web.api import away as away_api
from handoff.web.api import capacity as capacity_api
from handoff.web.api import closing as closing_api
from handoff.web.api import conversations as conversations_api
from handoff.web.api import decisions as decisions_api
from handoff.web.api import groups as groups_api
from handoff.web.api import help as help_api
from handoff.web.api import intake as intake_api
from handoff.web.api import languages as languages_api
from handoff.web.api import look as look_api
from handoff.web.api import mail_settings as mail_settings_api
from handoff.web.api import people as people_api
from handoff.web.api import pictures as pictures_api
from handoff.web.api import reports as reports_api
from handoff.web.api import retention as retention_api
from handoff.web.api import routing as routing_api
from handoff.web.api import search as search_api
from handoff.web.api import settings as settings_api
from handoff.web.api import shelf as shelf_api
from handoff.web.api import staff as staff_api
from handoff.web.api import time_settings as time_settings_api
from handoff.web.api import waits as waits_api
from handoff.web.api import webhooks as webhooks_api
from handoff.web.help import help_blueprint
from handoff.web.internal import internal_blueprint
from handoff.web.openapi import document
from handoff.web.pages import pages_blueprint
from handoff.web.problems import ProblemHandler
from handoff.web.requests import MAX_BODY_BYTES, BoundedRequest
from handoff.web.route import PREFIX, Route, answer
from handoff.web.security import add_headers

App = Sanic[Any, Any]

ROUTES = (
    *people_api.ROUTES,
    *pictures_api.ROUTES,
    *staff_api.ROUTES,
    *groups_api.ROUTES,
    *conversations_api.ROUTES,
    *attachments_api.ROUTES,
    *search_api.ROUTES,
    *shelf_api.ROUTES,
    *decisions_api.ROUTES,
    *articles_api.ROUTES,
    *help_api.ROUTES,
    *intake_api.ROUTES,
    *settings_api.ROUTES,
    *time_settings_api.ROUTES,
    *routing_api.ROUTES,
    *look_api.ROUTES,
    *languages_api.ROUTES,
    *capacity_api.ROUTES,
    *waits_api.ROUTES,
    *away_api.ROUTES,
    *closing_api.ROUTES,
    *reports_api.ROUTES,
    *webhooks_api.ROUTES,
    *retention_api.ROUTES,
    *mail_settings_api.ROUTES,
    *health.ROUTES,
)
OPENAPI_PATH = f"{PREFIX}/openapi.json"


def create_web(services: Services) -> App:
    """The HTTP app of these services; any number may live in one process."""
    app = Sanic(
        f"baton-{uuid.uuid4().hex}",
        request_class=BoundedRequest,
        error_handler=ProblemHandler(),
        configure_logging=False,
    )
    # Sanic keeps every app it ever made in a registry; ours is found by whoever built it.
    Sanic.unregister_app(app)
    # Sanic would rewrite its own source at start, once, for the first app of a process alone.
    app.config.TOUCHUP = False
    for route in ROUTES:
        _add(app, services, route)
    described = document(ROUTES, version("baton"))

    @app.get(OPENAPI_PATH, name="openapi")
    async def openapi(request: Request) -> HTTPResponse:
        return json(described)

    own = (pages_blueprint(services), help_blueprint(services), internal_blueprint(services))
    for blueprint in (*own, *services.blueprints):
        app.blueprint(blueprint)
    app.register_middleware(_note_start, "request")
    app.register_middleware(add_headers, "response")
    app.register_middleware(partial(_measure, services), "response")
    return app


def _add(app: App, services: Services, route: Route) -> None:
    async def handle(request: Request, **path: str) -> HTTPResponse:
        return await answer(route, services, request, path)

    name = f"{route.method}_{route.full_path}".lower().translate(str.maketrans("/{}.", "____"))
    usual = services.settings.attachment_max_bytes if route.takes_file else MAX_BODY_BYTES
    app.add_route(
        handle,
        route.sanic_path,
        methods=[route.method],
        name=name,
        stream=route.takes_file,
        ctx_max_body=usual if route.max_body is None else route.max_body,
    )


async def _note_start(request: Request) -> None:
    request.ctx.began = time.perf_counter()


async def _measure(services: Services, request: Request, response: BaseHTTPResponse) -> None:
    route = f"/{request.route.path}" if request.route else "none"
    began = getattr(request.ctx, "began", None)
    spent = time.perf_counter() - began if began is not None else 0.0
    services.metrics.requests.labels(request.method, route, response.status).observe(spent)
