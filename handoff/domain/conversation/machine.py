"""The conversation: the state machine that holds law 1 (one owner, one deadline) and law 2 (the epoch)."""

from dataclasses import dataclass
from datetime import datetime

from handoff.domain.conversation.attachment import in_words
from handoff.domain.conversation.closing_form import NOT_RATED
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.merging import ConversationMerging
from handoff.domain.conversation.message import Message
from handoff.domain.enums import (
    AuthorType,
    Channel,
    ConversationState,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
)
from handoff.domain.errors import AlreadyClaimed, IllegalTransition
from handoff.domain.history.events import (
    ConversationOpened,
    ConversationRated,
    Event,
    MessageAdded,
    QueueChanged,
    TurnOwed,
)
from handoff.domain.policy import Policy

PREVIEW_CHARS = 120


@dataclass(slots=True, kw_only=True)
class Conversation(ConversationMerging):
    """One customer's conversation; nothing but its own methods may change it."""

    @classmethod
    def open(
        cls,
        *,
        id: str,
        visitor_id: str,
        lang: str,
        at: datetime,
        policy: Policy,
        channel: Channel = Channel.WIDGET,
    ) -> tuple["Conversation", tuple[Event, ...]]:
        """A new conversation belongs to the bot."""
        new = cls(id=id, visitor_id=visitor_id, lang=lang, opened_at=at, updated_at=at, channel=channel)
        new._set_deadline(at, policy)
        return new, (ConversationOpened(conversation_id=id, visitor_id=visitor_id),)

    def say(self, draft: Draft, *, at: datetime, policy: Policy) -> tuple[Message, tuple[Event, ...]]:
        """Give a message its place, if its author may speak now."""
        if not self._may_add(draft):
            raise IllegalTransition(
                f"{draft.author.type} may not add a {draft.kind} while {self.owner} owns this."
            )
        self.head_seq += 1
        self.updated_at = at
        message = Message(
            id=draft.id,
            conversation_id=self.id,
            seq=self.head_seq,
            author=draft.author,
            kind=draft.kind,
            text=draft.text,
            lang=draft.lang or self.lang,
            created_at=at,
            client_message_id=draft.client_message_id,
            payload=draft.payload,
        )
        if draft.kind in (MessageKind.TEXT, MessageKind.CARD):
            self.preview = in_words(draft.text, draft.payload)[:PREVIEW_CHARS]
        self._note_who_waits(message, at, policy)
        events: list[Event] = [
            MessageAdded(conversation_id=self.id, visitor_id=self.visitor_id, message=message)
        ]
        if message.author.type is AuthorType.VISITOR and self.owes_turn:
            events.append(TurnOwed(conversation_id=self.id, epoch=self.epoch))
        return message, tuple(events)

    def enqueue(
        self,
        *,
        reason: EscalationReason,
        priority: Priority,
        at: datetime,
        policy: Policy,
        skill: str | None = None,
    ) -> tuple[Event, ...]:
        """A person is needed: from the bot, or from a resolved conversation, into the queue."""
        if self.with_people:
            raise IllegalTransition(f"A conversation owned by {self.owner} cannot be queued again.")
        self.reason, self.priority, self.waiting_since = reason, priority, at
        self.skill, self.team_id = skill, None
        self.goal = None
        return self._hand_to(Owner.QUEUE, at, policy)

    def leave_queue(self, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The customer waits for nobody any more: back to the bot, which answers what comes from now on."""
        if self.owner is not Owner.QUEUE:
            raise IllegalTransition("Only a waiting conversation can leave the queue.")
        return self._to_bot(at, policy)

    def ask_call_back(self, *, at: datetime) -> tuple[Event, ...]:
        """Whoever takes it shall telephone the customer."""
        if not self.with_people:
            raise IllegalTransition("Nobody but a person can call back.")
        self.call_back, self.updated_at = True, at
        return (self._changed(),)

    def become_ticket(self, number: int, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """It goes on without anybody waiting at the page; its owner and its place in the queue stay."""
        if not self.with_people or self.ticket is not None:
            raise IllegalTransition("Only a conversation with people that is no ticket yet can become one.")
        self.ticket, self.updated_at = number, at
        self._set_deadline(at, policy)
        return (self._changed(),)

    def mail_fails(self, fails: bool, *, at: datetime) -> tuple[Event, ...]:
        """E-mail to the customer's address does not arrive, or may arrive again."""
        if fails is self.undeliverable:
            return ()
        self.undeliverable, self.updated_at = fails, at
        return (self._changed(),)

    def await_mail(self, *, at: datetime) -> tuple[Event, ...]:
        """The customer left an address to be answered at: until they write again nobody waits."""
        if not self.with_people:
            raise IllegalTransition("Nobody but a person can answer by e-mail.")
        self.email_left, self.updated_at = True, at
        return (self._changed(),)

    def claim(self, *, agent_id: str, name: str, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """An agent takes it, from the queue or straight from the bot."""
        if self.owner is Owner.AGENT:
            raise AlreadyClaimed
        if self.owner is Owner.NOBODY:
            raise IllegalTransition("A resolved conversation cannot be claimed.")
        if self.waiting_since is None:
            self.waiting_since = at
        return self._hand_to(Owner.AGENT, at, policy, agent_id=agent_id, agent_name=name)

    def transfer(self, *, agent_id: str, name: str, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """From one agent to another."""
        self._must_be_agents("transferred")
        if self.agent_id == agent_id:
            raise IllegalTransition("The conversation is theirs already.")
        return self._hand_to(Owner.AGENT, at, policy, agent_id=agent_id, agent_name=name)

    def release(self, *, at: datetime, policy: Policy, team_id: str | None = None) -> tuple[Event, ...]:
        """Back to the queue, perhaps to a team's, with the waiting time it had: so it stands in front."""
        self._must_be_agents("released")
        self.team_id = team_id or self.team_id
        return self._hand_to(Owner.QUEUE, at, policy)

    def assign_team(self, team_id: str | None, *, at: datetime) -> tuple[Event, ...]:
        """Let a waiting conversation be served by one team only, or by any."""
        if self.owner is not Owner.QUEUE:
            raise IllegalTransition("Only a waiting conversation can be given to a team.")
        self.team_id, self.updated_at = team_id, at
        return (self._changed(), QueueChanged())

    def sort_anew(self, *, team_id: str | None, skill: str | None, at: datetime) -> tuple[Event, ...]:
        """The team or the skill that it is for has another name, or is no more."""
        self._must_be_open()
        self.team_id, self.skill, self.updated_at = team_id, skill, at
        return (self._changed(), QueueChanged())

    def hand_back(self, *, task: str | None, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """From the agent to the bot, which answers only what comes from now on."""
        self._must_be_agents("handed back")
        self.task = task
        return self._to_bot(at, policy)

    def begin_task(self, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The bot owes a turn for its task: to the message that told of the hand back, as to a customer's."""
        if self.owed_task is None or self.owes_turn or self.head_seq == self.bot_cursor:
            raise IllegalTransition("There is no task to begin.")
        self.last_visitor_seq = self.head_seq
        self._set_deadline(at, policy)
        return (TurnOwed(conversation_id=self.id, epoch=self.epoch),)

    def finish_task(self) -> tuple[Event, ...]:
        """The bot's answer to the agent's task has helped."""
        if self.task is None or self.owed_task is not None:
            return ()
        self.task = None
        return (self._changed(),)

    def snooze(self, *, until: datetime | None, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The agent keeps it but puts it aside: until a moment, or until the customer writes."""
        self._must_be_agents("put aside")
        self.state, self.snoozed_until, self.updated_at = ConversationState.SNOOZED, until, at
        self._set_deadline(at, policy)
        return (self._changed(),)

    def wake(self, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The agent who put it aside goes on with it."""
        if not self.snoozed:
            raise IllegalTransition("The conversation is not put aside.")
        self.state, self.snoozed_until, self.updated_at = ConversationState.OPEN, None, at
        self._set_deadline(at, policy)
        return (self._changed(),)

    def resolve(self, *, reason: str | None, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """Nobody needs to do anything more."""
        self._must_be_open()
        served = self.owner is not Owner.QUEUE and self.last_visitor_seq > 0
        self.state, self.resolved_at, self.resolve_reason = ConversationState.RESOLVED, at, reason
        self.csat, self.csat_due = None, served and reason not in NOT_RATED
        return self._hand_to(Owner.NOBODY, at, policy)

    def reopen(self, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The customer writes again after the end: the bot listens."""
        if self.owner is not Owner.NOBODY:
            raise IllegalTransition("The conversation is open already.")
        return self._to_bot(at, policy)

    def return_to(
        self, *, agent_id: str, name: str, reason: EscalationReason, at: datetime, policy: Policy
    ) -> tuple[Event, ...]:
        """After the end straight back to the agent who had it: the customer is back, or is owed something."""
        if self.owner is not Owner.NOBODY:
            raise IllegalTransition("The conversation is open already.")
        self.reason, self.priority, self.waiting_since = reason, Priority.NORMAL, at
        self.skill = self.team_id = None
        return self._hand_to(Owner.AGENT, at, policy, agent_id=agent_id, agent_name=name)

    def finish_turn(
        self, *, upto_seq: int, at: datetime, policy: Policy, deferred: EscalationReason | None = None
    ) -> tuple[Event, ...]:
        """The bot has dealt with everything up to `upto_seq`; what came meanwhile is still owed.

        `deferred` says why a person would be needed, had the bot not been given one more try.
        """
        if self.owner is not Owner.BOT or not self.bot_cursor < upto_seq <= self.head_seq:
            raise IllegalTransition("This turn is not the bot's any more.")
        self.bot_cursor, self.updated_at, self.deferred = upto_seq, at, deferred
        self._set_deadline(at, policy)
        return (TurnOwed(conversation_id=self.id, epoch=self.epoch),) if self.owes_turn else ()

    def remind(self, *, at: datetime, policy: Policy) -> None:
        """The deadline was missed and the desk has seen it: set the next one."""
        self._must_be_open()
        self.reminders += 1
        self._set_deadline(at, policy)

    def look_at_clocks(self, *, at: datetime) -> tuple[Event, ...]:
        """A clock's warning or due moment may have passed."""
        judged = self.sla.judged(at)
        if judged == self.sla:
            return ()
        self.sla = judged
        return (self._changed(),)

    def speak(self, lang: str, *, at: datetime) -> tuple[Event, ...]:
        """The customer writes in another language than before."""
        if lang == self.lang:
            return ()
        self.lang, self.updated_at = lang, at
        return (self._changed(),)

    def understand(self, goal: str | None) -> None:
        """Keep what the customer wants, for the lists."""
        self.goal = goal

    def rate(self, score: int, *, at: datetime) -> tuple[Event, ...]:
        """The customer says how satisfied they were; each end is rated once, and the last word counts."""
        if self.owner is not Owner.NOBODY or not self.csat_due:
            raise IllegalTransition("There is nothing to rate now.")
        self.csat, self.updated_at = score, at
        rated = ConversationRated(conversation_id=self.id, visitor_id=self.visitor_id, score=score)
        return (rated, self._changed())

    def belong_to(self, visitor_id: str) -> tuple[Event, ...]:
        """Its visitor turned out to be a contact who was known before."""
        self.visitor_id = visitor_id
        return (self._changed(),)

    def classify(self, tags: tuple[str, ...], *, at: datetime) -> tuple[Event, ...]:
        """Say what it is about."""
        if tags == self.tags:
            return ()
        self.tags, self.updated_at = tags, at
        return (self._changed(),)

    def prioritise(self, priority: Priority, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """Serve it sooner or later than it would be; clocks that run keep their target."""
        self._must_be_open()
        if priority is self.priority:
            return ()
        self.priority, self.updated_at = priority, at
        if self.with_people and not self.snoozed:
            self._set_deadline(at, policy)
        return (self._changed(), QueueChanged()) if self.owner is Owner.QUEUE else (self._changed(),)

    def touch(self, *, at: datetime) -> tuple[Event, ...]:
        """Something about its customer is different."""
        self.updated_at = at
        return (self._changed(),)
