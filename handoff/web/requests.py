"""What a request brings: a body of bounded size, a token, models of JSON and of the query."""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sanic import Request
from sanic.exceptions import PayloadTooLarge

from handoff.domain.errors import Invalid, Unauthenticated
from handoff.wire.reading import plain_error

MAX_BODY_BYTES = 256 * 1024
MAX_ARTICLE_BYTES = 4 * 1024 * 1024
MAX_ACTION_BYTES = 16 * 1024 * 1024

Model = TypeVar("Model", bound=BaseModel)


class BoundedRequest(Request):
    """Stops reading a body that is longer than its route allows; under ASGI Sanic itself does not."""

    async def receive_body(self) -> None:
        """Read the body, if it is not too long."""
        limit = getattr(self.route.ctx, "max_body", MAX_BODY_BYTES) if self.route else MAX_BODY_BYTES
        received = bytearray()
        async for part in self.stream:  # type: ignore[union-attr]
            received += part
            if len(received) > limit:
                raise PayloadTooLarge(f"a request may have {limit} bytes")
        self.body = bytes(received)


def bearer(request: Request) -> str | None:
    """The token of the Authorization header."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None


def needed_bearer(request: Request) -> str:
    """The token, or Unauthenticated."""
    token = bearer(request)
    if token is None:
        raise Unauthenticated("send the token as Authorization: Bearer …")
    return token


def read_body(request: Request, model: type[Model]) -> Model:
    """The JSON body as a model."""
    return _validated(model, read_json(request))


def read_json(request: Request) -> Any:
    """The JSON body as it is."""
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Invalid("the body must be JSON") from None


def read_query(request: Request, model: type[Model]) -> Model:
    """The query string as a model, of a repeated name the first value."""
    return _validated(model, {name: values[0] for name, values in request.args.items() if values})


def _validated(model: type[Model], value: object) -> Model:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise plain_error(error) from None
