"""Makes Rasa's calls to the action server cheap, and their failures visible to the channel.

Rasa 3.6 rebuilds and re-checks a large JSON schema, and compiles its validator, for every answer of every
action: most of a turn's time. It also logs a failed action and carries on as if the action had said nothing.
Both are corrected here on `RemoteAction`, the one class through which every action runs, forms included.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel

stock_run = RemoteAction.run
stock_call_format = RemoteAction._action_call_format


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
    """Send a domain with every call, if only an empty one: rasa-sdk 3.21 refuses a call that has none."""
    return {"domain": {}, **stock_call_format(self, tracker, domain)}


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
    """Put the cheaper check and the failure note in place; twice is once."""
    RemoteAction._validate_action_result = validate_action_result
    RemoteAction._action_call_format = action_call_format
    RemoteAction.run = run
