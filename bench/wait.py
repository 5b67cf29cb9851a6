"""How honest the promised wait is: an hour of real arrivals through the desk's code, on its own clock.

    python -m bench.wait DIALOGUES_STAR_FOLDER [--slots 48 56 64 72] [--mixed] [--moody] [--cold]

Arrivals are `replay_plan.tsv`, handling times the dialogues' own durations. Nobody has measured how long
these customers would have waited or how fast agents accept: patience (exponential) and acceptance are set, so
is the mixture of `--mixed`: three languages, two skills, a second line, calls, refused and missed offers. In
a `--moody` desk some are angry or urgent and pass others, and some come back to an agent who knows them.
"""

import argparse
import asyncio
import csv
import heapq
import itertools
import json
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.wait_crews import CREWS, Crew, Wish, wish_of
from handoff.desk.bot import turns
from handoff.desk.context import Desk
from handoff.desk.conversation import conversations, messages
from handoff.desk.identity import people, staff
from handoff.desk.ids import uuid7
from handoff.desk.memory import MemoryStore
from handoff.desk.ownership import handoff, transfers
from handoff.desk.queueing import offers, queue, routing, waiting
from handoff.domain.bot.turn import BotReply, HandoffRequest
from handoff.domain.enums import AuthorType, Availability, Owner, Role
from handoff.domain.errors import BatonError
from handoff.domain.history.events import Event, OfferMade, OwnerChanged
from handoff.domain.identity.people import Actor, visitor_actor
from handoff.domain.policy import Policy
from handoff.domain.queueing.wait_report import WaitReport, report_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PATIENCE_SECONDS = 900.0
ACCEPT_SECONDS = (2.0, 15.0)
OFFER_SECONDS = 30.1
DECLINED, MISSED = 0.07, 0.03
CAPACITY = 4
HOUR = 3700.0
LEAD = Actor(kind=AuthorType.AGENT, id="lead", name="Lead", role=Role.SUPERVISOR)


@dataclass(slots=True)
class Simulation:
    """The desk, its clock, and what is still to happen."""

    random: random.Random
    mixed: bool
    moody: bool
    now: datetime = START
    todo: list[tuple[datetime, int, Callable[[], Awaitable[object]]]] = field(default_factory=list)
    facts: list[Event] = field(default_factory=list)
    number: "itertools.count[int]" = field(default_factory=itertools.count)
    desk: Desk = field(init=False)
    staff: dict[str, Actor] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)
    team: str = ""
    served: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(
            store=MemoryStore(),
            publisher=self,
            clock=lambda: self.now,
            new_id=uuid7,
            policy=Policy(presence_ttl=timedelta(days=1)),
        )

    async def publish(self, events: Sequence[Event]) -> None:
        self.facts += events

    def after(self, seconds: float, run: Callable[[], Awaitable[object]]) -> None:
        heapq.heappush(self.todo, (self.now + timedelta(seconds=seconds), next(self.number), run))

    async def open_up(self, agents: int) -> None:
        """Found the second line and let so many agents come."""
        self.team = (await staff.add_team(self.desk, actor=LEAD, name="Second line")).id
        for number in range(agents):
            await self._hire(f"agent{number}", CREWS[number % len(CREWS)] if self.mixed else Crew())

    async def _hire(self, name: str, crew: Crew) -> None:
        agent = await people.add_agent(
            self.desk,
            email=f"{name}@example.org",
            name=name,
            role=Role.AGENT,
            password_hash="-",
            capacity=CAPACITY,
            languages=crew.languages,
        )
        teams = [self.team] if crew.second_line else []
        await staff.change_agent(self.desk, actor=LEAD, agent_id=agent.id, skills=crew.skills, teams=teams)
        await people.keep_present(self.desk, agent_id=agent.id)
        await people.set_availability(self.desk, agent=agent.actor, availability=Availability.ONLINE)
        self.staff[agent.id] = agent.actor

    async def arrive(self, wish: Wish) -> None:
        """A customer comes and is handed over by the bot at once."""
        visitor_id = await self._visitor(wish)
        opened = await conversations.open_conversation(self.desk, visitor_id=visitor_id)
        chat = opened.conversation.id
        self.wishes[chat] = wish
        await messages.send_message(
            self.desk,
            actor=visitor_actor(visitor_id),
            conversation_id=chat,
            client_message_id="m",
            text=wish.text,
        )
        turn = await turns.begin_turn(self.desk, chat)
        assert turn is not None
        request = HandoffRequest(reason=wish.reason, skill=wish.skill)
        await turns.finish_turn(self.desk, turn, BotReply(handoff=request))
        if wish.call_back:
            await waiting.leave_contact(
                self.desk, visitor_id=visitor_id, conversation_id=chat, phone="+48221234567"
            )
        else:
            patience = self.random.expovariate(1 / PATIENCE_SECONDS)
            self.after(patience, partial(self._give_up, visitor_id, chat))

    async def _visitor(self, wish: Wish) -> str:
        """Somebody new, or one whose chat in this language is over."""
        known = self.served.get(wish.lang)
        if wish.returns and known:
            return known.pop(self.random.randrange(len(known)))
        return (await people.create_visitor(self.desk, locale=wish.lang)).id

    async def _resolve(self, agent: Actor, chat: str) -> None:
        await handoff.resolve(self.desk, agent=agent, conversation_id=chat)
        async with self.desk.store.reading() as tx:
            over = await tx.conversations.get(chat)
        assert over is not None
        self.served.setdefault(self.wishes[chat].lang, []).append(over.visitor_id)

    async def _give_up(self, visitor_id: str, chat: str) -> None:
        if (await conversations.get_view(self.desk, conversation_id=chat)).owner is Owner.QUEUE:
            await conversations.end_conversation(self.desk, visitor_id=visitor_id, conversation_id=chat)

    async def run(self) -> None:
        while self.todo:
            self.now, _, step = heapq.heappop(self.todo)
            try:
                await step()
            except BatonError:
                continue  # the offer was over, or the customer had gone
            finally:
                await routing.drain(self.desk)
                self._react()

    def _react(self) -> None:
        """Agents answer what they are offered, and work on what they have."""
        facts, self.facts = self.facts, []
        for fact in facts:
            if isinstance(fact, OfferMade):
                self._answer(self.staff[fact.agent_id], fact.conversation_id)
            elif isinstance(fact, OwnerChanged) and fact.after is Owner.AGENT:
                self._work(self.staff[fact.agent_after or ""], fact.conversation_id)

    def _answer(self, agent: Actor, chat: str) -> None:
        """Most offers are taken; in a mixed desk some are declined or missed, which sets nobody away."""
        seconds = self.random.uniform(*ACCEPT_SECONDS)
        mood = self.random.random() if self.mixed else 1.0
        if mood >= DECLINED + MISSED:
            self.after(seconds, partial(offers.accept, self.desk, agent=agent, conversation_id=chat))
        elif mood >= MISSED:
            self.after(seconds, partial(offers.decline, self.desk, agent=agent, conversation_id=chat))
        else:
            self.after(OFFER_SECONDS, partial(self._missed, agent))

    async def _missed(self, agent: Actor) -> None:
        await offers.end_offers(self.desk)
        await people.set_availability(self.desk, agent=agent, availability=Availability.ONLINE)

    def _work(self, agent: Actor, chat: str) -> None:
        """Until the end, or until the second line has to go on."""
        wish = self.wishes[chat]
        if wish.second_line:
            self.wishes[chat] = replace(wish, second_line=False)
            to = f"team:{self.team}"
            pass_on = partial(transfers.transfer, self.desk, agent=agent, conversation_id=chat, to=to)
            self.after(wish.seconds / 3, pass_on)
        else:
            self.after(wish.seconds, partial(self._resolve, agent, chat))


def arrivals_of(folder: Path) -> list[tuple[float, float]]:
    """When each customer comes and how long the conversation with them lasts, in seconds."""
    rows = (folder / "dialogues.jsonl").read_text(encoding="utf-8").splitlines()
    lasts = {one["id"]: float(one["duration_s"]) for one in map(json.loads, rows)}
    with (folder / "replay_plan.tsv").open(encoding="utf-8") as plan:
        return [
            (float(row["start_s"]), lasts[row["dialogue_id"]])
            for row in csv.DictReader(plan, delimiter="\t")
            if row["dialogue_id"] in lasts
        ]


async def simulated(
    arrivals: Sequence[tuple[float, float]], slots: int, seed: int, *, cold: bool, mixed: bool, moody: bool
) -> WaitReport:
    """Two hours with so many places: the first is the desk's past, the second is judged.

    In the first the same chats come in another order. A cold desk has no past: its one hour is judged.
    """
    judged = 0.0 if cold else HOUR
    world = Simulation(random=random.Random(seed), mixed=mixed, moody=moody)
    await world.open_up(slots // CAPACITY)
    lengths = [seconds for _, seconds in arrivals]
    for hour in sorted({0.0, judged}):
        for (start, own), other in zip(arrivals, world.random.sample(lengths, len(lengths)), strict=True):
            wish = wish_of(world.random, own if hour == judged else other, mixed=mixed, moody=moody)
            world.after(hour + start, partial(world.arrive, wish))
    await world.run()
    assert await queue.positions(world.desk) == {}
    async with world.desk.store.reading() as tx:
        return report_of(await tx.handoffs.waits(START + timedelta(seconds=judged), world.now))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--slots", type=int, nargs="+", default=[48, 56, 64, 72])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--cold", action="store_true", help="a desk without a past")
    parser.add_argument("--mixed", action="store_true", help="skills, languages, teams, calls, refusals")
    parser.add_argument("--moody", action="store_true", help="angry, urgent and returning customers")
    options = parser.parse_args()
    arrivals = arrivals_of(options.folder)
    mean = sum(seconds for _, seconds in arrivals) / len(arrivals)
    print(f"{len(arrivals)} arrivals, handling {mean:.0f} s")
    print("slots seed  told judged inside shorter longer  share width  mean  p90")
    for slots, seed in itertools.product(options.slots, range(options.seeds)):
        how = {name: getattr(options, name) for name in ("cold", "mixed", "moody")}
        found = asyncio.run(simulated(arrivals, slots, seed, **how))
        counts = f"{found.told:5} {found.judged:6} {found.inside:6} {found.shorter:7} {found.longer:6}"
        share = "-" if found.share_inside is None else f"{found.share_inside:.3f}"
        times = f"{found.width_seconds:5.0f} {found.mean_seconds:5.0f} {found.p90_seconds:5.0f}"
        print(f"{slots:5} {seed:4} {counts}  {share} {times}", flush=True)


if __name__ == "__main__":
    main()
