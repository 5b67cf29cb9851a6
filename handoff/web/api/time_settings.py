"""The settings of time, for supervisors and admins: the desk's hours and its SLA targets."""

from datetime import date, timedelta

from handoff.desk.setting import Setting
from handoff.desk.timing.time_settings import (
    TargetsByPriority,
    read_hours,
    read_targets,
    set_hours,
    set_targets,
)
from handoff.domain.errors import Invalid
from handoff.domain.timing.calendar import Slot
from handoff.domain.timing.hours import WEEK, Hours, Slots
from handoff.domain.timing.sla import Targets
from handoff.web.api.setting_routes import made, setting_routes
from handoff.web.api.time_settings_models import (
    ExceptionForm,
    HolidayForm,
    HoursIn,
    HoursOut,
    SlaIn,
    SlaSettingOut,
    SlotForm,
    TargetsForm,
)
from handoff.web.holidays import NoCalendar, read_holidays
from handoff.web.route import Asked

MINUTE = timedelta(minutes=1)


async def get_hours(asked: Asked) -> HoursOut:
    return _hours_out(asked, await read_hours(asked.services.desk, actor=asked.actor))


async def put_hours(asked: Asked) -> HoursOut:
    services, body = asked.services, asked.body
    hours = _hours_in(body, services.desk.clock().date())
    found = await set_hours(services.desk, actor=asked.actor, hours=hours, revision=body.revision)
    await services.terms.refresh()
    return _hours_out(asked, found)


async def get_targets(asked: Asked) -> SlaSettingOut:
    return _targets_out(await read_targets(asked.services.desk, actor=asked.actor))


async def put_targets(asked: Asked) -> SlaSettingOut:
    services, body = asked.services, asked.body
    targets = {priority: _targets_in(form) for priority, form in body.targets.items()}
    found = await set_targets(services.desk, actor=asked.actor, targets=targets, revision=body.revision)
    await services.terms.refresh()
    return _targets_out(found)


def _hours_in(body: HoursIn, today: date) -> Hours:
    holidays = {one.date: one.name for one in body.holidays}
    if body.icalendar is not None:
        try:
            holidays |= read_holidays(body.icalendar, today=today)
        except NoCalendar as error:
            raise Invalid(f"icalendar: {error}") from None
    return Hours(
        zone=body.zone,
        week={WEEK.index(day): _slots(slots) for day, slots in body.week.items()},
        exceptions={one.date: _slots(one.slots) for one in body.exceptions},
        holidays=holidays,
    )


def _slots(forms: tuple[SlotForm, ...]) -> Slots:
    return tuple(Slot(start=one.start, end=one.end) for one in forms)


def _forms(slots: Slots) -> tuple[SlotForm, ...]:
    return tuple(SlotForm(start=one.start, end=one.end) for one in slots)


def _hours_out(asked: Asked, setting: Setting[Hours]) -> HoursOut:
    hours = setting.value
    return HoursOut(
        zone=hours.zone,
        week={WEEK[day]: _forms(slots) for day, slots in sorted(hours.week.items())},
        exceptions=tuple(
            ExceptionForm(date=day, slots=_forms(slots)) for day, slots in sorted(hours.exceptions.items())
        ),
        holidays=tuple(HolidayForm(date=day, name=name) for day, name in sorted(hours.holidays.items())),
        **made(setting),
        opens_at=hours.calendar().next_opening(asked.services.desk.clock()),
    )


def _targets_in(form: TargetsForm) -> Targets:
    return Targets(
        **{name: None if minutes is None else minutes * MINUTE for name, minutes in form.model_dump().items()}
    )


def _targets_out(setting: Setting[TargetsByPriority]) -> SlaSettingOut:
    return SlaSettingOut(
        targets={priority: _form(targets) for priority, targets in setting.value.items()},
        **made(setting),
    )


def _form(targets: Targets) -> TargetsForm:
    return TargetsForm(
        first_response=_minutes(targets.first_response),
        next_response=_minutes(targets.next_response),
        resolution=_minutes(targets.resolution),
    )


def _minutes(target: timedelta | None) -> int | None:
    return None if target is None else target // MINUTE


ROUTES = (
    *setting_routes(
        "/settings/hours",
        read=(get_hours, "When the desk is open"),
        write=(put_hours, "Set when the desk is open"),
        body=HoursIn,
        answer=HoursOut,
    ),
    *setting_routes(
        "/settings/sla",
        read=(get_targets, "By when customers are to be answered"),
        write=(put_targets, "Set by when customers are to be answered"),
        body=SlaIn,
        answer=SlaSettingOut,
    ),
)
