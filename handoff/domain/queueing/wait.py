"""An honest guess how long a customer will wait: the queue played on, by the desk's own times.

Each way on draws when the agents' chats end, who of those ahead gives up, and how long an offer takes, and
gives everybody in the queue's order the first place they may have; the range is what most ways agree on.
What is drawn belongs to a place or a customer and never changes: one place more makes nobody wait longer, and
nobody is served before somebody of the same kind who came first.

After W. Whitt, Predicting Queueing Delays (Management Science 45, 1999): the state of the system and the ages
of the chats, not the last delay, which in desks with several skills says little (Thiongane et al., 2015).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf, log

from handoff.domain.identity.people import Agent
from handoff.domain.policy import RoutingPolicy
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.floor import SHARES, WAYS, groups_of, lot_of, opens, preferred
from handoff.domain.queueing.newcomers import Newcomer
from handoff.domain.queueing.pace import Going, Pace
from handoff.domain.queueing.place import WHOLE, Weights

# Further behind nothing is promised.
MOST_PLAYED = 500
# What is told leaves out so many of the ways on at each end.
LEFT_OUT = 1
MIDDLE = WAYS // 2
OFFERS = lot_of("offers")
# The ways on differ by chance alone; by so much the desk's own times may mislead on top of that.
DOUBT = 0.15
MIN_WIDTH = 60
STEP = 10


Opens = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Player:
    """One who waits: in how many seconds each group may take them, and for each way, until when only the
    agent who knows them may, after how long they give up, and whether they take a whole place: work for
    later takes a part, and so one on some of the ways.
    """

    need: Need
    due_in: float
    opens: Opens
    held: tuple[float, ...]
    patience: tuple[float, ...]
    whole: tuple[bool, ...]


class Forecast:
    """Who serves now and how fast the desk has been; asked for a whole queue, in its order, at once."""

    def __init__(
        self,
        *,
        agents: Sequence[Agent],
        pace: Pace,
        going: Sequence[Going],
        at: datetime,
        policy: RoutingPolicy,
        weights: Weights,
    ) -> None:
        self._pace, self._at, self._policy, self._weights = pace, at, policy, weights
        self._groups = groups_of(agents, going, pace.handling, at=at, weights=weights)
        offer = policy.offer.total_seconds() if policy.offers else 0.0
        self._taken = pace.taken or [offer / 4, offer / 2]
        # Between two chats: the next one is taken up, and after some the agent has a break.
        self._pause = sum(self._taken) / len(self._taken) + pace.hard * policy.hard_break.total_seconds()
        self._at_seat = {agent_id: group for group in self._groups for agent_id in group.agents}
        self._opens_to: dict[tuple[str | None, str, str | None], Opens] = {}

    def positions(self, queue: Sequence[Need]) -> dict[str, int]:
        """Each one's place among those who wait for the same agents; for whom nobody is here, among all."""
        found: dict[str, int] = {}
        ahead: dict[frozenset[int], int] = {}
        for need in queue:
            mine = frozenset(preferred(need, self._groups))
            rivals = sum(many for theirs, many in ahead.items() if not (mine and theirs) or mine & theirs)
            found[need.conversation_id] = rivals + 1
            ahead[mine] = ahead.get(mine, 0) + 1
        return found

    def ranges(self, queue: Sequence[Need]) -> dict[str, tuple[int, int]]:
        """The range of each one's wait from now on, without those of whom nothing honest can be said."""
        return {id_: _range(waits) for id_, waits in self._played(queue).items() if waits[-1] < inf}

    def expected(self, queue: Sequence[Need]) -> float | None:
        """The middle of what the last one in the queue may wait; None when unknown."""
        waits = self._played(queue).get(queue[-1].conversation_id)
        return waits[MIDDLE] if waits and waits[-1] < inf else None

    def _played(self, queue: Sequence[Need]) -> dict[str, list[float]]:
        """Each one's waits on all ways on, the shortest first."""
        if not self._pace.known:
            return {}
        players = [self._player(need) for need in queue[:MOST_PLAYED]]
        lasts = [self._pace.handling.lasts(share) for share in SHARES]
        found: dict[str, list[float]] = {one.need.conversation_id: [] for one in players}
        for way in range(WAYS):
            self._play(players, lasts, way, found)
        return {id_: sorted(waits) for id_, waits in found.items()}

    def _player(self, need: Need) -> _Player:
        lot, left = lot_of(need.conversation_id), self._pace.left_per_second
        part = self._weights.of(live=need.live) / WHOLE
        return _Player(
            need=need,
            due_in=(need.due_at - self._at).total_seconds() if need.due_at else 0.0,
            opens=tuple(opens(need, self._groups, at=self._at, policy=self._policy).items()),
            held=self._held(need),
            patience=tuple(-log(1 - SHARES[lot.on(way)]) / left if left > 0 else inf for way in range(WAYS)),
            whole=tuple(SHARES[lot.on(way, 1)] < part for way in range(WAYS)),
        )

    def _held(self, need: Need) -> tuple[float, ...]:
        """Until when nobody but the agent of last time may take them: until that one has a place, at most."""
        known = self._at_seat.get(need.last_agent_id or "")
        rest = (self._policy.sticky_wait - (self._at - need.waiting_since)).total_seconds()
        if known is None or rest <= 0 or need.team_id not in (None, *known.teams):
            return (0.0,) * WAYS
        seat = known.seat(need.last_agent_id or "")
        return tuple(min([rest, *seat.ends(way)]) for way in range(WAYS))

    def _play(
        self, players: Sequence[_Player], lasts: Sequence[float], way: int, found: dict[str, list[float]]
    ) -> None:
        """Give everybody, in order, the first place they may have; who comes later may stand before them."""
        coming = self._pace.newcomers.on(SHARES[way], max((one.due_in for one in players), default=0.0))
        most = len(players) + len(coming) + 1
        free = [group.free(lasts, way, most, self._pause) for group in self._groups]
        # The same for all on one way, or a later one could be told less than the one before.
        taken = self._taken[int(SHARES[OFFERS.on(way)] * len(self._taken))]
        passing = iter(coming)
        ahead = next(passing, None)
        for player in players:
            while ahead is not None and ahead.due_in < player.due_in:
                self._give_way(ahead, free)
                ahead = next(passing, None)
            served, at, group = 0.0, 0, -1
            if not player.need.offered:
                served, at, group = _best(player.opens, free, player.held[way])
            found[player.need.conversation_id].append(served + taken)
            if group >= 0 and served <= player.patience[way] and player.whole[way]:
                free[group].pop(at)

    def _give_way(self, newcomer: Newcomer, free: Sequence[list[float]]) -> None:
        """Somebody more urgent has the first place that is free when they come."""
        kind = newcomer.kind
        sort = (kind.team_id, kind.lang, kind.skill)
        if sort not in self._opens_to:
            need = Need(
                conversation_id="",
                lang=kind.lang,
                waiting_since=self._at,
                team_id=kind.team_id,
                skill=kind.skill,
            )
            self._opens_to[sort] = tuple(opens(need, self._groups, at=self._at, policy=self._policy).items())
        later = tuple((group, opens_in + newcomer.comes_in) for group, opens_in in self._opens_to[sort])
        _, at, group = _best(later, free)
        if group >= 0 and kind.live:
            free[group].pop(at)


def _best(opening: Opens, free: Sequence[list[float]], held: float = 0.0) -> tuple[float, int, int]:
    """The earliest moment somebody may take them, by the place that has been free for the shortest time."""
    best: tuple[float, float, int, int] = (inf, 0.0, 0, -1)
    for group, opens_from in opening:
        places, opens_in = free[group], max(opens_from, held)
        if places:
            at = max(0, bisect_right(places, opens_in) - 1)
            best = min(best, (max(places[at], opens_in), -places[at], at, group))
    return best[0], best[2], best[3]


def _range(waits: Sequence[float]) -> tuple[int, int]:
    low = int(waits[LEFT_OUT] * (1 - DOUBT) // STEP * STEP)
    high = int(-(-waits[-1 - LEFT_OUT] * (1 + DOUBT) // STEP) * STEP)
    return low, max(high, low + MIN_WIDTH)
