"""Find conversations by words that were said in them, and by what they are like."""

from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.headers import view_of
from handoff.desk.ports import Transaction
from handoff.domain.conversation.attachment import in_words
from handoff.domain.conversation.search import Found, SearchHit, SearchPage, SearchQuery, excerpt, tokens_of
from handoff.domain.errors import Invalid
from handoff.domain.identity.people import Actor

PAGE = 30
MOST_OFFSET = 3000


async def search(
    desk: Desk, *, actor: Actor, text: str, query: SearchQuery, cursor: str | None = None
) -> SearchPage:
    """Staff find any conversation; each word is the beginning of one, in any of the desk's scripts."""
    actor.must_be_agent()
    offset = _offset(cursor)
    tokens = tokens_of(text)
    if text.strip() and not tokens:
        return SearchPage(items=())
    wanted = replace(query, tokens=tokens)
    async with desk.store.reading() as tx:
        found = await tx.search.find(wanted, offset=offset, limit=PAGE + 1)
        items = [await _shown(tx, one, desk, actor.id, tokens) for one in found[:PAGE]]
    return SearchPage(items=tuple(items), cursor=str(offset + PAGE) if found[PAGE:] else None)


async def _shown(
    tx: Transaction, found: Found, desk: Desk, reader_id: str, tokens: tuple[str, ...]
) -> SearchHit:
    message = found.message
    return SearchHit(
        conversation=await view_of(tx, found.conversation_id, desk, reader_id),
        message=message,
        excerpt=excerpt(in_words(message.text, message.payload), tokens) if message else (),
        count=found.count,
    )


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and int(cursor[:6]) <= MOST_OFFSET):
        raise Invalid("This cursor is not one of ours.")
    return int(cursor[:6])
