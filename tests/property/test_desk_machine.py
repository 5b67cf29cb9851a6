"""Whatever people, bots and time do in whatever order, the laws hold after every step."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Awaitable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from handoff.desk import (
    asides,
    conversations,
    feedback,
    handoff,
    messages,
    people,
    queue,
    snooze,
    tickets,
    transfers,
    turns,
    waiting,
)
from handoff.desk.memory import MemoryStore
from handoff.desk.ports import Store
from handoff.desk.sweep import overdue
from handoff.domain.conversation import Conversation
from handoff.domain.enums import (
    AuthorType,
    Availability,
    ConversationState,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
    Role,
)
from handoff.domain.errors import BatonError
from handoff.domain.events import MessageAdded, OwnerChanged, SideAsked
from handoff.domain.message import Message
from handoff.domain.people import Actor
from handoff.domain.place import Place
from handoff.domain.policy import Policy
from handoff.domain.turn import BotMessage, BotReply, HandoffRequest, Turn, TurnOutcome
from handoff.storage.database import open_engine
from handoff.storage.store import SqlStore
from tests.support.desks import World

Result = TypeVar("Result")
CAPACITIES = {"Ana": 1, "Reza": 2, "Sam": 3}
AGENTS = st.sampled_from(sorted(CAPACITIES))
CHATS = st.integers(0, 3)
REASONS = st.sampled_from(list(EscalationReason))
PRIORITIES = st.sampled_from(list(Priority))


class DeskMachine(RuleBasedStateMachine):
    """Four chats, three agents (one supervisor), a bot that may be slow, and a watchdog."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.world = World(self.make_store(), policy=Policy(presence_ttl=timedelta(minutes=20)))
        self.turns: list[Turn] = []
        self.asides: list[Turn] = []
        self.agents: dict[str, Actor] = {}
        self.chats: list[tuple[Actor, str]] = []
        self.facts: list[object] = []
        self.tried: set[tuple[str, int]] = set()
        self.sent = 0

    def make_store(self) -> Store:
        return MemoryStore()

    def teardown(self) -> None:
        self.loop.close()

    def run(self, work: Awaitable[Result]) -> Result | None:
        """Do it; being refused is a fine answer."""
        try:
            return self.loop.run_until_complete(_awaited(work))
        except BatonError:
            return None

    @initialize()
    def begin(self) -> None:
        for name, capacity in CAPACITIES.items():
            role = Role.SUPERVISOR if name == "Sam" else Role.AGENT
            agent = self.run(self.world.agent(name, capacity=capacity, role=role))
            assert agent is not None
            self.agents[name] = agent
        for _ in range(4):
            chat = self.run(self.world.chat(text=None))
            assert chat is not None
            self.chats.append(chat)

    def send(self, actor: Actor, chat: str, kind: MessageKind = MessageKind.TEXT) -> None:
        self.sent += 1
        first, second = (
            self.run(
                messages.send_message(
                    self.world.desk,
                    actor=actor,
                    conversation_id=chat,
                    client_message_id=f"c{self.sent}",
                    text=f"text {self.sent}",
                    kind=kind,
                )
            )
            for _twice in range(2)
        )
        assert first == second

    @rule(chat=CHATS)
    def visitor_writes(self, chat: int) -> None:
        visitor, id_ = self.chats[chat]
        self.send(visitor, id_)

    @rule(chat=CHATS, agent=AGENTS, note=st.booleans())
    def agent_writes(self, chat: int, agent: str, note: bool) -> None:
        self.send(self.agents[agent], self.chats[chat][1], MessageKind.NOTE if note else MessageKind.TEXT)

    @rule(chat=CHATS)
    def visitor_wants_a_person(self, chat: int) -> None:
        visitor, id_ = self.chats[chat]
        view = self.run(handoff.request_human(self.world.desk, visitor_id=visitor.id, conversation_id=id_))
        assert view is not None
        assert view.owner in (Owner.QUEUE, Owner.AGENT)

    @rule(chat=CHATS)
    def visitor_stops_waiting(self, chat: int) -> None:
        visitor, id_ = self.chats[chat]
        before = self.conversation(id_).owner
        view = self.run(waiting.cancel_wait(self.world.desk, visitor_id=visitor.id, conversation_id=id_))
        assert (view is not None) == (before in (Owner.BOT, Owner.QUEUE))
        assert view is None or view.owner is Owner.BOT

    @rule(chat=CHATS, left=st.sampled_from([{"phone": "+48221234567"}, {"email": "vera@example.org"}]))
    def visitor_leaves_word(self, chat: int, left: dict[str, str]) -> None:
        visitor, id_ = self.chats[chat]
        place = self.conversation(id_).queue_key
        self.run(waiting.leave_contact(self.world.desk, visitor_id=visitor.id, conversation_id=id_, **left))
        assert self.conversation(id_).queue_key == place

    @rule(ago=st.integers(0, 5))
    def bot_looks_up_a_side_question(self, ago: int) -> None:
        asked = [event for event in self.world.recorder.events if isinstance(event, SideAsked)]
        if asked:
            turn = self.run(asides.begin_aside(self.world.desk, asked[-1 - ago % len(asked)]))
            self.asides += [turn] if turn is not None else []

    @rule(which=st.integers(0, 3), again=st.booleans())
    def bot_answers_beside(self, which: int, again: bool) -> None:
        """At once, late, or twice: after anything else that happened meanwhile."""
        if self.asides:
            turn = self.asides[which % len(self.asides)]
            if not again:
                self.asides.remove(turn)
            payload = {"answer": {"outcome": "answered"}}
            said = BotMessage(text=f"bot of epoch {turn.epoch}", payload=payload)
            self.run(asides.finish_aside(self.world.desk, turn, BotReply(messages=(said,))))

    @rule(chat=CHATS)
    def visitor_ends(self, chat: int) -> None:
        visitor, id_ = self.chats[chat]
        self.run(conversations.end_conversation(self.world.desk, visitor_id=visitor.id, conversation_id=id_))

    @rule(chat=CHATS, helpful=st.booleans())
    def visitor_gives_feedback(self, chat: int, helpful: bool) -> None:
        visitor, id_ = self.chats[chat]
        answers = [m for m in self.said(id_) if m.author.type is AuthorType.BOT]
        if answers:
            self.run(
                feedback.give_feedback(
                    self.world.desk,
                    visitor_id=visitor.id,
                    conversation_id=id_,
                    message_id=answers[-1].id,
                    helpful=helpful,
                )
            )

    @rule(chat=CHATS, epochs_ago=st.integers(0, 1), reason=REASONS, priority=PRIORITIES)
    def system_hands_over(
        self, chat: int, epochs_ago: int, reason: EscalationReason, priority: Priority
    ) -> None:
        id_ = self.chats[chat][1]
        self.run(
            handoff.hand_over(
                self.world.desk,
                conversation_id=id_,
                epoch=self.conversation(id_).epoch - epochs_ago,
                reason=reason,
                priority=priority,
            )
        )

    @rule(chat=CHATS)
    def visitor_opens_a_ticket(self, chat: int) -> None:
        visitor, id_ = self.chats[chat]
        before = self.conversation(id_).ticket
        view = self.run(tickets.open_ticket(self.world.desk, visitor_id=visitor.id, conversation_id=id_))
        assert view is not None
        assert view.ticket is not None
        assert before in (None, view.ticket.number)
        assert view.owner in (Owner.QUEUE, Owner.AGENT)

    @rule(chat=CHATS, agent=AGENTS)
    def agent_makes_a_ticket(self, chat: int, agent: str) -> None:
        actor, id_ = self.agents[agent], self.chats[chat][1]
        self.run(tickets.turn_into_ticket(self.world.desk, agent=actor, conversation_id=id_))

    @rule(chat=CHATS, agent=AGENTS)
    def agent_claims(self, chat: int, agent: str) -> None:
        self.run(queue.claim(self.world.desk, agent=self.agents[agent], conversation_id=self.chats[chat][1]))

    @rule(chat=CHATS, agent=AGENTS, to=AGENTS)
    def agent_transfers(self, chat: int, agent: str, to: str) -> None:
        self.run(
            transfers.transfer(
                self.world.desk,
                agent=self.agents[agent],
                conversation_id=self.chats[chat][1],
                to=self.agents[to].id,
            )
        )

    @rule(chat=CHATS, agent=AGENTS, task=st.sampled_from([None, " ", "ask for the order number"]))
    def agent_hands_back(self, chat: int, agent: str, task: str | None) -> None:
        """A task is owed at once, and is all that is: no old words are."""
        id_, desk = self.chats[chat][1], self.world.desk
        view = self.run(handoff.hand_back(desk, agent=self.agents[agent], conversation_id=id_, task=task))
        if view is not None:
            one = self.conversation(id_)
            assert one.owes_turn is (one.owed_task is not None) is bool(task and task.strip())

    @rule(chat=CHATS, agent=AGENTS, step=st.sampled_from(["release", "resolve"]))
    def agent_lets_go(self, chat: int, agent: str, step: str) -> None:
        do = getattr(handoff, step)
        self.run(do(self.world.desk, agent=self.agents[agent], conversation_id=self.chats[chat][1]))

    @rule(chat=CHATS, agent=AGENTS, seconds=st.sampled_from([None, 10, 4000]))
    def agent_snoozes(self, chat: int, agent: str, seconds: int | None) -> None:
        until = None if seconds is None else self.world.clock() + timedelta(seconds=seconds)
        id_, actor = self.chats[chat][1], self.agents[agent]
        self.run(snooze.snooze(self.world.desk, agent=actor, conversation_id=id_, until=until))

    @rule(chat=CHATS, agent=AGENTS)
    def agent_wakes(self, chat: int, agent: str) -> None:
        self.run(snooze.wake(self.world.desk, agent=self.agents[agent], conversation_id=self.chats[chat][1]))

    @rule(agent=AGENTS, availability=st.sampled_from(list(Availability)), here=st.booleans())
    def agent_comes_or_goes(self, agent: str, availability: Availability, here: bool) -> None:
        actor = self.agents[agent]
        self.run(people.set_availability(self.world.desk, agent=actor, availability=availability))
        move = people.keep_present if here else people.leave
        self.run(move(self.world.desk, agent_id=actor.id))

    @rule(chat=CHATS, worker=st.sampled_from(["one", "two"]))
    def bot_begins(self, chat: int, worker: str) -> None:
        turn = self.run(turns.begin_turn(self.world.desk, self.chats[chat][1], worker=worker))
        if turn is not None:
            self.turns.append(turn)

    @rule(
        which=st.integers(0, 20), how=st.sampled_from(["words", "no_answer", "handoff", "nothing", "failure"])
    )
    def bot_finishes(self, which: int, how: str) -> None:
        if not self.turns:
            return
        turn = self.turns[which % len(self.turns)]
        before = self.conversation(turn.conversation_id)
        fits = (
            before.owner is Owner.BOT and before.epoch == turn.epoch and before.bot_cursor == turn.after_seq
        )
        if how == "failure":
            outcome = self.run(turns.fail_turn(self.world.desk, turn, "timeout"))
        else:
            payload = {"answer": {"outcome": how}} if how == "no_answer" else {}
            said = BotMessage(text=f"bot of epoch {turn.epoch}", payload=payload)
            words = () if how == "nothing" else (said,)
            wish = HandoffRequest(reason=EscalationReason.COMPLEX) if how == "handoff" else None
            reply = BotReply(messages=words, handoff=wish)
            outcome = self.run(turns.finish_turn(self.world.desk, turn, reply))
        assert outcome is (TurnOutcome.STORED if fits else TurnOutcome.DROPPED)
        if turn.task is not None and fits:
            assert (turn.conversation_id, turn.epoch) not in self.tried
            self.tried.add((turn.conversation_id, turn.epoch))

    @rule(seconds=st.sampled_from([1, 10, 100, 400, 4000, 100_000]))
    def time_passes(self, seconds: int) -> None:
        self.world.clock.forward(seconds=seconds)

    @rule()
    def watchdog_looks(self) -> None:
        self.run(overdue(self.world.desk))
        now = self.world.clock()
        late = [chat for _, chat in self.chats if (self.conversation(chat).deadline_at or now) < now]
        assert late == []

    def conversation(self, chat: str) -> Conversation:
        async def read() -> Conversation:
            async with self.world.desk.store.reading() as tx:
                found = await tx.conversations.get(chat)
                assert found is not None
                return found

        return self.loop.run_until_complete(read())

    def said(self, chat: str) -> list[Message]:
        return self.loop.run_until_complete(self.world.said(chat))

    @invariant()
    def one_owner_one_deadline(self) -> None:
        """Law 1."""
        for _, chat in self.chats:
            one = self.conversation(chat)
            assert (one.agent_id is not None) == (one.owner is Owner.AGENT)
            assert (one.owner is Owner.NOBODY) == (one.state is ConversationState.RESOLVED)
            assert (one.deadline_at is None) == (one.owner is Owner.NOBODY)
            assert (one.queue_key is not None) == (one.owner is Owner.QUEUE)

    @invariant()
    def no_gap_and_no_double(self) -> None:
        """Law 3."""
        for _, chat in self.chats:
            said = self.said(chat)
            assert [m.seq for m in said] == list(range(1, self.conversation(chat).head_seq + 1))
            ids = Counter((m.author.id, m.client_message_id) for m in said if m.client_message_id)
            assert max(ids.values(), default=1) == 1

    @invariant()
    def the_bot_speaks_only_while_it_owns(self) -> None:
        """Law 2, read from the published facts: each word under the epoch and owner of its time."""
        owners: dict[str, tuple[Owner, int, str | None]] = {}
        for event in self.world.recorder.events:
            if isinstance(event, OwnerChanged):
                before, epoch, agent = owners.get(event.conversation_id, (Owner.BOT, 1, None))
                assert (event.before, event.epoch, event.agent_before) == (before, epoch + 1, agent)
                owners[event.conversation_id] = (event.after, event.epoch, event.agent_after)
            elif isinstance(event, MessageAdded):
                owner, epoch, agent = owners.get(event.conversation_id, (Owner.BOT, 1, None))
                message = event.message
                if message.author.type is AuthorType.BOT:
                    beside = "aside" in message.payload or message.text.startswith("Good to hear")
                    assert owner is (Owner.QUEUE if beside else Owner.BOT)
                    assert message.text.endswith(f"bot of epoch {epoch}") or beside
                if message.author.type is AuthorType.AGENT and message.kind is MessageKind.TEXT:
                    assert (owner, agent) == (Owner.AGENT, message.author.id)

    @invariant()
    def a_side_question_is_answered_once(self) -> None:
        for _, chat in self.chats:
            answered = Counter(m.payload["aside"] for m in self.said(chat) if "aside" in m.payload)
            assert max(answered.values(), default=1) == 1

    @invariant()
    def no_agent_above_capacity(self) -> None:
        """And the load that is kept is the load there is."""
        owned = Counter(self.conversation(chat).place_of for _, chat in self.chats)
        if self.agents:
            for one in self.run(people.list_agents(self.world.desk, actor=self.agents["Ana"])) or ():
                later, live = (owned[Place(agent_id=one.id, live=live)] for live in (False, True))
                assert (one.load, one.async_load, one.used) == (live, later, live + later / 2)
                # Two pieces of work for later are one place, until both customers are in the chat again.
                assert live + later <= 2 * CAPACITIES[one.name]

    @invariant()
    def every_change_of_owner_was_told(self) -> None:
        """Nothing is ever silent: each epoch but the first has its activity."""
        for _, chat in self.chats:
            told = [m for m in self.said(chat) if m.kind is MessageKind.ACTIVITY]
            assert len(told) >= self.conversation(chat).epoch - 1

    @invariant()
    def the_queue_is_in_order(self) -> None:
        """Positions count 1, 2, 3 … by the key."""
        places = self.run(queue.positions(self.world.desk)) or {}
        keys = sorted(key for _, chat in self.chats if (key := self.conversation(chat).queue_key) is not None)
        assert [(key.id, place) for place, key in enumerate(keys, start=1)] == [
            (chat, place.position) for chat, place in places.items()
        ]


async def _awaited(work: Awaitable[Result]) -> Result:
    return await work


def days_at_the_desk(machine: type[DeskMachine], number: int) -> None:
    """Run so many random days."""
    chosen = settings(
        max_examples=number,
        stateful_step_count=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_the_laws_hold_in_every_order_of_events() -> None:
    """A hundred random days, in memory."""
    days_at_the_desk(DeskMachine, 100)


def test_the_laws_hold_in_sql_too(sqlite_template: Path, tmp_path: Path) -> None:
    """A few of the same days on SQLite."""
    numbers = count()

    class SqlDeskMachine(DeskMachine):
        def make_store(self) -> Store:
            file = tmp_path / f"{next(numbers)}.db"
            shutil.copy(sqlite_template, file)
            self.engine = open_engine(f"sqlite+aiosqlite:///{file}")
            return SqlStore(self.engine)

        def teardown(self) -> None:
            self.loop.run_until_complete(self.engine.dispose())
            super().teardown()

    days_at_the_desk(SqlDeskMachine, 4)
