"""Starts the telling."""

from contextlib import AsyncExitStack

from handoff.config import Settings
from handoff.desk.context import Desk
from handoff.health.metrics import Metrics
from handoff.loops.rounds import CHANCE
from handoff.webhooks.post import HookPost
from handoff.webhooks.sender import SECONDS, HookSender


async def start_webhooks(
    stack: AsyncExitStack, *, settings: Settings, desk: Desk, metrics: Metrics, seconds: float = SECONDS
) -> HookSender:
    """Tell receivers what happens until the stack closes."""
    post = await stack.enter_async_context(HookPost(settings.webhook_networks))
    sender = HookSender(
        desk, post=post, worker=desk.new_id(), metrics=metrics, chance=CHANCE.random, seconds=seconds
    )
    await sender.start()
    stack.push_async_callback(sender.close)
    return sender
