"""Makes Rasa's calls to the action server cheap, and their failures visible to the channel.

Rasa 3.6 rebuilds and re-checks a large JSON schema, and compiles its validator, for every answer of every
action: most of a turn's time. It sends every event of the session with every call, opens a connection for
each, logs a failed action and carries on as if the action had said nothing. All that is corrected here on
`RemoteAction`, the one class through which every action runs, forms included.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import aiohttp
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig

# Shorter than the app keeps its side open, so that no call meets a connection that is just being closed.
KEEP_ALIVE_SECONDS = 30
HEARD = ("text", "intent", "entities", "metadata")

stock_run = RemoteAction.run


@cache
def response_validator() -> Any:
    """Compile the validator of Rasa's own schema once for this process."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Refuse what the stock check refuses: the same schema, the same error."""
    response_validator().validate(result)
    return True


def action_call_format(self: RemoteAction, tracker: Any, domain: Any) -> dict[str, Any]:
    """Send what an action reads: slots, form, the latest message and what has happened since it came.

    The empty domain is for rasa-sdk 3.21, which refuses a call that has none.
    """
    events = events_since_heard(tracker)
    return {
        "next_action": self.name(),
        "sender_id": tracker.sender_id,
        "tracker": {
            "sender_id": tracker.sender_id,
            "slots": tracker.current_slot_values(),
            "latest_message": latest_message(tracker),
            "events": [event.as_dict() for event in events],
            "active_loop": {"name": tracker.active_loop_name} if tracker.active_loop_name else {},
            "latest_action_name": tracker.latest_action_name,
        },
        "domain": {},
    }


def latest_message(tracker: Any) -> dict[str, Any]:
    """Tell what the customer said last, without the ranking of all intents."""
    heard = tracker.latest_message
    return {key: getattr(heard, key) for key in HEARD} if heard else {}


def events_since_heard(tracker: Any) -> list[Any]:
    """Return what happened after the customer's latest message, oldest first."""
    since: list[Any] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        since.append(event)
    return since[::-1]


class KeptSession:
    """Opens an endpoint's HTTP session once and leaves it open for the next call."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE_SECONDS)
            self._session = aiohttp.ClientSession(connector=connector)
        return self._session

    async def __aexit__(self, *error: object) -> None:
        """Keep it."""


def kept_session(self: EndpointConfig) -> KeptSession:
    """Return the endpoint's one session; it adds its headers and its secret to each request itself."""
    return self.__dict__.setdefault("_kept_session", KeptSession())


async def run(self: RemoteAction, output_channel: OutputChannel, *args: Any) -> list[Any]:
    """Run the action and tell the output channel when it fails."""
    try:
        return await stock_run(self, output_channel, *args)
    except ActionExecutionRejection:
        raise
    except Exception:
        note: Callable[[str], None] | None = getattr(output_channel, "action_failed", None)
        if note is not None:
            note(self.name())
        raise


def install() -> None:
    """Put the cheaper call and the failure note in place; twice is once."""
    RemoteAction._validate_action_result = validate_action_result
    RemoteAction._action_call_format = action_call_format
    RemoteAction.run = run
    EndpointConfig.session = kept_session
