"""A desk with customers who wait, a shelf and articles: what a shift in the console needs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from handoff.desk.aids import shelf
from handoff.desk.conversation import messages
from handoff.desk.conversation.conversations import open_conversation
from handoff.desk.identity import people
from handoff.desk.ownership import handoff
from handoff.domain.aids.shelf import ShelfKind
from handoff.domain.conversation.draft import Draft
from handoff.domain.conversation.message import Author
from handoff.domain.enums import AuthorType, Role
from handoff.domain.identity.people import Actor, visitor_actor
from kb_index.article import ArticleDraft
from tests.support.desk_app import DeskApp

CUSTOMERS = (
    ("Vera Kim", "en", "My parcel LM-20417 has not arrived, where is it?"),
    ("سارا احمدی", "fa", "سلام، سفارش من هنوز نرسیده است. لطفاً پیگیری کنید."),
    ("Łukasz Żak", "pl", "Chciałbym zwrócić lampę, która przyszła uszkodzona."),
)
GREETING = {
    "shortcut": "hi",
    "texts": {
        "en": "Hello {{customer.first_name|there}}, this is {{agent.first_name}}.",
        "fa": "سلام {{customer.first_name|دوست عزیز}}، {{agent.first_name}} هستم.",
        "pl": "Dzień dobry, tu {{agent.first_name}}.",
    },
}
REFUND: dict[str, Any] = {
    "steps": [
        {"do": "tag", "tags": ["refund"]},
        {"do": "priority", "priority": "high"},
        {"do": "reply", "texts": {"en": "Your money is on its way."}},
    ]
}


async def a_customer(app: DeskApp, name: str, lang: str, *said: str, waits: bool = True) -> tuple[Actor, str]:
    """A contact who has said this, and waits for a person."""
    visitor = await people.create_visitor(app.desk, locale=lang, external_id=name, name=name)
    actor = visitor_actor(visitor.id, name)
    opened = await open_conversation(app.desk, visitor_id=visitor.id)
    for number, text in enumerate(said):
        await messages.send_message(
            app.desk,
            actor=actor,
            conversation_id=opened.conversation.id,
            client_message_id=f"{number}",
            text=text,
            lang=lang,
        )
    if waits:
        await handoff.request_human(app.desk, visitor_id=visitor.id, conversation_id=opened.conversation.id)
    return actor, opened.conversation.id


async def begin(app: DeskApp) -> dict[str, str]:
    """Ana, Reza and Sam, three who wait, the shared shelf; the conversations' ids by the customers' names."""
    sam = await app.add("Sam", Role.SUPERVISOR)
    await app.add("Ana")
    await app.add("Reza")
    for kind, name, content in (
        (ShelfKind.CANNED_REPLY, "Greeting", GREETING),
        (ShelfKind.MACRO, "Refund", REFUND),
    ):
        await shelf.put_on_shelf(
            app.desk, actor=sam.actor, kind=kind, name=name, content=content, shared=True
        )
    article = ArticleDraft(
        title="Where is my parcel?",
        body="My parcel has not arrived: follow it with the number in our e-mail.",
        lang="en",
        phrasings=("My parcel has not arrived",),
    )
    kept = await app.services.articles.create(article)
    await app.services.articles.publish(kept.id)
    return {name: (await a_customer(app, name, lang, text))[1] for name, lang, text in CUSTOMERS}


async def with_a_past(app: DeskApp, visitor: Actor, conversation_id: str, said: Sequence[str]) -> None:
    """All this was said since yesterday, too far apart to stand together: each line has its face and name."""
    async with app.desk.store.transaction() as tx:
        conversation = await tx.conversations.get(conversation_id)
        assert conversation is not None
        author = Author(type=AuthorType.VISITOR, id=visitor.id, name=visitor.name)
        for line, text in enumerate(said):
            at = app.desk.clock() - timedelta(days=3) + timedelta(minutes=line * 6)
            draft = Draft(id=app.desk.new_id(), author=author, text=text)
            message, _ = conversation.say(draft, at=at, policy=app.desk.policy)
            await tx.messages.add(message)
        await tx.conversations.save(conversation)
