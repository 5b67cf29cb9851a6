"""Calls of Rasa to an action, as Rasa 3.6 makes them."""

import json
from typing import Any

from rasa_sdk.executor import ActionExecutor, ActionExecutorRunResult


async def run(
    executor: ActionExecutor,
    action: str,
    text: str,
    *,
    slots: dict[str, Any] | None = None,
    candidates: dict[str, Any] | None = None,
    intent: str = "ask_article",
    after: tuple[str, ...] = (),
    **metadata: Any,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Run one action and return its messages and events, after the check that Rasa makes too."""
    said = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "metadata": metadata}
    filled = [{"event": "slot", "name": name, "value": value} for name, value in (candidates or {}).items()]
    done = [{"event": "action", "name": name} for name in after]
    call = {
        "next_action": action,
        "sender_id": "c-1",
        "domain": {},
        "tracker": {
            "sender_id": "c-1",
            "slots": slots or {},
            "latest_message": said,
            "events": [{"event": "user", "text": text}, *done, *filled],
        },
    }
    result = await executor.run(call)
    assert result is not None
    answer = json.loads(json.dumps(result.model_dump()))
    ActionExecutorRunResult.model_validate(answer)
    assert all(isinstance(event["event"], str) for event in answer["events"])
    assert all(isinstance(one["text"], str | None) for one in answer["responses"])
    return answer["responses"], answer["events"]


def slots_set(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}
