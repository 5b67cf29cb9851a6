"""What admins decide about webhooks: who hears what, by which secret, and what became of it."""

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from handoff.desk.context import Desk
from handoff.desk.hooks.hook_keeping import body_of
from handoff.desk.ports import Transaction
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.identity.people import Actor
from handoff.domain.webhook import OLD_SECRET_FOR, TEST_EVENT, Delivery, HookEvent, Webhook

MOST_WEBHOOKS = 20
MOST_NAME = 100
MOST_URL = 2048
MOST_LOGGED = 50
SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a webhook to be."""

    url: str
    events: Sequence[HookEvent]
    name: str = ""
    active: bool = True


def new_secret() -> str:
    """A secret as Standard Webhooks writes it."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


async def current_webhooks(desk: Desk) -> tuple[Webhook, ...]:
    """Those that want to hear what happens now; every process asks every second."""
    async with desk.store.reading() as tx:
        return tuple(one for one in await tx.webhooks.all() if one.active)


async def list_webhooks(desk: Desk, *, actor: Actor) -> list[Webhook]:
    """All, in the order in which they were made."""
    actor.must_administer()
    async with desk.store.reading() as tx:
        return await tx.webhooks.all()


async def add_webhook(desk: Desk, *, actor: Actor, wish: Wish) -> Webhook:
    """A new one with its secret, which is told this once."""
    actor.must_administer()
    url, events = _checked(wish)
    async with desk.store.transaction() as tx:
        if len(await tx.webhooks.all()) >= MOST_WEBHOOKS:
            raise Invalid(f"A desk has at most {MOST_WEBHOOKS} webhooks.")
        webhook = Webhook(
            id=desk.new_id(),
            url=url,
            name=wish.name.strip(),
            events=events,
            active=wish.active,
            secret=new_secret(),
            created_at=desk.clock(),
            created_by=actor.name,
        )
        await tx.webhooks.add(webhook)
    return webhook


async def change_webhook(desk: Desk, *, actor: Actor, webhook_id: str, wish: Wish) -> Webhook:
    """Another address, other events, on or off; switched on again it begins with a clean slate."""
    actor.must_administer()
    url, events = _checked(wish)
    async with desk.store.transaction() as tx:
        known = await _known(tx, webhook_id)
        changed = replace(known, url=url, events=events, name=wish.name.strip(), active=wish.active)
        if wish.active and not known.active:
            changed = replace(changed, failing_since=None, off_because=None, off_at=None)
        await tx.webhooks.save(changed)
        return await _known(tx, webhook_id)


async def rotate_secret(desk: Desk, *, actor: Actor, webhook_id: str) -> Webhook:
    """A new secret; the old one signs beside it for a day, so that the receiver can change over."""
    actor.must_administer()
    async with desk.store.transaction() as tx:
        known = await _known(tx, webhook_id)
        until = desk.clock() + OLD_SECRET_FOR
        await tx.webhooks.save(
            replace(known, secret=new_secret(), old_secret=known.secret, old_secret_until=until)
        )
        return await _known(tx, webhook_id)


async def drop_webhook(desk: Desk, *, actor: Actor, webhook_id: str) -> None:
    """It hears nothing more, not even what waits for it."""
    actor.must_administer()
    async with desk.store.transaction() as tx:
        await _known(tx, webhook_id)
        await tx.webhooks.drop(webhook_id)


async def send_test(desk: Desk, *, actor: Actor, webhook_id: str) -> Delivery:
    """Something to be told at once, and only once; a webhook that is off is tried all the same."""
    actor.must_administer()
    async with desk.store.transaction() as tx:
        known, at = await _known(tx, webhook_id), desk.clock()
        data = {"webhook": {"id": known.id, "name": known.name}, "by": actor.name}
        test = Delivery(
            id=desk.new_id(),
            webhook_id=webhook_id,
            event=TEST_EVENT,
            body=body_of(TEST_EVENT, data, at),
            due_at=at,
            created_at=at,
            by_hand=True,
        )
        await tx.webhooks.tell([test])
        return await _delivery(tx, webhook_id, test.id)


async def read_log(desk: Desk, *, actor: Actor, webhook_id: str, before: int | None = None) -> list[Delivery]:
    """What it was told, and how that went, the newest first."""
    actor.must_administer()
    async with desk.store.reading() as tx:
        await _known(tx, webhook_id)
        return await tx.webhooks.log(webhook_id, before=before, limit=MOST_LOGGED)


async def tell_again(desk: Desk, *, actor: Actor, webhook_id: str, delivery_id: str) -> Delivery:
    """The same once more, under the same id; what waits to be tried anyway is left to that."""
    actor.must_administer()
    async with desk.store.transaction() as tx:
        await _delivery(tx, webhook_id, delivery_id)
        await tx.webhooks.again(delivery_id, desk.clock())
        return await _delivery(tx, webhook_id, delivery_id)


def _checked(wish: Wish) -> tuple[str, tuple[HookEvent, ...]]:
    url = wish.url.strip()
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or len(url) > MOST_URL or any(sign.isspace() for sign in url):
        raise Invalid("url: this is no address that begins with https://.")
    if parts.username or parts.password or parts.fragment:
        raise Invalid("url: an address with a password or a #part is not taken; the signature is the proof.")
    if not wish.events:
        raise Invalid("events: choose at least one.")
    if len(wish.name) > MOST_NAME:
        raise Invalid(f"name: at most {MOST_NAME} characters.")
    return url, tuple(event for event in HookEvent if event in wish.events)


async def _known(tx: Transaction, webhook_id: str) -> Webhook:
    known = await tx.webhooks.get(webhook_id)
    if known is None:
        raise NotFound("There is no such webhook.")
    return known


async def _delivery(tx: Transaction, webhook_id: str, delivery_id: str) -> Delivery:
    found = await tx.webhooks.delivery(delivery_id)
    if found is None or found.webhook_id != webhook_id:
        raise NotFound("There is no such delivery.")
    return found
