"""What other use cases note in the ledger of promises; each step runs inside their work."""

from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Message
from handoff.domain.enums import AuthorType
from handoff.domain.history.events import PromiseMoved, PromisesChanged
from handoff.domain.promise.ledger import MOST_TEXT_CHARS, Promise, warning_of
from handoff.domain.promise.reading import promises_in


async def note_promises(work: Work, conversation: Conversation, message: Message) -> None:
    """Write down what a public message promises; an article that the bot quotes promises nothing."""
    if "answer" in message.payload:
        return
    calendar = work.policy.terms.calendar
    keeper = message.author.id if message.author.type is AuthorType.AGENT else None
    made = [
        Promise(
            id=work.desk.new_id(),
            conversation_id=conversation.id,
            seq=message.seq,
            text=found.text[:MOST_TEXT_CHARS],
            author=message.author.type,
            made_at=work.at,
            due_at=found.due_at,
            warn_at=(warn_at := warning_of(work.at, found.due_at, calendar)),
            next_at=warn_at,
            timed=found.timed,
            keeper_id=keeper,
        )
        for found in promises_in(message.text, message.lang, work.at, calendar)
    ]
    await work.tx.promises.add(made)
    for promise in made:
        note(work, conversation, promise)


async def keep_by_words(work: Work, conversation: Conversation, message: Message) -> None:
    """A person has written to the customer: what was owed is kept, unless it was promised only just now."""
    for promise in await work.tx.promises.of(conversation.id):
        if promise.open and promise.is_kept_by_words_at(work.at):
            kept = promise.kept(work.at, by=message.author.id, seq=message.seq)
            await work.tx.promises.save(kept)
            note(work, conversation, kept)


def note(work: Work, conversation: Conversation, promise: Promise) -> None:
    """Tell of a promise that is not as it was."""
    moved = PromiseMoved(
        conversation_id=conversation.id,
        visitor_id=conversation.visitor_id,
        promise_id=promise.id,
        author=promise.author,
        state=promise.state,
        late=promise.late,
    )
    work.record([moved, PromisesChanged(conversation_id=conversation.id)])
