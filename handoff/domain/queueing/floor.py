"""The places of the agents who serve now, by groups who may take the same, and when they become free."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from heapq import heapify, heapreplace
from zlib import crc32

from handoff.domain.identity.people import Agent
from handoff.domain.policy import RoutingPolicy
from handoff.domain.queueing.assignment import Need
from handoff.domain.queueing.pace import Going, Handling
from handoff.domain.queueing.place import WHOLE, Weights

# How many ways on are played through; a prime, so that over all of them a place gets each share once.
WAYS = 19
SHARES = tuple((n + 0.5) / WAYS for n in range(WAYS))
Kind = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Which share of a curve somebody draws on each way: all of them once, in an order of their own."""

    first: int
    step: int

    def on(self, way: int, turn: int = 0) -> int:
        return (self.first + self.step * (way + turn)) % WAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place of an agent: its lot, and when its chat of now ends at the desk's speed, for each share."""

    lot: Lot
    speed: float
    ends: Sequence[float]

    def end(self, way: int) -> float:
        return self.ends[(self.lot.first + self.lot.step * way) % WAYS] * self.speed


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One agent's spots, and how many chats have to end there before one frees a place."""

    agent_id: str
    spots: tuple[Spot, ...]
    lost: int

    def ends(self, way: int) -> list[float]:
        """When the chats of now end, without those that free nothing."""
        ends = [spot.end(way) for spot in self.spots]
        return sorted(ends)[self.lost :] if self.lost else ends


@dataclass(slots=True, kw_only=True)
class Group:
    """Agents alike in languages, skills and teams; of `idle` places it is known that they are free now.

    Their seats are made when they are asked for: on most days somebody is free, and nobody asks.
    """

    languages: tuple[str, ...]
    skills: tuple[str, ...]
    teams: tuple[str, ...]
    agents: Mapping[str, Callable[[], Seat]]
    idle: int
    _seats: dict[str, Seat] = field(default_factory=dict)

    def seat(self, agent_id: str) -> Seat:
        """The seat of one of them."""
        if agent_id not in self._seats:
            self._seats[agent_id] = self.agents[agent_id]()
        return self._seats[agent_id]

    def fits(self, need: Need) -> tuple[bool, bool]:
        """Whether they speak the language, and whether they have the skill."""
        speaks = not self.languages or need.lang in self.languages
        return speaks, need.skill is None or need.skill in self.skills

    def free(self, lasts: Sequence[float], way: int, most: int, pause: float) -> list[float]:
        """The first moments at which places become free, in order, on one of the ways on."""
        if self.idle >= most:
            return [0.0] * most
        spots: list[Spot] = []
        coming: list[tuple[float, int, int]] = []
        for agent_id in self.agents:
            seat = self.seat(agent_id)
            ends = [(spot.end(way), len(spots) + n, 1) for n, spot in enumerate(seat.spots)]
            spots += seat.spots
            coming += sorted(ends)[seat.lost :] if seat.lost else ends
        heapify(coming)
        found: list[float] = []
        while coming and len(found) < most:
            at, number, turn = coming[0]
            found.append(at)
            spot = spots[number]
            chat = lasts[spot.lot.on(way, turn)] * spot.speed + pause
            heapreplace(coming, (at + max(chat, 1.0), number, turn + 1))
        return found


@lru_cache(maxsize=65536)
def lot_of(key: str) -> Lot:
    """Always the same for a key."""
    mixed = crc32(key.encode())
    return Lot(first=mixed % WAYS, step=mixed // WAYS % (WAYS - 1) + 1)


def groups_of(
    agents: Sequence[Agent], going: Sequence[Going], handling: Handling, *, at: datetime, weights: Weights
) -> list[Group]:
    """Those who serve now; one whose places are all taken by work for later has none to give."""
    ages: dict[str, list[float]] = {}
    for agent_id, since in going:
        ages.setdefault(agent_id, []).append((at - since).total_seconds())
    found: dict[Kind, list[Agent]] = {}
    for agent in agents:
        if agent.reachable(at):
            found.setdefault((agent.languages, agent.skills, agent.teams), []).append(agent)
    return [
        Group(
            languages=kind[0],
            skills=kind[1],
            teams=kind[2],
            agents={
                agent.id: partial(_seat, agent, ages.get(agent.id, ()), handling, at, weights)
                for agent in found[kind]
            },
            idle=sum(max(0, _room(agent, weights)) for agent in found[kind] if not agent.resting(at)),
        )
        for kind in sorted(found)
    ]


def _room(agent: Agent, weights: Weights) -> int:
    return (agent.capacity * WHOLE - agent.used(weights)) // WHOLE


def _seat(agent: Agent, ages: Sequence[float], handling: Handling, at: datetime, weights: Weights) -> Seat:
    """The spots of live chats and the free ones, and how many chats there are above the capacity."""
    room = _room(agent, weights)
    known = sorted(ages, reverse=True)[: agent.load]
    known += [0.0] * (agent.load - len(known))
    speed = handling.speed(agent.id)
    rest = max(0.0, (agent.rests_until - at).total_seconds()) if agent.rests_until else 0.0
    taken = [
        Spot(
            lot=lot_of(f"{agent.id}/{n}"),
            speed=speed,
            ends=handling.goes_on(age / speed, SHARES),
        )
        for n, age in enumerate(known)
    ]
    free = [_free_spot(agent.id, n, speed, rest) for n in range(room)]
    return Seat(agent_id=agent.id, spots=(*taken, *free), lost=max(0, -room))


@lru_cache(maxsize=65536)
def _free_spot(agent_id: str, number: int, speed: float, rest: float) -> Spot:
    """Asked for at every look at the queue, and the same for as long as nothing ends."""
    return Spot(lot=lot_of(f"{agent_id}+{number}"), speed=speed, ends=(rest / speed,) * WAYS)


def preferred(need: Need, groups: Sequence[Group]) -> list[int]:
    """Those it waits for first: of its team, its language, its skill, as far as there are any."""
    here = [n for n, group in enumerate(groups) if need.team_id is None or need.team_id in group.teams]
    speakers = [n for n in here if groups[n].fits(need)[0]] or here
    return [n for n in speakers if groups[n].fits(need)[1]] or speakers


def opens(need: Need, groups: Sequence[Group], *, at: datetime, policy: RoutingPolicy) -> Mapping[int, float]:
    """In how many seconds each group may take this conversation; the others never."""
    here = [n for n, group in enumerate(groups) if need.team_id is None or need.team_id in group.teams]
    first = set(preferred(need, groups))
    speakers = any(groups[n].fits(need)[0] for n in here)
    skilled = any(groups[n].fits(need)[1] for n in here)
    waited = (at - need.waiting_since).total_seconds()
    found: dict[int, float] = {}
    for n in here:
        speaks, can = groups[n].fits(need)
        patience = [0.0]
        if n not in first:
            patience += [policy.language_wait.total_seconds()] if speakers and not speaks else []
            patience += [policy.skill_wait.total_seconds()] if skilled and not can else []
        found[n] = max(0.0, max(patience) - waited)
    return found
