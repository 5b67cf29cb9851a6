"""Begin, look at, list and end conversations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handoff.desk.context import Desk
from handoff.desk.conversation.closing import form_in
from handoff.desk.conversation.merged import brought_along
from handoff.desk.headers import view_of, with_places
from handoff.desk.identity.consents import lacks_consent, note_consent
from handoff.desk.identity.intake import Answers, keep_answers
from handoff.desk.ownership.handovers import close, read_brief
from handoff.desk.ports import Transaction
from handoff.desk.work import Work, working
from handoff.domain.conversation.closing_form import LEFT_QUEUE
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import visible_to_visitor
from handoff.domain.conversation.view import ConversationView, Opened, Page, Transcript, Viewed
from handoff.domain.enums import ConversationState, ListView, Owner
from handoff.domain.errors import Blocked, NotFound
from handoff.domain.identity.people import Actor, Visitor

PAGE_LIMIT = 100


async def open_conversation(
    desk: Desk,
    *,
    visitor_id: str,
    conversation_id: str | None = None,
    after: int = 0,
    lang: str | None = None,
    begin: bool = False,
    intake: Answers | None = None,
) -> Opened:
    """Resume the visitor's conversation (the named one, else the open one) or begin a new one.

    `begin` leaves an open one as it is; only one in which nothing has been said yet is taken up.
    `intake` is kept with a new one; that it was agreed is kept of the visitor, whenever they did.
    """
    if conversation_id is None:
        conversation_id = await _open_or_new(desk, visitor_id, lang, begin, intake)
    elif intake and intake.consent:
        await _agree_late(desk, visitor_id, conversation_id, lang, intake)
    async with desk.store.reading() as tx:
        view = await view_of(tx, conversation_id, desk, visitor_id)
        if view.visitor_id != visitor_id:
            raise NotFound("There is no such conversation.")
        messages = await tx.messages.of(conversation_id, after=max(0, after))
        marks = await tx.messages.marks(conversation_id, visitors=False)
    return Opened(
        conversation=view,
        messages=visible_to_visitor(messages),
        head_seq=view.head_seq,
        delivered_to_agent=marks.delivered,
        seen_by_agent=marks.seen,
    )


async def _open_or_new(
    desk: Desk, visitor_id: str, lang: str | None, begin: bool, intake: Answers | None
) -> str:
    async with working(desk) as work:
        visitor = await work.tx.people.visitor(visitor_id)
        if visitor is None:
            raise NotFound("There is no such visitor.")
        if visitor.blocked_at is not None:
            raise Blocked
        lang = desk.policy_now.languages.answering(lang or visitor.locale)
        known = await work.tx.conversations.open_of(visitor_id)
        if known is not None and not (begin and await _has_begun(work, known)):
            if intake:
                await note_consent(work, visitor_id, intake, lang)
            return known
        conversation, events = Conversation.open(
            id=desk.new_id(),
            visitor_id=visitor_id,
            lang=lang,
            at=work.at,
            policy=desk.policy,
        )
        await work.add(conversation, events)
        if intake:
            await _take(work, conversation, visitor, intake, lang)
        return conversation.id


async def _agree_late(
    desk: Desk, visitor_id: str, conversation_id: str, lang: str | None, intake: Answers
) -> None:
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id, visitor_id=visitor_id)
        visitor = await work.tx.people.visitor(visitor_id)
        if visitor is not None:
            await _take(work, conversation, visitor, intake, lang or conversation.lang)


async def _take(work: Work, conversation: Conversation, visitor: Visitor, intake: Answers, lang: str) -> None:
    """Keep what was agreed to and, where nothing was said yet, what was answered besides."""
    agreed = await note_consent(work, visitor.id, intake, lang)
    if conversation.head_seq == 0 and not await lacks_consent(work.tx, visitor.id):
        await keep_answers(work, conversation, visitor, intake, agreed)


async def _has_begun(work: Work, conversation_id: str) -> bool:
    known = await work.conversation(conversation_id)
    return known.owner is not Owner.BOT or known.last_visitor_seq > 0


async def view_conversation(desk: Desk, *, actor: Actor, conversation_id: str, after: int = 0) -> Viewed:
    """Show an agent a conversation with its brief."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        view = await view_of(tx, conversation_id, desk, actor.id)
        messages = await tx.messages.of(conversation_id)
        merged = await brought_along(tx, messages)
        handoff = await tx.handoffs.latest(conversation_id)
        marks = await tx.messages.marks(conversation_id, visitors=True)
        verdicts = await tx.verdicts.of(conversation_id)
        promises = await tx.promises.of(conversation_id)
        ratings = await tx.handoffs.ratings(conversation_id)
        questions = (await form_in(tx)).questions if ratings else ()
        consents = await tx.consents.of(view.visitor_id)
    return Viewed(
        conversation=view,
        messages=tuple(message for message in messages if message.seq > after),
        head_seq=view.head_seq,
        brief=read_brief(handoff, messages, view.lang, promises, merged) if handoff else None,
        promises=tuple(promises),
        delivered_to_visitor=marks.delivered,
        seen_by_visitor=marks.seen,
        verdicts=tuple(verdicts),
        ratings=tuple(ratings),
        questions=tuple(questions),
        consent=consents[-1] if consents else None,
    )


async def summary(desk: Desk, *, actor: Actor, conversation_id: str) -> ConversationView:
    """The header of one conversation, for its visitor or for an agent."""
    async with desk.store.reading() as tx:
        return await _readable(desk, tx, actor, conversation_id)


async def get_view(desk: Desk, *, conversation_id: str) -> ConversationView:
    """The header of one conversation for the publisher, who sends it only to rooms the server filled."""
    async with desk.store.reading() as tx:
        return await view_of(tx, conversation_id, desk)


async def get_views(desk: Desk, conversation_ids: Sequence[str]) -> list[ConversationView]:
    """The headers of several conversations at one moment, for the publisher."""
    async with desk.store.reading() as tx:
        views = await tx.conversations.views(conversation_ids)
        return await with_places(tx, views, desk)


async def list_conversations(
    desk: Desk, *, actor: Actor, view: ListView, cursor: str | None = None, limit: int = 50
) -> Page:
    """One of the lists of the console, with unread counts."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        page = await tx.conversations.page(
            view, reader_id=actor.id, cursor=cursor, limit=min(max(1, limit), PAGE_LIMIT)
        )
        return replace(page, items=tuple(await with_places(tx, page.items, desk)))


async def counts(desk: Desk, *, actor: Actor) -> Mapping[ListView, int]:
    """How long each list of the console is."""
    actor.must_be_agent()
    async with desk.store.reading() as tx:
        return await tx.conversations.counts(actor.id)


async def end_conversation(desk: Desk, *, visitor_id: str, conversation_id: str) -> ConversationView:
    """The visitor says goodbye: resolved, whoever owned it; ending twice is ending once."""
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id, visitor_id=visitor_id)
        if conversation.state is not ConversationState.RESOLVED:
            await _end(work, conversation)
        return await work.view(conversation, visitor_id)


async def _end(work: Work, conversation: Conversation) -> None:
    reason = LEFT_QUEUE if conversation.owner is Owner.QUEUE else "ended_by_visitor"
    await close(work, conversation, reason=reason)
    await work.announce(conversation, "ended")


async def transcript(desk: Desk, *, actor: Actor, conversation_id: str) -> Transcript:
    """Everything said; a visitor gets it without notes."""
    async with desk.store.reading() as tx:
        view = await _readable(desk, tx, actor, conversation_id)
        messages = await tx.messages.of(conversation_id)
    shown = visible_to_visitor(messages) if actor.is_visitor else tuple(messages)
    return Transcript(conversation=view, messages=shown)


async def head(desk: Desk, conversation_ids: Sequence[str]) -> dict[str, int]:
    """The newest seq of each conversation, for the heartbeat."""
    async with desk.store.reading() as tx:
        return await tx.conversations.heads(conversation_ids)


async def _readable(desk: Desk, tx: Transaction, actor: Actor, conversation_id: str) -> ConversationView:
    """The header, if the actor may read it: any agent, or the one visitor whose it is."""
    if not actor.is_visitor:
        actor.must_be_agent()
    view = await view_of(tx, conversation_id, desk, actor.id)
    if actor.is_visitor and view.visitor_id != actor.id:
        raise NotFound("There is no such conversation.")
    return view
