"""The one door to the bot: the desk posts a customer's message here and gets the bot's words back."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.components import action_calls
from bot.components.embedding_door import the_door
from bot.components.language import language_entity

log = logging.getLogger(__name__)

_MAX_BODY = 256 * 1024
_MAX_TEXT = 16_000
_COMMAND_PREFIX = "/"
_HARMLESS_SLASH = "\u2215"
_FORM_ASKS = "utter_ask_"


class TurnError(Exception):
    """A turn that cannot be run; told to the desk as JSON with a status."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class TurnRequest:
    """What the desk asks: these words, or this choice the desk itself has looked up."""

    sender: str
    text: str
    intent: str | None
    metadata: dict[str, Any]

    @classmethod
    def read(cls, request: Request) -> TurnRequest:
        """Read the JSON body; anything else than the contract is refused."""
        if len(request.body) > _MAX_BODY:
            raise TurnError(413, "too_large", "The request is too large.")
        try:
            body = request.json
        except InvalidUsage:
            body = None
        if not isinstance(body, dict):
            raise TurnError(400, "invalid", "The body must be a JSON object.")
        sender, text, intent = body.get("sender"), body.get("text"), body.get("intent")
        metadata = body.get("metadata") or {}
        if not (isinstance(sender, str) and 0 < len(sender) <= 200):
            raise TurnError(400, "invalid", "`sender` must be a text of 1 to 200 characters.")
        if not (isinstance(text, str) and len(text) <= _MAX_TEXT):
            raise TurnError(400, "invalid", f"`text` must be a text of at most {_MAX_TEXT} characters.")
        if not (intent is None or isinstance(intent, str)):
            raise TurnError(400, "invalid", "`intent` must be a text or null.")
        if not isinstance(metadata, dict):
            raise TurnError(400, "invalid", "`metadata` must be an object.")
        return cls(sender=sender, text=text, intent=intent, metadata=metadata)

    def parsed(self, known_intents: list[str]) -> dict[str, Any] | None:
        """Return what NLU would have said of a trusted choice, None where NLU has to read the words."""
        if self.intent is None:
            return None
        if self.intent in DEFAULT_INTENTS or self.intent not in known_intents:
            raise TurnError(422, "unknown_intent", "The bot does not know this intent.")
        intent = {"name": self.intent, "confidence": 1.0}
        entities = [language_entity(self.metadata)]
        return {"text": self.text, "intent": intent, "intent_ranking": [intent], "entities": entities}


def plain_words(text: str) -> str:
    """Take the power from a leading slash, by which Rasa would read customer's words as a command."""
    stripped = text.strip()
    if stripped.startswith(_COMMAND_PREFIX):
        return _HARMLESS_SLASH + stripped[1:]
    return stripped


class Replies(OutputChannel):
    """Collects the bot's messages of one turn, whole, and the actions that failed."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.failed: list[str] = []

    @classmethod
    def name(cls) -> str:
        """Name the channel as the desk knows it."""
        return "baton"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one bot message as one: text, buttons, custom payload, and the slot that a form asks for."""
        kept = {key: message[key] for key in ("buttons", "custom") if message.get(key)}
        if str(message.get("utter_action")).startswith(_FORM_ASKS):
            kept["asks"] = message["utter_action"][len(_FORM_ASKS) :]
        if message.get("text") or kept:
            self.messages.append({"text": message.get("text") or None, **kept})

    def action_failed(self, name: str) -> None:
        """Note an action that broke: what was said may then be only half an answer."""
        self.failed.append(name)


class BatonChannel(InputChannel):
    """`POST /webhooks/baton/turn` runs one turn, `GET /webhooks/baton/` says whether the bot is ready."""

    @classmethod
    def name(cls) -> str:
        """Name the channel; it is also its path."""
        return "baton"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> BatonChannel:
        """Build the channel from credentials.yml."""
        secret = (credentials or {}).get("secret")
        if not secret or "${" in str(secret):
            raise RasaException("The baton channel needs a secret: set BATON_BOT_SECRET.")
        action_calls.install()
        return cls(str(secret))

    def __init__(self, secret: str) -> None:
        self._authorization = f"Bearer {secret}".encode()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the two routes."""
        routes = Blueprint("baton", __name__)

        @routes.get("/")
        async def ready(request: Request) -> HTTPResponse:
            if _agent(request) is None:
                return json({"status": "starting"}, status=503)
            return json({"status": "ok"})

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            try:
                self._authenticate(request)
                return json({"messages": await _run_turn(request, on_new_message)})
            except TurnError as error:
                return json({"error": {"code": error.code, "message": str(error)}}, status=error.status)

        return routes

    def _authenticate(self, request: Request) -> None:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._authorization):
            raise TurnError(401, "unauthenticated", "The secret is missing or wrong.")


def _agent(request: Request) -> Any:
    """Return Rasa's agent once it has a model."""
    agent = getattr(request.app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


async def _run_turn(
    request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]
) -> list[dict[str, Any]]:
    asked = TurnRequest.read(request)
    agent = _agent(request)
    if agent is None:
        raise TurnError(503, "starting", "The bot has no model yet.")
    replies = Replies()
    message = UserMessage(
        plain_words(asked.text),
        replies,
        asked.sender,
        parse_data=asked.parsed(agent.domain.intents),
        input_channel=BatonChannel.name(),
        metadata=asked.metadata,
    )
    if message.parse_data is None:
        await the_door().prefetch(message.text)
    try:
        await on_new_message(message)
    except Exception as error:  # the border to the desk: whatever broke, the desk must hear of it
        log.exception("The turn of %s failed.", asked.sender)
        raise TurnError(500, "bot_failed", "The bot failed to run the turn.") from error
    if replies.failed:
        raise TurnError(502, "action_failed", f"These actions failed: {', '.join(replies.failed)}.")
    return replies.messages
