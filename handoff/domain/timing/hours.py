"""The desk's business hours as supervisors write them, and the calendar that is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from handoff.domain.timing.calendar import BusinessCalendar, Slot

Slots = tuple[Slot, ...]

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Slots by weekday (Monday is 0), days with slots of their own, and holidays; no weekday: always open.

    An exception is stronger than a holiday, and both than the weekday.
    """

    zone: str = "UTC"
    week: Mapping[int, Slots] = field(default_factory=dict)
    exceptions: Mapping[date, Slots] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)

    @property
    def always(self) -> bool:
        """Whether somebody is there day and night: nothing was set."""
        return not (self.week or self.exceptions or self.holidays)

    def calendar(self) -> BusinessCalendar:
        """The hours as one calendar."""
        week = self.week or BusinessCalendar.always().week
        closed: dict[date, Slots] = dict.fromkeys(self.holidays, ())
        return BusinessCalendar(zone=self.zone, week=week, exceptions=closed | dict(self.exceptions))
