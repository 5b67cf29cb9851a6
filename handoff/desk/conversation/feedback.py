"""What customers think of an answer and of the whole conversation."""

from collections.abc import Mapping

from handoff.desk.context import Desk
from handoff.desk.conversation.closing import form_in
from handoff.desk.conversation.merged import going_on, said_before
from handoff.desk.conversation.messages import rate_answer, visitor_chooses
from handoff.desk.words import say
from handoff.desk.work import working
from handoff.domain.conversation.closing_form import Answer, Rating
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.message import Author, Button, Message
from handoff.domain.conversation.view import ConversationView
from handoff.domain.enums import AuthorType
from handoff.domain.errors import Invalid, NotFound, TooLarge

BUTTONS = {True: ("helped", "answer_helped"), False: ("not_meant", "answer_rejected")}


async def give_feedback(
    desk: Desk, *, visitor_id: str, conversation_id: str, message_id: str, helpful: bool
) -> Message:
    """Keep the verdict on a bot's answer and say it in the conversation, where it owes the bot a turn.

    A changed mind changes the kept verdict; it is said only once.
    """
    client_message_id = f"feedback:{message_id}"
    author = Author(type=AuthorType.VISITOR, id=visitor_id)
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id, visitor_id=visitor_id)
        shown = await work.tx.messages.get(message_id)
        if shown is None or shown.conversation_id != conversation_id:
            raise NotFound("There is no such message.")
        if shown.author.type is not AuthorType.BOT:
            raise Invalid("Feedback is for the assistant's answers.")
        conversation = await going_on(work, conversation)
        said = await said_before(work.tx, conversation, author, client_message_id)
        if said is not None:
            await rate_answer(work, shown, visitor_id, helpful=helpful)
            return said
        button_id, intent = BUTTONS[helpful]
        title = say(f"choice.{intent}", conversation.lang)
        draft = Draft(
            id=desk.new_id(),
            author=author,
            text=title,
            lang=conversation.lang,
            client_message_id=client_message_id,
        )
        button = Button(id=button_id, title=title, intent=intent)
        return await visitor_chooses(work, conversation, draft, shown, button)


async def give_csat(
    desk: Desk,
    *,
    visitor_id: str,
    conversation_id: str,
    score: int,
    comment: str | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> ConversationView:
    """Keep how satisfied (1 to 5) the customer was with this end; a second opinion replaces the first."""
    if isinstance(score, bool) or not 1 <= score <= 5:
        raise Invalid("The score lies between 1 and 5.")
    if comment is not None and len(comment) > desk.policy.max_message_chars:
        raise TooLarge(f"A comment has at most {desk.policy.max_message_chars} characters.")
    async with working(desk) as work:
        conversation = await work.conversation(conversation_id, visitor_id=visitor_id)
        work.record(conversation.rate(score, at=work.at))
        if answers:
            (await form_in(work.tx)).check_answers(answers)
        await work.tx.handoffs.put_rating(
            Rating(
                conversation_id=conversation_id,
                epoch=conversation.epoch,
                score=score,
                comment=(comment or "").strip() or None,
                answers=answers or {},
                at=work.at,
            )
        )
        return await work.view(conversation, visitor_id)
