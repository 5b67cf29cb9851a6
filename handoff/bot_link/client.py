"""Speaks to Rasa through our channel: one turn in, the bot's reply or BotUnavailable out."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, ClassVar

import aiohttp

from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, Turn, TurnInput
from handoff.domain.enums import EscalationReason, Priority
from handoff.domain.errors import Unavailable

log = logging.getLogger(__name__)

CONNECT_SECONDS = 2.0
ALIVE_SECONDS = 1.0
CONNECTIONS = 32
# Shorter than Rasa keeps its side open (two minutes), so that no turn meets a connection just being closed.
KEEP_ALIVE_SECONDS = 30
BUTTON_KEYS = ("id", "title", "intent", "text")


class BotUnavailable(Unavailable):
    """The bot does not answer.

    BotUnavailable   it broke off in the middle of the turn, or answered nonsense
    ├── BotAway      it was not there when the turn began, or kept it waiting for too long
    │   └── BotAbsent    nothing of the turn reached it, so another may be asked
    └── BotRefused   it is there, but does not take this turn
    """

    code: ClassVar[str] = "bot_unavailable"


class BotAway(BotUnavailable):
    """The bot was not there for this turn."""


class BotAbsent(BotAway):
    """The bot was not there, and nothing of this turn has reached it."""


class BotRefused(BotUnavailable):
    """The bot does not take this turn, but would take others."""


REFUSALS = {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY}


class RasaClient:
    """One connection pool to the Rasa server, whose address may change at each of its restarts."""

    def __init__(self, base_url: Callable[[], str], secret: str, timeout_seconds: float) -> None:
        self._base_url = base_url
        self._timeout_seconds = timeout_seconds
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._connect_seconds = min(CONNECT_SECONDS, timeout_seconds)
        self._opened: aiohttp.ClientSession | None = None

    @property
    def _http(self) -> aiohttp.ClientSession:
        """The session, opened by the first who needs it, because it belongs to the running loop."""
        if self._opened is None:
            self._opened = aiohttp.ClientSession(
                headers=self._headers,
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._connect_seconds),
            )
        return self._opened

    async def reply(self, turn: Turn) -> BotReply:
        """What the bot says to everything in this turn; after a handoff it is not asked further."""
        messages: list[BotMessage] = []
        for number, said in enumerate(turn.inputs):
            try:
                body = await self._ask(turn, said)
            except BotAbsent as gone:
                raise gone if number == 0 else BotAway("the bot went away during the turn") from gone
            answer = parse_reply(body, about_seq=said.seq)
            messages += answer.messages
            if answer.handoff is not None:
                return BotReply(messages=tuple(messages), handoff=answer.handoff)
        return BotReply(messages=tuple(messages))

    async def alive(self) -> bool:
        """Whether the bot says at once that it is ready."""
        try:
            async with (
                asyncio.timeout(min(ALIVE_SECONDS, self._timeout_seconds)),
                self._http.get(f"{self._base_url()}/webhooks/baton/") as response,
            ):
                return response.status == HTTPStatus.OK
        except (TimeoutError, aiohttp.ClientError, ValueError):
            return False

    async def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            await self._opened.close()

    async def _ask(self, turn: Turn, said: TurnInput) -> object:
        call = {
            "sender": turn.sender,
            "text": said.text,
            "intent": said.intent,
            "metadata": dict(turn.metadata),
        }
        url = f"{self._base_url()}/webhooks/baton/turn"
        try:
            async with asyncio.timeout(self._timeout_seconds), self._http.post(url, json=call) as response:
                content = await response.read()
        except aiohttp.ConnectionTimeoutError as error:
            raise BotAbsent("the bot cannot be reached in time") from error
        except (TimeoutError, aiohttp.ServerTimeoutError) as error:
            raise BotAway("the bot took too long") from error
        except (aiohttp.ClientConnectorError, aiohttp.InvalidURL) as error:
            raise BotAbsent(f"the bot cannot be reached: {type(error).__name__}") from error
        except aiohttp.ClientError as error:
            raise BotUnavailable(f"the bot broke off: {type(error).__name__}") from error
        if response.status != HTTPStatus.OK:
            raise _failure(response.status)
        try:
            return json.loads(content)
        except ValueError as error:
            raise BotUnavailable("the bot's answer is not JSON") from error


def _failure(status: int) -> BotUnavailable:
    message = f"the bot answered with status {status}"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return BotAbsent(message)
    return BotRefused(message) if status in REFUSALS else BotUnavailable(message)


def parse_reply(body: object, *, about_seq: int | None = None) -> BotReply:
    """The channel's answer to one message as a reply; a body of another shape raises BotUnavailable."""
    found = body.get("messages") if isinstance(body, Mapping) else None
    if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
        raise BotUnavailable("the bot's answer has no messages")
    handoff: HandoffRequest | None = None
    messages: list[BotMessage] = []
    for item in found:
        custom = item.get("custom")
        custom = custom if isinstance(custom, Mapping) else {}
        if isinstance(wish := custom.get("handoff"), Mapping):
            handoff = handoff or _handoff(wish, _mapping(custom.get("decision")))
        message = _message(item, custom)
        if message is not None:
            messages.append(replace(message, about_seq=about_seq))
    return BotReply(messages=tuple(messages), handoff=handoff)


def _message(item: Mapping[str, Any], custom: Mapping[str, Any]) -> BotMessage | None:
    payload: dict[str, object] = {}
    if isinstance(answer := custom.get("answer"), Mapping):
        payload["answer"] = dict(answer)
    buttons = _buttons(custom.get("buttons")) + _rasa_buttons(item.get("buttons"))
    if buttons:
        payload["buttons"] = buttons
    if isinstance(asks := item.get("asks"), str):
        payload["asks"] = asks
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        if not payload:
            return None
        text = ""
    return BotMessage(text=text, payload=payload, decision=_mapping(custom.get("decision")))


def _mapping(found: object) -> dict[str, object]:
    return dict(found) if isinstance(found, Mapping) else {}


def _buttons(found: object) -> list[dict[str, str]]:
    named = [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []
    return [
        {key: value for key in BUTTON_KEYS if isinstance(value := item.get(key), str)}
        for item in named
        if isinstance(item.get("id"), str) and isinstance(item.get("title"), str)
    ]


def _rasa_buttons(found: object) -> list[dict[str, str]]:
    """Buttons of a domain response: `payload` is `/intent` or the words the button stands for."""
    if not isinstance(found, list):
        return []
    kept = []
    for number, item in enumerate(found):
        title, payload = (
            (item.get("title"), item.get("payload")) if isinstance(item, Mapping) else (None, None)
        )
        if not isinstance(title, str) or not isinstance(payload, str):
            continue
        if payload.startswith("/"):
            intent = payload[1:].split("{")[0].strip()
            kept.append({"id": intent, "title": title, "intent": intent})
        else:
            kept.append({"id": f"choice-{number}", "title": title, "text": payload})
    return kept


def _handoff(wish: Mapping[str, Any], answer: Mapping[str, object]) -> HandoffRequest:
    """The bot's wish for a person is granted even where its reason is not one of ours."""
    try:
        reason = EscalationReason(str(wish.get("reason")))
    except ValueError:
        log.warning("the bot asked for a person for an unknown reason: %r", wish.get("reason"))
        reason = EscalationReason.COMPLEX
    priority = next((level for level in Priority if level.value == wish.get("priority")), None)
    signals, evidence = wish.get("signals"), wish.get("evidence")
    return HandoffRequest(
        reason=reason,
        priority=priority,
        signals=dict(signals) if isinstance(signals, Mapping) else {},
        evidence=tuple(str(line) for line in evidence) if isinstance(evidence, list) else (),
        answer=answer,
    )
