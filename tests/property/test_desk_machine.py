"""Whatever people, bots and time do in whatever order, the laws hold after every step."""

import shutil
from collections import Counter
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from handoff.desk.identity import people
from handoff.desk.ports import Store
from handoff.desk.queueing import queue
from handoff.domain.enums import AuthorType, ConversationState, MessageKind, Owner
from handoff.domain.history.events import MessageAdded, OwnerChanged
from handoff.domain.queueing.place import Place
from handoff.storage.engine.database import open_engine
from handoff.storage.store import SqlStore
from tests.property.desk_day import CAPACITIES
from tests.property.desk_days import DeskDays


class DeskMachine(DeskDays):
    """The laws, looked at after every step."""

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
    def what_was_merged_leads_to_what_goes_on(self) -> None:
        """In one step, to the same customer's; and nobody has to act in it."""
        for _, chat in self.chats:
            one = self.conversation(chat)
            if one.merged_into is not None:
                whole = self.conversation(one.merged_into)
                assert (whole.visitor_id, whole.merged_into) == (one.visitor_id, None)
                assert (one.owner, one.owes_turn) == (Owner.NOBODY, False)

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
