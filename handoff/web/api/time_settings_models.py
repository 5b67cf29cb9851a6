"""The bodies and answers of the settings of time: hours and SLA targets."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from handoff.domain.enums import Priority
from handoff.web.api.models import Body
from handoff.web.api.setting_routes import SettingIn, SettingOut
from handoff.wire import Time
from handoff.wire.reading import Storable

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64), Storable]
Label = Annotated[str, StringConstraints(max_length=100), Storable]
Revision = Annotated[int, Field(ge=0)] | None
Minutes = Annotated[int, Field(ge=1, le=90 * 24 * 60)] | None


class SlotForm(Body):
    """From one wall time to another; an `end` at or before `start` is on the next day."""

    start: time
    end: time


Slots = Annotated[tuple[SlotForm, ...], Field(max_length=12)]


class ExceptionForm(Body):
    """A day with slots of its own; none, and the desk is closed."""

    date: date
    slots: Slots = ()


class HolidayForm(Body):
    """A day on which the desk is closed."""

    date: date
    name: Label = ""


class HoursIn(SettingIn):
    """When the desk is open; `icalendar` is the text of a file whose all-day events become the holidays."""

    zone: Zone = "UTC"
    week: dict[Day, Slots] = Field(default_factory=dict)
    exceptions: Annotated[tuple[ExceptionForm, ...], Field(max_length=400)] = ()
    holidays: Annotated[tuple[HolidayForm, ...], Field(max_length=400)] = ()
    icalendar: Annotated[str, StringConstraints(max_length=200_000), Storable] | None = None


class HoursOut(SettingOut):
    """When the desk is open, who said so, and when it opens (now, while it is open)."""

    zone: str
    week: dict[Day, Slots]
    exceptions: tuple[ExceptionForm, ...]
    holidays: tuple[HolidayForm, ...]
    opens_at: Time | None


class TargetsForm(Body):
    """By when, in minutes of business time; null is no target."""

    first_response: Minutes = None
    next_response: Minutes = None
    resolution: Minutes = None


class SlaIn(SettingIn):
    """The targets by priority; a priority that is left out has none."""

    targets: dict[Priority, TargetsForm]


class SlaSettingOut(SettingOut):
    """The targets by priority, and who set them."""

    targets: dict[Priority, TargetsForm]
