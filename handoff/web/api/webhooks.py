"""Webhooks over HTTP, for admins: who hears what, the test, the log and another try."""

from handoff.desk.hooks.webhooks import (
    Wish,
    add_webhook,
    change_webhook,
    drop_webhook,
    list_webhooks,
    read_log,
    rotate_secret,
    send_test,
    tell_again,
)
from handoff.domain.webhook import Delivery, Webhook
from handoff.web.api.webhooks_models import (
    DeliveriesOut,
    DeliveryOut,
    LogQuery,
    WebhookIn,
    WebhookOut,
    WebhookSecretOut,
    WebhooksOut,
)
from handoff.web.route import Access, Asked, Route


async def get_webhooks(asked: Asked) -> WebhooksOut:
    found = await list_webhooks(asked.services.desk, actor=asked.actor)
    return WebhooksOut(webhooks=tuple(_webhook(asked, one) for one in found))


async def post_webhook(asked: Asked) -> WebhookSecretOut:
    made = await add_webhook(asked.services.desk, actor=asked.actor, wish=_wish(asked.body))
    return await _with_secret(asked, made)


async def put_webhook(asked: Asked) -> WebhookOut:
    changed = await change_webhook(
        asked.services.desk, actor=asked.actor, webhook_id=asked.path["id"], wish=_wish(asked.body)
    )
    await asked.services.terms.refresh()
    return _webhook(asked, changed)


async def rotate_webhook(asked: Asked) -> WebhookSecretOut:
    rotated = await rotate_secret(asked.services.desk, actor=asked.actor, webhook_id=asked.path["id"])
    return await _with_secret(asked, rotated)


async def delete_webhook(asked: Asked) -> WebhooksOut:
    await drop_webhook(asked.services.desk, actor=asked.actor, webhook_id=asked.path["id"])
    await asked.services.terms.refresh()
    return await get_webhooks(asked)


async def test_webhook(asked: Asked) -> DeliveryOut:
    return _delivery(await send_test(asked.services.desk, actor=asked.actor, webhook_id=asked.path["id"]))


async def get_deliveries(asked: Asked) -> DeliveriesOut:
    found = await read_log(
        asked.services.desk, actor=asked.actor, webhook_id=asked.path["id"], before=asked.query.before
    )
    return DeliveriesOut(deliveries=tuple(map(_delivery, found)))


async def redeliver(asked: Asked) -> DeliveryOut:
    path = asked.path
    return _delivery(
        await tell_again(
            asked.services.desk,
            actor=asked.actor,
            webhook_id=path["id"],
            delivery_id=path["delivery_id"],
        )
    )


def _wish(body: WebhookIn) -> Wish:
    return Wish(url=body.url, events=body.events, name=body.name, active=body.active)


async def _with_secret(asked: Asked, webhook: Webhook) -> WebhookSecretOut:
    await asked.services.terms.refresh()
    return WebhookSecretOut(webhook=_webhook(asked, webhook), secret=webhook.secret)


def _webhook(asked: Asked, webhook: Webhook) -> WebhookOut:
    two = len(webhook.secrets(asked.services.desk.clock())) > 1
    values = {name: getattr(webhook, name) for name in WebhookOut.model_fields}
    return WebhookOut(**values | {"old_secret_until": webhook.old_secret_until if two else None})


def _delivery(delivery: Delivery) -> DeliveryOut:
    return DeliveryOut.model_validate(delivery)


ROUTES = (
    Route(
        method="GET",
        path="/webhooks",
        handler=get_webhooks,
        summary="Every webhook",
        access=Access.ADMINS,
        answers=(WebhooksOut,),
    ),
    Route(
        method="POST",
        path="/webhooks",
        handler=post_webhook,
        summary="Make a webhook; its secret is told this once",
        access=Access.ADMINS,
        body=WebhookIn,
        answers=(WebhookSecretOut,),
    ),
    Route(
        method="PUT",
        path="/webhooks/{id}",
        handler=put_webhook,
        summary="Change a webhook, or switch it on or off",
        access=Access.ADMINS,
        body=WebhookIn,
        answers=(WebhookOut,),
    ),
    Route(
        method="DELETE",
        path="/webhooks/{id}",
        handler=delete_webhook,
        summary="Delete a webhook with what waits for it",
        access=Access.ADMINS,
        answers=(WebhooksOut,),
    ),
    Route(
        method="POST",
        path="/webhooks/{id}/secret",
        handler=rotate_webhook,
        summary="A new secret; the old one signs beside it for a day",
        access=Access.ADMINS,
        answers=(WebhookSecretOut,),
    ),
    Route(
        method="POST",
        path="/webhooks/{id}/test",
        handler=test_webhook,
        summary="Send a test event, once",
        access=Access.ADMINS,
        answers=(DeliveryOut,),
    ),
    Route(
        method="GET",
        path="/webhooks/{id}/deliveries",
        handler=get_deliveries,
        summary="What it was told, and how that went",
        access=Access.ADMINS,
        query=LogQuery,
        answers=(DeliveriesOut,),
    ),
    Route(
        method="POST",
        path="/webhooks/{id}/deliveries/{delivery_id}/again",
        handler=redeliver,
        summary="Tell it the same once more, under the same id",
        access=Access.ADMINS,
        answers=(DeliveryOut,),
    ),
)
