"""What every use case needs: the store, the way out for events, a clock, ids and the policy."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from handoff.desk.ports import Publisher, Store
from handoff.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The first argument of every use case."""

    store: Store
    publisher: Publisher
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    policy: Policy = field(default_factory=Policy)
