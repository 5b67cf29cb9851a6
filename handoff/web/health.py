"""What operators and their tools ask: alive, ready, how much."""

import asyncio
from dataclasses import asdict

from pydantic import BaseModel
from sanic import HTTPResponse
from sanic.response import json, raw

from handoff.desk.ownership import sweep
from handoff.domain.conversation.view import Neglected
from handoff.learning.dial import InForce
from handoff.services import Services
from handoff.web.api.models import HealthOut, ReadyOut
from handoff.web.route import Access, Asked, Handler, Route

DATABASE_SECONDS = 2.0


async def healthz(asked: Asked) -> HealthOut:
    return HealthOut(status="ok")


async def readyz(asked: Asked) -> HTTPResponse:
    """503 only where the desk itself cannot serve; without index or bot it still reaches people."""
    services = asked.services
    neglected = await _neglected(services)
    database = neglected is not None
    index = services.index.status()
    ready = ReadyOut(
        status="ready" if database else "unready",
        database=database,
        index=index.ready,
        bot=services.bot_status().value,
        details={
            "articles": index.articles,
            "passages": index.passages,
            "model": index.model,
            "judge": _judge(services.dial.in_force),
            **(asdict(neglected) if neglected else {}),
        },
    )
    return json(ready.model_dump(mode="json"), status=200 if database else 503)


async def metrics(asked: Asked) -> HTTPResponse:
    metrics, index = asked.services.metrics, asked.services.index
    metrics.indexed.set(index.status().passages)
    metrics.passages_embedded.set(index.passages_embedded)
    return raw(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


async def _neglected(services: Services) -> Neglected | None:
    """For how many conversations law 1 is broken; None where the database does not answer."""
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            return await sweep.neglected(services.desk)
    except Exception:
        return None


def _judge(in_force: InForce) -> str:
    """Which judge is in force, in a word or two for whoever watches."""
    if in_force.problem is not None:
        return f"shipped; the desk's own does not fit: {in_force.problem}"
    return f"desk {in_force.version}" if in_force.own else "shipped"


def _route(path: str, handler: Handler, summary: str, answers: tuple[type[BaseModel], ...]) -> Route:
    return Route(
        method="GET",
        path=path,
        handler=handler,
        summary=summary,
        access=Access.PUBLIC,
        answers=answers,
        prefix="",
    )


ROUTES = (
    _route("/healthz", healthz, "Whether the process is alive", (HealthOut,)),
    _route("/readyz", readyz, "Whether the desk can serve, and how its parts are", (ReadyOut,)),
    _route("/metrics", metrics, "Counters in Prometheus' text format", ()),
)
