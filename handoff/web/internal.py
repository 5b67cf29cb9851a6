"""Doors for our own Rasa server alone: run an action, embed texts. Both need the shared secret."""

import hmac
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from handoff.domain.errors import Invalid, Unauthenticated
from handoff.services import Services
from handoff.web.api.models import Body
from handoff.web.requests import MAX_ACTION_BYTES, needed_bearer, read_body, read_json

MAX_TEXTS = 256


class EmbedIn(Body):
    """Texts to embed."""

    texts: Annotated[list[Annotated[str, StringConstraints(max_length=20_000)]], Field(max_length=MAX_TEXTS)]


def internal_blueprint(services: Services) -> Blueprint:
    """`POST /rasa/actions` and `POST /internal/embed`."""
    blueprint = Blueprint("internal")
    secret = services.settings.bot_secret.encode()

    def authenticate(request: Request) -> None:
        if not secret or not hmac.compare_digest(
            needed_bearer(request).encode(errors="surrogateescape"), secret
        ):
            raise Unauthenticated("the secret is wrong")

    async def actions(request: Request) -> HTTPResponse:
        authenticate(request)
        call = read_json(request)
        if not isinstance(call, dict):
            raise Invalid("an action call is a JSON object")
        try:
            result: Any = await services.actions.run(call)
        except ActionExecutionRejection as error:
            return json({"error": error.message, "action_name": error.action_name}, status=400)
        except ActionNotFoundException as error:
            return json({"error": error.message, "action_name": error.action_name}, status=404)
        return json(result.model_dump() if isinstance(result, BaseModel) else result)

    async def embed(request: Request) -> HTTPResponse:
        authenticate(request)
        texts = read_body(request, EmbedIn).texts
        rows = (await services.embedder.embed(texts)).tolist() if texts else []
        fertility = [services.embedder.fertility(text) for text in texts]
        return json({"embeddings": rows, "fertility": fertility, "model": services.embedder.key})

    for handler, path, name in ((actions, "/rasa/actions", "actions"), (embed, "/internal/embed", "embed")):
        blueprint.add_route(handler, path, methods=("POST",), name=name, ctx_max_body=MAX_ACTION_BYTES)
    return blueprint
