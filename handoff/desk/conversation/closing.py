"""What the desk asks at the end, set by those who lead; and the tags agents give."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from handoff.desk.context import Desk
from handoff.desk.ports import Transaction
from handoff.desk.setting import KeptSetting, Setting
from handoff.desk.work import working
from handoff.domain.conversation.closing_form import CLOSING, ClosingForm
from handoff.domain.conversation.view import ConversationView
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.identity.people import Actor
from handoff.domain.languages import LANGUAGES

FORM = KeptSetting(key=CLOSING, form=TypeAdapter(ClosingForm), start=ClosingForm())
MOST_REASONS = 30
MOST_LISTED_TAGS = 200
MOST_QUESTIONS = 5


async def form_in(tx: Transaction) -> ClosingForm:
    """The form in force, read where it is needed: at an end, not at every word."""
    return (await FORM.inside(tx)).value


async def read_form(desk: Desk, *, actor: Actor) -> Setting[ClosingForm]:
    """What is asked at the end, for the staff who are asked."""
    actor.must_be_agent()
    return await FORM.current(desk)


async def set_form(
    desk: Desk, *, actor: Actor, form: ClosingForm, revision: int | None = None
) -> Setting[ClosingForm]:
    """Set what is asked, unless somebody did since `revision`."""
    _check(form)
    return await FORM.change(desk, actor, form, revision)


async def csat_form(
    desk: Desk, *, visitor_id: str, conversation_id: str
) -> tuple[ConversationView, ClosingForm]:
    """What the customer is asked after the end of their conversation."""
    async with desk.store.reading() as tx:
        view = await tx.conversations.view(conversation_id, visitor_id)
        if view is None or view.visitor_id != visitor_id:
            raise NotFound("There is no such conversation.")
        return view, await form_in(tx)


async def tag(desk: Desk, *, agent: Actor, conversation_id: str, tags: Sequence[str]) -> ConversationView:
    """Say what a conversation is about, in place of what was said before."""
    async with working(desk) as work:
        conversation = await work.conversation_for(agent, conversation_id)
        chosen = (await form_in(work.tx)).check_tags(tags)
        work.record(conversation.classify(chosen, at=work.at))
        return await work.view(conversation, agent.id)


def _check(form: ClosingForm) -> None:
    if not 1 <= len(form.reasons) <= MOST_REASONS or len(set(form.reasons)) != len(form.reasons):
        raise Invalid(f"There are 1 to {MOST_REASONS} reasons, each once.")
    if len(form.tags) > MOST_LISTED_TAGS or len(form.questions) > MOST_QUESTIONS:
        raise Invalid(f"There are at most {MOST_LISTED_TAGS} tags and {MOST_QUESTIONS} questions.")
    ids = [question.id for question in form.questions]
    if len(set(ids)) != len(ids):
        raise Invalid("Each question has an id of its own.")
    for question in form.questions:
        if not question.text or set(question.text) - set(LANGUAGES):
            raise Invalid(f"A question is written in one or more of: {', '.join(LANGUAGES)}.")
