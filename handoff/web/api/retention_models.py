"""The bodies and answers of retention and of a customer's rights."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from handoff.domain.retention import HOLD_TAG, MOST_DAYS, ErasureKind
from handoff.web.api.models import Body
from handoff.web.api.setting_routes import SettingIn, SettingOut
from handoff.wire import Time, Wire
from handoff.wire.reading import Storable

Days = Annotated[int, Field(ge=1, le=MOST_DAYS)] | None
Tag = Annotated[str, StringConstraints(min_length=1, max_length=50), Storable]


class RuleQuery(Body):
    """A rule that is tried out."""

    conversations_days: Days = None
    anonymise_days: Days = None
    hold_tag: Tag = HOLD_TAG


class RetentionIn(RuleQuery, SettingIn):
    """The rule; `confirmed` is how many conversations and customers, together, may go by it at once."""

    confirmed: Annotated[int, Field(ge=0)] = 0


class DoomedOut(Wire):
    """What would go at once; `held` stays because of the tag."""

    conversations: int
    messages: int
    visitors: int
    held: int
    oldest: Time | None


class ErasureOut(Wire):
    """That something was deleted or given out, never what."""

    kind: ErasureKind
    at: Time
    by: str
    visitor_id: str | None
    counts: dict[str, int]


class RetentionOut(SettingOut):
    """The rule in force, how long events are kept by the settings, and what was deleted lately."""

    conversations_days: int | None
    anonymise_days: int | None
    hold_tag: str
    events_days: int
    log: tuple[ErasureOut, ...]


class KnownsQuery(Body):
    """Words of a name, an address or an identity."""

    q: Annotated[str, StringConstraints(max_length=200), Storable] = ""


class KnownOut(Wire):
    """A customer; `label` is what is typed to erase them."""

    id: str
    external_id: str | None
    name: str | None
    email: str | None
    phone: str | None
    label: str
    conversations: int
    last_at: Time | None
    created_at: Time


class KnownsOut(Wire):
    """The latest first, at most 20."""

    visitors: tuple[KnownOut, ...]


class EraseIn(Body):
    """The customer's `label`, typed again."""

    confirm: Annotated[str, StringConstraints(min_length=1, max_length=320), Storable]


class ExportOut(Wire):
    """Who the customer is, what they agreed to, and every conversation with what was said in it."""

    exported_at: Time
    visitor: dict[str, Any]
    consents: tuple[dict[str, Any], ...]
    conversations: tuple[dict[str, Any], ...]
