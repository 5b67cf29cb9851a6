"""What every use case needs: the store, the way out for events, a clock, ids and the policy."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from handoff.desk.ports import Publisher, Store
from handoff.desk.queueing.pace_watch import PaceWatch
from handoff.domain.languages import Languages
from handoff.domain.look import Look
from handoff.domain.policy import Policy, RoutingPolicy
from handoff.domain.queueing.place import Weights
from handoff.domain.timing.calendar import opens_at
from handoff.domain.timing.sla import Terms
from handoff.domain.webhook import Webhook


@dataclass(slots=True, kw_only=True)
class Agreed:
    """What those who lead have set for the whole desk, as this process last read it; None until they have."""

    terms: Terms | None = None
    weights: Weights | None = None
    routing: RoutingPolicy | None = None
    languages: Languages | None = None
    look: Look = field(default_factory=Look)
    webhooks: tuple[Webhook, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The first argument of every use case."""

    store: Store
    publisher: Publisher
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    policy: Policy = field(default_factory=Policy)
    agreed: Agreed = field(default_factory=Agreed)
    past: PaceWatch = field(default_factory=PaceWatch)

    @property
    def opens_at(self) -> datetime | None:
        """When the desk opens again, by its hours; None while it is open."""
        return opens_at(self.policy_now.terms.calendar, self.clock())

    @property
    def policy_now(self) -> Policy:
        """The configured policy with what has been agreed since."""
        agreed = self.agreed
        return replace(
            self.policy,
            terms=agreed.terms or self.policy.terms,
            weights=agreed.weights or self.policy.weights,
            routing=agreed.routing or self.policy.routing,
            languages=agreed.languages or self.policy.languages,
        )
