"""How one conversation goes on in another, and how both are put back as they were."""

from dataclasses import fields
from datetime import datetime

from handoff.domain.conversation.closing_form import MOST_TAGS
from handoff.domain.conversation.merge import Standing, more_urgent
from handoff.domain.conversation.rules import GONE_ON, ConversationRules
from handoff.domain.enums import ConversationState, Owner
from handoff.domain.errors import IllegalTransition
from handoff.domain.history.events import Event, QueueChanged, TurnOwed
from handoff.domain.policy import Policy

MERGED = "merged"


class ConversationMerging(ConversationRules):
    """For the conversation's own methods alone."""

    __slots__ = ()

    def merge_into(self, other_id: str, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """What comes from now on belongs into the other one; nobody is asked how this one was."""
        if self.merged_into is not None:
            raise IllegalTransition(GONE_ON)
        self.csat_due = False
        if self.owner is Owner.NOBODY:
            self.merged_into, self.updated_at = other_id, at
            return (self._changed(),)
        # Nobody has solved anything: no target was met by putting it away.
        clocks = self.sla.ended(at, policy.terms, solved=False)
        self.state, self.resolved_at, self.resolve_reason = ConversationState.RESOLVED, at, MERGED
        self.csat = None
        events = self._hand_to(Owner.NOBODY, at, policy)
        self.sla, self.merged_into = clocks, other_id
        return events

    def go_on_in(self, other_id: str, *, at: datetime) -> tuple[Event, ...]:
        """The conversation that this one was merged into was merged itself, or that was undone."""
        if self.merged_into is None:
            raise IllegalTransition("This conversation was not merged into another.")
        self.merged_into, self.updated_at = other_id, at
        return (self._changed(),)

    def unmerge(self, was: Standing, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The merge was a mistake: back to where it was, with everything it had."""
        if self.merged_into is None:
            raise IllegalTransition("This conversation was not merged into another.")
        self.merged_into = None
        events = (self._changed(),) if was.owner is Owner.NOBODY else self._back_to(was, at, policy)
        for one in fields(was):
            if one.name not in ("tags", "goal"):
                setattr(self, one.name, getattr(was, one.name))
        self.updated_at = at
        self._set_deadline(at, policy)
        return (*events, TurnOwed(conversation_id=self.id, epoch=self.epoch)) if self.owes_turn else events

    def _back_to(self, was: Standing, at: datetime, policy: Policy) -> tuple[Event, ...]:
        return self._hand_to(was.owner, at, policy, agent_id=was.agent_id, agent_name=was.agent_name)

    def take_in(self, was: Standing, *, asked: bool, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """Another conversation goes on here, with subject and urgency; `asked`: an answer is due in it."""
        self._must_be_open()
        self.tags = (*self.tags, *(tag for tag in was.tags if tag not in self.tags))[:MOST_TAGS]
        self.goal, self.updated_at = self.goal or was.goal, at
        if was.owner is not Owner.NOBODY:
            self.priority = more_urgent(self.priority, was.priority)
            self.call_back = self.call_back or was.call_back
        if was.owner in (Owner.QUEUE, Owner.AGENT) and was.waiting_since is not None:
            self.waiting_since = min(self.waiting_since or was.waiting_since, was.waiting_since)
        if asked and self.with_people:
            self.customer_waits = True
            self.sla = self.sla.asked(at, self.priority, policy.terms)
        if self.with_people:
            self._set_deadline(at, policy)
        return (self._changed(), QueueChanged()) if self.owner is Owner.QUEUE else (self._changed(),)

    def give_back(self, was: Standing, other: Standing, *, at: datetime, policy: Policy) -> tuple[Event, ...]:
        """The other one is taken out again: what it brought along goes with it."""
        brought = [tag for tag in other.tags if tag not in was.tags]
        self.tags = tuple(tag for tag in self.tags if tag not in brought)
        if self.priority is more_urgent(was.priority, other.priority):
            self.priority = was.priority
        self.goal, self.waiting_since = was.goal, was.waiting_since
        self.customer_waits, self.call_back, self.sla = was.customer_waits, was.call_back, was.sla
        self.updated_at = at
        self._set_deadline(at, policy)
        return (self._changed(),)
