"""The bodies and answers of webhooks."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handoff.domain.webhook import DeliveryState, HookEvent, OffReason
from handoff.web.api.models import Body
from handoff.wire import Time, Wire
from handoff.wire.reading import Storable


class WebhookIn(Body):
    """What a webhook is to be."""

    url: Annotated[str, StringConstraints(min_length=1, max_length=2048), Storable]
    events: Annotated[tuple[HookEvent, ...], Field(max_length=50)]
    name: Annotated[str, StringConstraints(max_length=100), Storable] = ""
    active: bool = True


class WebhookOut(Wire):
    """A webhook without its secret; `old_secret_until` while two secrets sign."""

    id: str
    url: str
    name: str
    events: tuple[HookEvent, ...]
    active: bool
    old_secret_until: Time | None
    failing_since: Time | None
    off_because: OffReason | None
    off_at: Time | None
    created_at: Time
    created_by: str


class WebhooksOut(Wire):
    """Every webhook."""

    webhooks: tuple[WebhookOut, ...]


class WebhookSecretOut(Wire):
    """A webhook with its secret, which is told this once."""

    webhook: WebhookOut
    secret: str


class LogQuery(Body):
    """Only what is older than a number that was read."""

    before: Annotated[int, Field(ge=0, le=2**53)] | None = None


class DeliveryOut(Wire):
    """One telling: the receiver's `status`, or the `problem` why there is none."""

    number: int
    id: str
    event: str
    conversation_id: str | None
    body: str
    state: DeliveryState
    by_hand: bool
    tries: int
    status: int | None
    milliseconds: int | None
    problem: str | None
    created_at: Time
    due_at: Time
    ended_at: Time | None


class DeliveriesOut(Wire):
    """The newest first."""

    deliveries: tuple[DeliveryOut, ...]
