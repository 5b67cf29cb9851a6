"""A desk with a webhook, a real receiver, and a process that tells."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from handoff.desk.hooks import webhooks
from handoff.desk.hooks.webhooks import Wish, current_webhooks
from handoff.desk.ports import Store
from handoff.domain.enums import Role
from handoff.domain.identity.people import Actor
from handoff.domain.webhook import Delivery, HookEvent, Webhook
from handoff.health.metrics import Metrics
from handoff.webhooks.post import HookPost
from handoff.webhooks.sender import HookSender
from tests.support.desks import World
from tests.support.receiver import Receiver, receiver

LOOPBACK = ("127.0.0.0/8",)


@dataclass(kw_only=True)
class Told:
    """A desk with a webhook, and the process that tells."""

    world: World
    receiver: Receiver
    ada: Actor
    webhook: Webhook
    sender: HookSender
    post: HookPost
    metrics: Metrics

    def another(self, worker: str = "another") -> HookSender:
        """Another process over the same database."""
        return HookSender(
            self.world.desk, post=self.post, worker=worker, metrics=Metrics(), chance=lambda: 0.5
        )

    async def wants(self, *events: HookEvent, **given: object) -> Webhook:
        """The webhook wants to hear other things."""
        wish = Wish(**{"url": self.receiver.url, "events": events} | given)  # type: ignore[arg-type]
        self.webhook = await webhooks.change_webhook(
            self.world.desk, actor=self.ada, webhook_id=self.webhook.id, wish=wish
        )
        await self.refresh()
        return self.webhook

    async def refresh(self) -> None:
        self.world.desk.agreed.webhooks = await current_webhooks(self.world.desk)

    async def known(self) -> Webhook:
        [known] = await webhooks.list_webhooks(self.world.desk, actor=self.ada)
        return known

    async def log(self) -> list[Delivery]:
        """Oldest first."""
        found = await webhooks.read_log(self.world.desk, actor=self.ada, webhook_id=self.webhook.id)
        return list(reversed(found))

    async def later(self, **forward: float) -> None:
        self.world.clock.forward(**forward)
        await self.sender.round()


@asynccontextmanager
async def telling(store: Store, url: str | None = None, seconds: float = 10.0) -> AsyncIterator[Told]:
    world = World(store)
    # A receiver takes only what was signed within the last minutes of its own clock.
    world.clock.forward(seconds=(datetime.now(UTC) - world.clock()).total_seconds())
    async with receiver() as heard, HookPost(LOOPBACK, seconds=seconds) as post:
        ada = await world.agent("Ada", role=Role.ADMIN, online=False)
        wish = Wish(url=url or heard.url, events=tuple(HookEvent))
        webhook = await webhooks.add_webhook(world.desk, actor=ada, wish=wish)
        metrics = Metrics()
        sender = HookSender(world.desk, post=post, worker="one", metrics=metrics, chance=lambda: 0.5)
        told = Told(
            world=world,
            receiver=heard,
            ada=ada,
            webhook=webhook,
            sender=sender,
            post=post,
            metrics=metrics,
        )
        await told.refresh()
        yield told
