"""No word, file or name of a customer is taken before they agreed, where the desk demands that."""

from handoff.desk.identity.intake import FORM
from handoff.desk.ports import Transaction
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.errors import ConsentRequired
from handoff.domain.identity.consent import GivenConsent
from handoff.domain.identity.intake import said_in


async def note_consent(work: Work, visitor_id: str, lang: str) -> None:
    """Keep that a visitor agreed to what is asked now, in the words in which they read it."""
    setting = await FORM.inside(work.tx)
    if (asked := setting.value.consent) is None:
        return
    given = GivenConsent(
        visitor_id=visitor_id,
        version=setting.revision,
        text=said_in(asked.text, lang),
        lang=lang,
        link=asked.link,
        at=work.at,
    )
    await work.tx.consents.add(given)


async def must_have_agreed(work: Work, conversation: Conversation) -> None:
    """Before the first word of a conversation; one that has begun goes on."""
    if conversation.last_visitor_seq == 0 and await lacks_consent(work.tx, conversation.visitor_id):
        raise ConsentRequired


async def lacks_consent(tx: Transaction, visitor_id: str) -> bool:
    """Whether the desk demands an agreement that this visitor never gave, to this text or an earlier one."""
    asked = (await FORM.inside(tx)).value.consent
    return asked is not None and not await tx.consents.of(visitor_id)
