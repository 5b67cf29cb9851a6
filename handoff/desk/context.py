"""What every use case needs: the store, the way out for events, a clock, ids and the policy."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.desk.ports import Publisher, Store
from handoff.domain.calendar import opens_at
from handoff.domain.policy import Policy
from handoff.domain.sla import Promises


@dataclass(slots=True, kw_only=True)
class Agreed:
    """What those who lead have set for the whole desk, as this process last read it; None until they have."""

    promises: Promises | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The first argument of every use case."""

    store: Store
    publisher: Publisher
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    policy: Policy = field(default_factory=Policy)
    agreed: Agreed = field(default_factory=Agreed)

    @property
    def opens_at(self) -> datetime | None:
        """When the desk opens again, by its hours; None while it is open."""
        return opens_at(self.policy_now.promises.calendar, self.clock())

    @property
    def policy_now(self) -> Policy:
        """The configured policy with what has been agreed since."""
        agreed = self.agreed.promises
        return self.policy if agreed is None else replace(self.policy, promises=agreed)
