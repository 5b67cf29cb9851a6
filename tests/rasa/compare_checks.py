"""Runs in the bot's environment: judges action responses by Rasa's own check and by ours."""

import json

from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.components import action_calls

EVENTS = [
    {"event": "slot", "name": "lang", "value": "pl", "timestamp": None},
    {"event": "slot", "name": "lang", "value": None, "timestamp": 1.5},
    {"event": "slot"},
    {"event": "slot", "name": 3, "value": 1},
    {"event": "bot", "text": "words", "data": {}},
    {"event": "bot", "text": 7},
    {"event": "followup", "name": "order_form"},
    {"event": "followup"},
    {"event": "action", "name": "action_listen"},
    {"event": "active_loop", "name": None},
    {"event": "active_loop", "name": "order_form"},
    {"event": "restart"},
    {"event": "unheard_of"},
    {"name": "lang"},
    {},
    "slot",
    None,
]
RESPONSES = [
    {"events": [], "responses": []},
    {},
    {"events": None},
    {"events": {}},
    {"responses": None},
    {"responses": [[]]},
    {"responses": [{"text": "words"}]},
    {"responses": [{"text": 3, "custom": []}]},
    {"more": 1},
    [],
    None,
    "words",
]
TABLE = RESPONSES + [{"events": [event], "responses": []} for event in EVENTS]


def accepts(check: object, response: object) -> bool:
    """Whether a check lets a response pass."""
    try:
        return bool(check(RemoteAction("any", None), response))
    except ValidationError:
        return False


def main() -> None:
    """Print [[stock, ours], …]."""
    stock = RemoteAction._validate_action_result
    verdicts = [
        [accepts(stock, response), accepts(action_calls.validate_action_result, response)]
        for response in TABLE
    ]
    print(json.dumps(verdicts))  # noqa: T201


if __name__ == "__main__":
    main()
