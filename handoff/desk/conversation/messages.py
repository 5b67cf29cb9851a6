"""Say something in a conversation, and see what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handoff.desk.aids.jottings import named, tell_named, unwritten
from handoff.desk.bot.asides import ask_aside, press_beside
from handoff.desk.context import Desk
from handoff.desk.conversation.attachments import attach
from handoff.desk.conversation.merged import going_on, said_before
from handoff.desk.conversation.returns import come_back
from handoff.desk.identity.consents import must_have_agreed
from handoff.desk.ownership.handovers import bring_back, into_queue
from handoff.desk.timing.promise_notes import keep_by_words, note_promises
from handoff.desk.work import Work, working
from handoff.domain.bot.turn import HandoffRequest
from handoff.domain.conversation.card import ArticleCard
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.machine import Conversation
from handoff.domain.conversation.message import Author, Button, Message, Payload, buttons_of, says_helped
from handoff.domain.enums import EscalationReason, MessageKind, Owner
from handoff.domain.errors import Forbidden, Invalid, NotFound, TooLarge
from handoff.domain.history.events import AnswerRated, MessagesDelivered, MessagesSeen
from handoff.domain.identity.people import Actor
from handoff.domain.languages import spoken

CLIENT_ID_CHARS = 64
VERDICTS = {"answer_helped": True, "answer_rejected": False}
AGENT_KINDS = frozenset({MessageKind.TEXT, MessageKind.NOTE, MessageKind.CARD})


async def send_message(
    desk: Desk,
    *,
    actor: Actor,
    conversation_id: str,
    client_message_id: str,
    text: str,
    kind: MessageKind = MessageKind.TEXT,
    choice: Mapping[str, str] | None = None,
    lang: str | None = None,
    mentions: Sequence[str] = (),
    markdown: bool = False,
    visit: Payload | None = None,
    attachments: Sequence[str] = (),
    card: ArticleCard | None = None,
) -> Message:
    """Store a message of a visitor or agent; sending twice is sending once, with the same ack.

    `choice` = `{"message_id", "button_id"}` names a button the bot showed here; its title becomes the text.
    `attachments` are the sender's own unsent files; with some, the text may be empty. An agent's `card` is
    an article to show; its title is the text where there is none.
    """
    if not 0 < len(client_message_id) <= CLIENT_ID_CHARS:
        raise Invalid("client_message_id must have 1 to 64 characters.")
    if (kind is MessageKind.CARD) is not (card is not None):
        raise Invalid("A card shows an article, and nothing else does.")
    said = text or (card.title if card else "")
    author = Author(type=actor.kind, id=actor.id, name=actor.name or None, picture=actor.picture)
    async with working(desk) as work:
        conversation = await work.conversation_for(actor, conversation_id)
        sent = await work.tx.messages.by_client_id(conversation_id, author, client_message_id)
        if sent is None and actor.is_visitor and conversation.merged_into is not None:
            conversation = await going_on(work, conversation)
            sent = await said_before(work.tx, conversation, author, client_message_id)
        if sent is not None:
            return sent
        draft = Draft(
            id=desk.new_id(),
            author=author,
            kind=kind,
            text=said
            if choice
            else _clean(said, desk.policy.max_message_chars, may_be_empty=bool(attachments)),
            lang=(spoken(lang) or desk.policy_now.languages.default) if lang else None,
            payload={**_kept(actor, markdown, visit), **(card.payload if card else {})},
            client_message_id=client_message_id,
        )
        if choice is not None and attachments:
            raise Invalid("A pressed button carries no files.")
        draft = await attach(work, conversation.id, draft, attachments, actor)
        if actor.is_visitor:
            return await _visitor_says(work, conversation, draft, choice)
        return await _agent_says(work, conversation, draft, choice, mentions)


def _kept(actor: Actor, markdown: bool, visit: Payload | None) -> Payload:
    return {"markdown": True} if markdown and not actor.is_visitor else visit or {}


async def _agent_says(
    work: Work,
    conversation: Conversation,
    draft: Draft,
    choice: Mapping[str, str] | None,
    mentions: Sequence[str],
) -> Message:
    if draft.kind not in AGENT_KINDS or choice is not None:
        raise Invalid("An agent sends a text, a card or a note.")
    if mentions and draft.kind is not MessageKind.NOTE:
        raise Invalid("Colleagues are named in notes.")
    if draft.kind is not MessageKind.NOTE and not conversation.owned_by(draft.author.id or ""):
        raise Forbidden("Only the agent who has this conversation may write to the customer.")
    colleagues = await named(work, mentions)
    if colleagues:
        draft = replace(draft, payload={**draft.payload, "mentions": list(colleagues)})
    message = await work.say(conversation, draft)
    await tell_named(work, message, colleagues)
    await work.tx.drafts.put(unwritten(message))
    if message.kind is MessageKind.TEXT:
        await keep_by_words(work, conversation, message)
        await note_promises(work, conversation, message)
    return message


async def _visitor_says(
    work: Work, conversation: Conversation, draft: Draft, choice: Mapping[str, str] | None
) -> Message:
    if draft.kind is not MessageKind.TEXT:
        raise Invalid("A visitor sends a text.")
    await must_have_agreed(work, conversation)
    if choice is None:
        message = await visitor_says(work, conversation, draft)
        ask_aside(work, conversation, message)
        return message
    shown, button = await _pressed(work, conversation, choice)
    return await visitor_chooses(work, conversation, draft, shown, button)


async def visitor_says(work: Work, conversation: Conversation, draft: Draft) -> Message:
    """The customer's words, which open a resolved conversation again unless they only say "that helped"."""
    if conversation.owner is Owner.NOBODY and not says_helped(draft.payload):
        await come_back(work, conversation)
    message = await work.say(conversation, draft)
    if conversation.snoozed:
        await bring_back(work, conversation)
    return message


async def visitor_chooses(
    work: Work, conversation: Conversation, draft: Draft, shown: Message, button: Button
) -> Message:
    """A pressed button: what it means was looked up here and is not taken from the wire."""
    looked_up = {"message_id": shown.id, "button_id": button.id, "intent": button.intent, "text": button.text}
    message = await visitor_says(
        work,
        conversation,
        Draft(
            id=draft.id,
            author=draft.author,
            text=button.title,
            lang=draft.lang or shown.lang,
            payload={**draft.payload, "choice": looked_up},
            client_message_id=draft.client_message_id,
        ),
    )
    if button.intent in VERDICTS:
        helpful = VERDICTS[button.intent]
        await rate_answer(work, shown, conversation.visitor_id, helpful=helpful)
        here = shown.conversation_id == conversation.id
        if helpful and here and shown.seq > conversation.bot_since_seq:
            work.record(conversation.finish_task())
    await press_beside(work, conversation, shown, button)
    if button.intent == "ask_human" and not conversation.with_people:
        await into_queue(work, conversation, HandoffRequest(reason=EscalationReason.ASKED_FOR_HUMAN))
    return message


async def rate_answer(work: Work, shown: Message, visitor_id: str, *, helpful: bool) -> None:
    """Keep whether an answer helped, in the place of what was said before."""
    await work.tx.handoffs.put_feedback(shown, visitor_id, helpful, work.at)
    rated = AnswerRated(
        conversation_id=shown.conversation_id,
        visitor_id=visitor_id,
        message_id=shown.id,
        helpful=helpful,
    )
    work.record([rated])


async def _pressed(
    work: Work, conversation: Conversation, choice: Mapping[str, str]
) -> tuple[Message, Button]:
    shown = await work.tx.messages.get(choice.get("message_id", ""))
    if shown is not None and await _is_here(work, conversation, shown):
        for button in buttons_of(shown):
            if button.id == choice.get("button_id"):
                return shown, button
    raise Invalid("There is no such button in this conversation.")


async def _is_here(work: Work, conversation: Conversation, shown: Message) -> bool:
    """Whether it was said here, or in a conversation that goes on here."""
    if shown.conversation_id == conversation.id:
        return True
    return shown.conversation_id in await work.tx.conversations.merged_into(conversation.id)


async def mark_seen(desk: Desk, *, actor: Actor, conversation_id: str, seq: int) -> int:
    """Note how far a reader has read; returns the highest seq seen."""
    return await _mark(desk, actor, conversation_id, seq, read=True)


async def mark_delivered(desk: Desk, *, actor: Actor, conversation_id: str, seq: int) -> int:
    """Note how far what was said has come to a reader's page, who may not look; returns the highest seq."""
    return await _mark(desk, actor, conversation_id, seq, read=False)


async def _mark(desk: Desk, actor: Actor, conversation_id: str, seq: int, *, read: bool) -> int:
    async with desk.store.reading() as tx:
        conversation = await tx.conversations.get(conversation_id)
        known = await tx.messages.marks(conversation_id, visitors=actor.is_visitor)
    if not actor.is_visitor:
        actor.must_be_agent()
    if conversation is None or (actor.is_visitor and conversation.visitor_id != actor.id):
        raise NotFound("There is no such conversation.")
    asked = max(0, min(seq, conversation.head_seq))
    # Thousands of pages may come back at once and say again what they have.
    if not read and asked <= known.delivered:
        return known.delivered
    async with working(desk) as work:
        put = work.tx.messages.put_seen if read else work.tx.messages.put_delivered
        upto = await put(conversation_id, actor.id, actor.is_visitor, asked)
        happened = MessagesSeen if read else MessagesDelivered
        work.record(
            [
                happened(
                    conversation_id=conversation_id,
                    visitor_id=conversation.visitor_id,
                    reader_id=actor.id,
                    by_visitor=actor.is_visitor,
                    seq=upto,
                )
            ]
        )
    return upto


def _clean(text: str, most: int, *, may_be_empty: bool) -> str:
    """The text as every database can keep it; empty only beside files, never too long."""
    kept = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()
    if not kept and not may_be_empty:
        raise Invalid("The message is empty.")
    if len(kept) > most:
        raise TooLarge(f"A message has at most {most} characters.")
    return kept
