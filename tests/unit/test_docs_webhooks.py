"""docs/webhooks.md tells what is told: every event, the example, and two ways of checking a signature."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handoff.desk.hooks.hook_keeping import body_of
from handoff.desk.hooks.webhooks import new_secret
from handoff.desk.ids import uuid7
from handoff.domain.webhook import TEST_EVENT, Delivery, HookEvent, Webhook
from handoff.webhooks.post import headers_of
from tests.support.desks import World

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")


def block(mark: str) -> str:
    found = re.search(rf"<!-- {re.escape(mark)} -->\n```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def test_every_event_is_described() -> None:
    """And nothing that is none."""
    rows = re.findall(r"^\| `([a-z_.]+)` \|", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted([*(event.value for event in HookEvent), TEST_EVENT])


def shape(value: Any) -> Any:
    """Names and kinds of what a body holds; what may be unknown has any kind."""
    if isinstance(value, dict):
        return {name: shape(inside) for name, inside in value.items()}
    return None


async def test_the_example_is_what_is_told() -> None:
    """The same keys, in the same places, as of a customer's first words."""
    world = World()
    webhook = Webhook(
        id=uuid7(),
        url="https://receiver.example",
        events=(HookEvent.MESSAGE_CREATED,),
        secret=new_secret(),
        created_at=world.clock(),
        created_by="Ada",
    )
    async with world.desk.store.transaction() as tx:
        await tx.webhooks.add(webhook)
    world.desk.agreed.webhooks = (webhook,)
    await world.chat()
    async with world.desk.store.reading() as tx:
        [told] = await tx.webhooks.log(webhook.id, before=None, limit=10)
    assert shape(json.loads(block("example: message.created"))) == shape(json.loads(told.body))


def signed() -> tuple[str, dict[str, str], str]:
    """A body with characters of every kind, its headers, and the old secret of a rotated webhook."""
    at = datetime.now(UTC)
    body = body_of("webhook.test", {"by": "Ada «آدا» ✓"}, at)
    old = new_secret()
    webhook = Webhook(
        id="w",
        url="https://receiver.example",
        events=(),
        secret=new_secret(),
        old_secret=old,
        old_secret_until=at.replace(year=at.year + 1),
        created_at=at,
        created_by="Ada",
    )
    delivery = Delivery(id=uuid7(), webhook_id="w", event="webhook.test", body=body, due_at=at, created_at=at)
    return body, headers_of(webhook, delivery, at), old


def test_the_python_example_verifies() -> None:
    """It takes what we sign, and refuses another body."""
    body, headers, secret = signed()
    names: dict[str, Any] = {}
    exec(compile(block("verify: python"), "docs/webhooks.md", "exec"), names)
    assert names["verify"](body, headers, secret) == json.loads(body)
    with pytest.raises(Exception, match="No matching signature"):
        names["verify"](body + " ", headers, secret)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node")
def test_the_node_example_verifies() -> None:
    """It takes what we sign, and refuses another body."""
    body, headers, secret = signed()
    ask = (
        "\nconst [body, headers, secret] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));"
        "\nconsole.log(JSON.stringify(verify(body, headers, secret)));"
    )

    def run(text: str) -> subprocess.CompletedProcess[str]:
        told = json.dumps([text, headers, secret])
        return subprocess.run(
            ["node", "-e", block("verify: node") + ask],
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )

    assert json.loads(run(body).stdout) == json.loads(body)
    refused = run(body + " ")
    assert refused.returncode != 0
    assert "not from the desk" in refused.stderr
