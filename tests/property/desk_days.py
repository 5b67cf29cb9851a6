"""What people, bots and time may do at a desk, in any order: the steps of a random day."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from handoff.desk.bot import asides, turns
from handoff.desk.conversation import conversations, feedback, merging, snooze
from handoff.desk.identity import people
from handoff.desk.mail import tickets
from handoff.desk.ownership import handoff, transfers
from handoff.desk.ownership.sweep import overdue
from handoff.desk.queueing import queue, waiting
from handoff.domain.bot.turn import BotMessage, BotReply, HandoffRequest, TurnOutcome
from handoff.domain.enums import (
    AuthorType,
    Availability,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
)
from handoff.domain.history.events import SideAsked
from tests.property.desk_day import CAPACITIES, DeskDay

AGENTS = st.sampled_from(sorted(CAPACITIES))
CHATS = st.integers(0, 3)
REASONS = st.sampled_from(list(EscalationReason))
PRIORITIES = st.sampled_from(list(Priority))


class DeskDays(DeskDay):
    """Every step, in any order."""

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
        before = self.conversation(self.conversation(id_).merged_into or id_).ticket
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

    @rule(into=CHATS, other=CHATS, agent=AGENTS)
    def agent_merges(self, into: int, other: int, agent: str) -> None:
        """Only what is the same customer's; then everything goes on in one."""
        (visitor, here), (stranger, there) = self.chats[into], self.chats[other]
        by = self.agents[agent]
        view = self.run(merging.merge(self.world.desk, agent=by, conversation_id=here, other=there))
        if view is not None:
            assert (visitor, self.conversation(there).merged_into) == (stranger, here)

    @rule(into=st.integers(2, 3), agent=AGENTS)
    def agent_takes_the_merge_back(self, into: int, agent: str) -> None:
        here, there = self.chats[into][1], self.chats[5 - into][1]
        by = self.agents[agent]
        if self.run(merging.unmerge(self.world.desk, agent=by, conversation_id=here, other=there)):
            assert self.conversation(there).merged_into is None

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
