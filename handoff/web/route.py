"""One row of the route table: a path, who may call it, what it takes and what it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pydantic import BaseModel
from sanic import HTTPResponse, Request
from sanic.response import json

from handoff.desk.identity import people
from handoff.domain.enums import Role
from handoff.domain.errors import Forbidden, Unauthenticated
from handoff.domain.identity.people import CONVERSING_ROLES, LEADING_ROLES, Actor, visitor_actor
from handoff.services import Services
from handoff.web.requests import needed_bearer, read_body, read_query

PREFIX = "/api/v1"


class Access(Enum):
    """Who may call a route."""

    PUBLIC = "everybody"
    PARTY = "the conversation's visitor, or an agent"
    VISITORS = "visitors"
    AGENTS = "agents"
    STAFF = "all staff"
    EDITORS = "editors"
    LEADERS = "supervisors and admins"
    ADMINS = "admins"


ROLES = {
    Access.PARTY: CONVERSING_ROLES,
    Access.VISITORS: frozenset(),
    Access.AGENTS: CONVERSING_ROLES,
    Access.STAFF: frozenset(Role),
    Access.EDITORS: frozenset({Role.EDITOR, Role.SUPERVISOR, Role.ADMIN}),
    Access.LEADERS: LEADING_ROLES,
    Access.ADMINS: frozenset({Role.ADMIN}),
}

NOBODY = visitor_actor("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that has been found entitled and well-formed."""

    services: Services
    address: str
    actor: Actor = NOBODY
    path: dict[str, str] = field(default_factory=dict)
    body: Any = None
    query: Any = None
    file: bytes = b""


Handler = Callable[[Asked], Awaitable[BaseModel | HTTPResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A row of the table that both Sanic and the OpenAPI document are made from.

    `media` is what a route without a model answers with. One that takes a file reads its body, bytes of any
    kind, only once the caller is known.
    """

    method: str
    path: str
    handler: Handler
    summary: str
    access: Access
    answers: tuple[type[BaseModel], ...]
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    max_body: int | None = None
    prefix: str = PREFIX
    media: str = "text/plain"
    takes_file: bool = False

    @property
    def full_path(self) -> str:
        """The path as callers see it, parameters in braces."""
        return f"{self.prefix}{self.path}"

    @property
    def sanic_path(self) -> str:
        """The path in Sanic's own notation."""
        return self.full_path.replace("{", "<").replace("}", ":str>")


async def answer(route: Route, services: Services, request: Request, path: dict[str, str]) -> HTTPResponse:
    """Authenticate, parse, call the handler, reply."""
    actor = await _actor(route.access, services, request)
    if route.takes_file:
        await request.receive_body()  # type: ignore[no-untyped-call]
    asked = Asked(
        services=services,
        address=request.ip,
        actor=actor,
        path=path,
        file=request.body if route.takes_file else b"",
        body=read_body(request, route.body) if route.body else None,
        query=read_query(request, route.query) if route.query else None,
    )
    result = await route.handler(asked)
    return json(result.model_dump(mode="json")) if isinstance(result, BaseModel) else result


async def _actor(access: Access, services: Services, request: Request) -> Actor:
    if access is Access.PUBLIC:
        return NOBODY
    token = needed_bearer(request)
    if access in (Access.PARTY, Access.VISITORS) and (visitor := await _visitor(services, token)):
        return visitor
    claim = services.tokens.read_agent(token)
    agent = await people.get_agent(services.desk, agent_id=claim.subject, begun=claim.issued_at)
    if agent is None:
        raise Unauthenticated("this account is switched off, or this log-in was ended")
    if agent.role not in ROLES[access]:
        raise Forbidden(f"this is for {access.value}")
    return agent.actor


async def _visitor(services: Services, token: str) -> Actor | None:
    try:
        claim = services.tokens.read_visitor(token)
    except Unauthenticated:
        return None
    visitor = await people.get_visitor(services.desk, visitor_id=claim.subject)
    return visitor_actor(visitor.id, visitor.name or "") if visitor else None
