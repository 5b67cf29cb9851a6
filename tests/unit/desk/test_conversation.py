"""The state machine: who may own, who may speak, and what every change does."""

from datetime import timedelta

import pytest

from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author
from handoff.domain.enums import (
    AuthorType,
    ConversationState,
    EscalationReason,
    MessageKind,
    Owner,
    Priority,
)
from handoff.domain.errors import AlreadyClaimed, IllegalTransition
from handoff.domain.history.events import (
    ConversationOpened,
    MessageAdded,
    OwnerChanged,
    QueueChanged,
    TurnOwed,
)
from handoff.domain.policy import Policy
from tests.support.desks import START

POLICY = Policy()
VISITOR = Author(type=AuthorType.VISITOR, id="v")
ANA = Author(type=AuthorType.AGENT, id="ana", name="Ana")
REZA = Author(type=AuthorType.AGENT, id="reza", name="Reza")
BOT = Author(type=AuthorType.BOT)
SYSTEM = Author(type=AuthorType.SYSTEM)
NOW = {"at": START, "policy": POLICY}


def opened() -> Conversation:
    return Conversation.open(id="c", visitor_id="v", lang="en", **NOW)[0]  # type: ignore[arg-type]


def in_queue(priority: Priority = Priority.NORMAL) -> Conversation:
    conversation = opened()
    conversation.enqueue(reason=EscalationReason.COMPLEX, priority=priority, at=START, policy=POLICY)
    return conversation


def with_ana() -> Conversation:
    conversation = in_queue()
    conversation.claim(agent_id="ana", name="Ana", at=START, policy=POLICY)
    return conversation


def resolved() -> Conversation:
    conversation = opened()
    conversation.resolve(reason=None, at=START, policy=POLICY)
    return conversation


STATES = {Owner.BOT: opened, Owner.QUEUE: in_queue, Owner.AGENT: with_ana, Owner.NOBODY: resolved}
COMPLEX = {"reason": EscalationReason.COMPLEX, "priority": Priority.LOW}
REZAS = {"agent_id": "reza", "name": "Reza"}
LEGAL = {
    ("enqueue", Owner.BOT): Owner.QUEUE,
    ("enqueue", Owner.NOBODY): Owner.QUEUE,
    ("claim", Owner.BOT): Owner.AGENT,
    ("claim", Owner.QUEUE): Owner.AGENT,
    ("transfer", Owner.AGENT): Owner.AGENT,
    ("release", Owner.AGENT): Owner.QUEUE,
    ("hand_back", Owner.AGENT): Owner.BOT,
    ("resolve", Owner.BOT): Owner.NOBODY,
    ("resolve", Owner.QUEUE): Owner.NOBODY,
    ("resolve", Owner.AGENT): Owner.NOBODY,
    ("reopen", Owner.NOBODY): Owner.BOT,
    ("leave_queue", Owner.QUEUE): Owner.BOT,
    ("return_to", Owner.NOBODY): Owner.AGENT,
}
ARGUMENTS = {
    "enqueue": COMPLEX,
    "claim": REZAS,
    "transfer": REZAS,
    "release": {},
    "hand_back": {"task": None},
    "resolve": {"reason": None},
    "reopen": {},
    "leave_queue": {},
    "return_to": {**REZAS, "reason": EscalationReason.CAME_BACK},
}


@pytest.mark.parametrize("owner", STATES)
@pytest.mark.parametrize("step", ARGUMENTS)
def test_each_step_leads_where_the_table_says_or_is_refused(step: str, owner: Owner) -> None:
    """A legal step gives a new owner, epoch and deadline; any other changes nothing."""
    conversation = STATES[owner]()
    epoch = conversation.epoch
    arguments = ARGUMENTS[step] | NOW
    wanted = LEGAL.get((step, owner))
    if wanted is None:
        with pytest.raises((IllegalTransition, AlreadyClaimed)):
            getattr(conversation, step)(**arguments)
        assert (conversation.owner, conversation.epoch) == (owner, epoch)
        return
    events = getattr(conversation, step)(**arguments)
    changed = next(event for event in events if isinstance(event, OwnerChanged))
    assert (changed.before, changed.after, changed.epoch) == (owner, wanted, epoch + 1)
    assert (conversation.owner, conversation.epoch) == (wanted, epoch + 1)
    assert (conversation.deadline_at is None) == (wanted is Owner.NOBODY)
    assert (conversation.state is ConversationState.RESOLVED) == (wanted is Owner.NOBODY)
    assert (conversation.agent_id == "reza") == (wanted is Owner.AGENT)
    assert (QueueChanged() in events) == (Owner.QUEUE in (owner, wanted))


MAY_SPEAK = {
    (VISITOR, MessageKind.TEXT): {Owner.BOT, Owner.QUEUE, Owner.AGENT},
    (BOT, MessageKind.TEXT): {Owner.BOT},
    (ANA, MessageKind.TEXT): {Owner.AGENT},
    (REZA, MessageKind.TEXT): set(),
    (REZA, MessageKind.NOTE): set(Owner),
    (VISITOR, MessageKind.NOTE): set(),
    (BOT, MessageKind.NOTE): set(),
    (SYSTEM, MessageKind.ACTIVITY): set(Owner),
    (SYSTEM, MessageKind.TEXT): set(),
    (VISITOR, MessageKind.ACTIVITY): set(),
}


@pytest.mark.parametrize("owner", STATES)
@pytest.mark.parametrize(("author", "kind"), MAY_SPEAK, ids=lambda value: str(getattr(value, "id", value)))
def test_only_the_right_people_may_speak(author: Author, kind: MessageKind, owner: Owner) -> None:
    """Law 2 and its neighbours: who may add which kind of message under which owner."""
    conversation = STATES[owner]()
    draft = Draft(id="m", author=author, kind=kind, text="hi", epoch=conversation.epoch)
    if owner not in MAY_SPEAK[author, kind]:
        with pytest.raises(IllegalTransition):
            conversation.say(draft, at=START, policy=POLICY)
        assert conversation.head_seq == 0
        return
    message, events = conversation.say(draft, at=START, policy=POLICY)
    assert (message.seq, conversation.head_seq) == (1, 1)
    assert MessageAdded(conversation_id="c", visitor_id="v", message=message) in events


@pytest.mark.parametrize("owner", STATES)
@pytest.mark.parametrize("behind", [0, 1])
def test_a_side_answer_is_let_in_only_while_the_customer_waits(owner: Owner, behind: int) -> None:
    """And only under the epoch in which it was asked."""
    conversation = STATES[owner]()
    draft = Draft(id="m", author=BOT, text="hi", epoch=conversation.epoch - behind, aside=True)
    if owner is Owner.QUEUE and not behind:
        assert conversation.say(draft, at=START, policy=POLICY)[0].seq == 1
        return
    with pytest.raises(IllegalTransition):
        conversation.say(draft, at=START, policy=POLICY)


def test_a_bot_of_an_older_epoch_may_not_speak() -> None:
    """The fence: handed to a person and back, the old turn stays void."""
    conversation = with_ana()
    conversation.hand_back(task=None, at=START, policy=POLICY)
    with pytest.raises(IllegalTransition):
        conversation.say(Draft(id="m", author=BOT, text="late", epoch=1), at=START, policy=POLICY)


def test_opening_is_a_fact() -> None:
    """A new conversation belongs to the bot at epoch 1, which owes nothing yet."""
    conversation, events = Conversation.open(id="c", visitor_id="v", lang="en", at=START, policy=POLICY)
    assert events == (ConversationOpened(conversation_id="c", visitor_id="v"),)
    assert (conversation.owner, conversation.epoch, conversation.owes_turn) == (Owner.BOT, 1, False)
    assert conversation.deadline_at == START + POLICY.bot_idle


def say(conversation: Conversation, author: Author, seconds: float = 0) -> tuple[object, ...]:
    draft = Draft(id="m", author=author, text="hi", epoch=conversation.epoch)
    return conversation.say(draft, at=START + timedelta(seconds=seconds), policy=POLICY)[1]


def test_a_question_owes_a_turn_until_it_is_finished() -> None:
    """What comes while the bot thinks is owed too, and the deadline is that of the first."""
    conversation = opened()
    assert TurnOwed(conversation_id="c", epoch=1) in say(conversation, VISITOR)
    say(conversation, VISITOR, seconds=30)
    assert conversation.deadline_at == START + POLICY.bot_turn
    events = conversation.finish_turn(upto_seq=1, at=START, policy=POLICY)
    assert events == (TurnOwed(conversation_id="c", epoch=1),)
    assert conversation.finish_turn(upto_seq=2, at=START, policy=POLICY) == ()
    assert conversation.deadline_at == START + POLICY.bot_idle
    for seq in (1, 2, 3):
        with pytest.raises(IllegalTransition):
            conversation.finish_turn(upto_seq=seq, at=START, policy=POLICY)


@pytest.mark.parametrize("state", [in_queue, with_ana])
def test_with_people_a_question_owes_the_bot_nothing(state: type) -> None:
    """Law 2: while people serve, Rasa is not called."""
    conversation = state()
    assert len(say(conversation, VISITOR)) == 1
    assert not conversation.owes_turn


def test_handing_back_does_not_wake_old_questions() -> None:
    """The bot answers only what comes from now on."""
    conversation = with_ana()
    say(conversation, VISITOR)
    conversation.hand_back(task="walk through article 12", at=START, policy=POLICY)
    assert not conversation.owes_turn
    assert (conversation.bot_since_seq, conversation.owed_task) == (1, "walk through article 12")
    assert (conversation.reason, conversation.waiting_since) == (None, None)
    say(conversation, VISITOR)
    assert conversation.owes_turn


def test_a_released_customer_keeps_the_waiting_time() -> None:
    """Whoever was let down stands where they would have stood."""
    conversation = with_ana()
    conversation.release(at=START + timedelta(hours=1), policy=POLICY)
    assert conversation.waiting_since == START
    assert conversation.queue_key is not None


def test_the_agent_has_a_deadline_as_long_as_the_customer_waits() -> None:
    """Claimed, the customer waits; answered, they do not; asking again, they wait from then."""
    conversation = with_ana()
    assert conversation.deadline_at == START + POLICY.agent_reply
    say(conversation, ANA, seconds=10)
    assert conversation.deadline_at == START + timedelta(seconds=10) + POLICY.agent_idle
    say(conversation, VISITOR, seconds=20)
    say(conversation, VISITOR, seconds=90)
    assert conversation.deadline_at == START + timedelta(seconds=20) + POLICY.agent_reply
    say_note = Draft(id="n", author=REZA, kind=MessageKind.NOTE, text="psst")
    conversation.say(say_note, at=START + timedelta(seconds=100), policy=POLICY)
    assert conversation.deadline_at == START + timedelta(seconds=20) + POLICY.agent_reply


def test_reminding_sets_the_next_deadline() -> None:
    """A missed deadline is followed by another one."""
    conversation = in_queue(Priority.URGENT)
    later = START + timedelta(minutes=2)
    conversation.remind(at=later, policy=POLICY)
    assert conversation.reminders == 1
    assert conversation.deadline_at == later + POLICY.queue_reminder[Priority.URGENT]
    with pytest.raises(IllegalTransition):
        resolved().remind(at=later, policy=POLICY)


def test_an_agent_cannot_transfer_to_themselves() -> None:
    """It would only cost an epoch."""
    with pytest.raises(IllegalTransition):
        with_ana().transfer(agent_id="ana", name="Ana", at=START, policy=POLICY)
