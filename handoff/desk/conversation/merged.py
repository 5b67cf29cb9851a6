"""Where a merged conversation goes on, and what was said in the ones that were merged into another."""

from collections.abc import Sequence
from dataclasses import replace

from handoff.desk.ports import Transaction
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.merge import lines_of, merged_by
from handoff.domain.conversation.message import Author, Message


async def going_on(work: Work, conversation: Conversation) -> Conversation:
    """The conversation, or the one that it was merged into: what a customer does there is done here.

    The first is locked before the second, as a merge does it.
    """
    while conversation.merged_into is not None:
        conversation = await work.conversation(conversation.merged_into, visitor_id=conversation.visitor_id)
    return conversation


async def said_before(
    tx: Transaction, conversation: Conversation, author: Author, client_message_id: str
) -> Message | None:
    """What was sent under this id, here or in a conversation that goes on here."""
    for id_ in (conversation.id, *await tx.conversations.merged_into(conversation.id)):
        sent = await tx.messages.by_client_id(id_, author, client_message_id)
        if sent is not None:
            return sent
    return None


async def brought_along(tx: Transaction, messages: Sequence[Message]) -> list[Message]:
    """What was said in conversations merged into this one, at the place of the line that tells of each."""
    found: list[Message] = []
    for line in lines_of(messages):
        said = await tx.messages.of(merged_by(line) or "")
        found += [replace(one, seq=line.seq) for one in (*await brought_along(tx, said), *said)]
    return found
