"""The rules that hold at every change of a conversation: who may speak, who waits, and by when."""

from dataclasses import replace
from datetime import datetime

from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.message import Message, says_helped
from handoff.domain.conversation.record import ConversationRecord
from handoff.domain.enums import (
    AuthorType,
    ConversationState,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
)
from handoff.domain.errors import IllegalTransition
from handoff.domain.history.events import ConversationChanged, Event, OwnerChanged, QueueChanged
from handoff.domain.policy import Policy
from handoff.domain.timing.sla import moved

GONE_ON = "This conversation was merged into another and goes on there."


class ConversationRules(ConversationRecord):
    """For the conversation's own methods alone."""

    __slots__ = ()

    def _to_bot(self, at: datetime, policy: Policy) -> tuple[Event, ...]:
        self.state, self.resolved_at, self.resolve_reason = ConversationState.OPEN, None, None
        self.bot_cursor = self.bot_since_seq = self.head_seq
        self.reason, self.priority, self.waiting_since = None, Priority.NORMAL, None
        self.skill, self.team_id, self.call_back, self.email_left = None, None, False, False
        return self._hand_to(Owner.BOT, at, policy)

    def _hand_to(
        self,
        owner: Owner,
        at: datetime,
        policy: Policy,
        *,
        agent_id: str | None = None,
        agent_name: str | None = None,
    ) -> tuple[Event, ...]:
        """The one place where the owner, and with it the epoch, changes."""
        if self.merged_into is not None:
            raise IllegalTransition(GONE_ON)
        before, agent_before = self.owner, self.agent_id
        asked = self.owes_turn or (self.with_people and self.customer_waits)
        self.owner, self.agent_id, self.agent_name = owner, agent_id, agent_name
        self.epoch += 1
        self.reminders, self.updated_at, self.deferred = 0, at, None
        if owner is not Owner.NOBODY:
            self.state, self.resolved_at, self.resolve_reason = ConversationState.OPEN, None, None
        if owner is not Owner.BOT:
            self.task = None
        for_promise = self.reason is EscalationReason.PROMISE_DUE
        self.customer_waits = self.with_people and (asked or not for_promise)
        self.sla = moved(self.sla, before, owner, at, self.priority, policy.terms)
        if for_promise and not asked:  # nobody waits for a first answer: what is due is the promise
            self.sla = replace(self.sla, first_response=None)
        self.deadline_at = self.snoozed_until = None
        self._set_deadline(at, policy)
        changed = OwnerChanged(
            conversation_id=self.id,
            visitor_id=self.visitor_id,
            epoch=self.epoch,
            before=before,
            after=owner,
            at=at,
            agent_before=agent_before,
            agent_after=agent_id,
            reason=self.reason,
        )
        return (changed, QueueChanged()) if Owner.QUEUE in (before, owner) else (changed,)

    def _note_who_waits(self, message: Message, at: datetime, policy: Policy) -> None:
        author, kind = message.author.type, message.kind
        if self.owner is Owner.NOBODY:
            return
        if author is AuthorType.VISITOR:
            waited = self.owes_turn or (self.owner is Owner.AGENT and self.customer_waits)
            self.last_visitor_seq, self.customer_waits, self.email_left = message.seq, True, False
            self.sla = self.sla.heard(at)
            if self.with_people:
                self.sla = self.sla.asked(at, self.priority, policy.terms)
            if waited or self.owner is Owner.QUEUE:
                return
        elif author is AuthorType.AGENT and kind is not MessageKind.NOTE:
            self.customer_waits, self.reminders = False, 0
            self.sla = self.sla.answered(at, policy.terms)
        else:
            return
        self._set_deadline(at, policy)

    def _set_deadline(self, at: datetime, policy: Policy) -> None:
        if self.snoozed:
            self.deadline_at = self.snoozed_until or at + policy.snooze_most
            return
        waits = self.owes_turn if self.owner is Owner.BOT else self.customer_waits
        patience = policy.patience(
            self.owner, self.priority, customer_waits=waits, asynchronous=self.asynchronous
        )
        if self.deferred is not None and not waits:
            patience = policy.more_facts
        self.deadline_at = at + patience if patience is not None else None

    def _may_add(self, draft: Draft) -> bool:
        author, kind = draft.author, draft.kind
        if author.type is AuthorType.SYSTEM:
            return kind in (MessageKind.ACTIVITY, MessageKind.NOTE)
        if kind is MessageKind.ACTIVITY:
            return False
        if kind is MessageKind.NOTE:
            return author.type is AuthorType.AGENT
        if author.type is AuthorType.VISITOR:
            return self.owner is not Owner.NOBODY or says_helped(draft.payload)
        if author.type is AuthorType.BOT:
            return draft.epoch == self.epoch and self.owner is (Owner.QUEUE if draft.aside else Owner.BOT)
        return author.id is not None and self.owned_by(author.id)

    def _must_be_open(self) -> None:
        if self.owner is Owner.NOBODY:
            raise IllegalTransition("The conversation is resolved.")

    def _must_be_agents(self, what: str) -> None:
        if self.owner is not Owner.AGENT:
            raise IllegalTransition(f"A conversation owned by {self.owner} cannot be {what}.")

    def _changed(self) -> Event:
        return ConversationChanged(conversation_id=self.id, visitor_id=self.visitor_id)
