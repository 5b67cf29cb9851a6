"""What supervisors set about routing: how long an offer stands, what is waited for, and who is spared."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from handoff.desk.context import Desk
from handoff.desk.setting import Setting, change_setting, in_force, setting_of
from handoff.domain.deskwide import SettingChange
from handoff.domain.errors import Invalid
from handoff.domain.history.events import QueueChanged
from handoff.domain.identity.people import Actor
from handoff.domain.policy import RoutingPolicy

ROUTING = "routing"
COUNTS = {"missed_offers": (1, 10), "hard_in_a_row": (1, 20)}
SECONDS = {
    "offer": (5, 600),
    "ask_again": (0, 3600),
    "sticky_wait": (0, 3600),
    "language_wait": (0, 3600),
    "skill_wait": (0, 3600),
    "hard_break": (0, 3600),
    "vanish_grace": (5, 3600),
}
NAMES = (*COUNTS, *SECONDS)


def routing_of(change: SettingChange | None, start: RoutingPolicy) -> Setting[RoutingPolicy]:
    """The rules as somebody left them; `start` is as installed, and says what nobody has set."""
    return setting_of(change, with_numbers(start, dict(change.value) if change else {}))


def numbers_of(policy: RoutingPolicy) -> dict[str, int]:
    """The rules as whole numbers, times in seconds."""
    return {name: getattr(policy, name) for name in COUNTS} | {
        name: round(getattr(policy, name).total_seconds()) for name in SECONDS
    }


def with_numbers(policy: RoutingPolicy, numbers: Mapping[str, object]) -> RoutingPolicy:
    """The same rules with these numbers; what is none of them is passed over."""
    known = {name: value for name, value in numbers.items() if name in NAMES and isinstance(value, int)}
    return replace(
        policy,
        **{
            name: value if name in COUNTS else timedelta(seconds=value)  # type: ignore[arg-type]
            for name, value in known.items()
        },
    )


async def read_routing(desk: Desk, *, actor: Actor) -> Setting[RoutingPolicy]:
    """By which rules waiting conversations find their agent."""
    actor.must_lead()
    return await current_routing(desk)


async def current_routing(desk: Desk) -> Setting[RoutingPolicy]:
    """What is in force."""
    return routing_of(await in_force(desk, ROUTING), desk.policy.routing)


async def set_routing(
    desk: Desk, *, actor: Actor, numbers: Mapping[str, int], revision: int | None = None
) -> Setting[RoutingPolicy]:
    """Set the rules, unless somebody did since `revision`; offers that stand keep their time."""
    for name, (least, most) in (COUNTS | SECONDS).items():
        if not least <= numbers.get(name, least) <= most:
            raise Invalid(f"{name} lies between {least} and {most}.")
    kept = {name: numbers[name] for name in NAMES if name in numbers}
    change = await change_setting(desk, actor, ROUTING, kept, revision)
    await desk.publisher.publish((QueueChanged(),))
    return routing_of(change, desk.policy.routing)
