"""No word, file or name of a customer is taken before they agreed, where the desk demands that."""

from datetime import datetime

from handoff.desk.identity.intake import FORM, Answers
from handoff.desk.ports import Transaction
from handoff.desk.work import Work
from handoff.domain.conversation.machine import Conversation
from handoff.domain.enums import Owner
from handoff.domain.errors import ConsentRequired
from handoff.domain.identity.consent import GivenConsent
from handoff.domain.identity.intake import said_in


async def note_consent(work: Work, visitor_id: str, given: Answers, lang: str) -> GivenConsent | None:
    """Keep what a visitor agreed to, in the words in which they read it; None where that does not count."""
    agreed = await read_consent(work.tx, visitor_id, given, lang, work.at)
    if agreed:
        await work.tx.consents.add(agreed)
    return agreed


async def read_consent(
    tx: Transaction, visitor_id: str, given: Answers, lang: str, at: datetime
) -> GivenConsent | None:
    """The agreement as it is kept: to the version that was read, as long as that one counts."""
    if not given.consent:
        return None
    read = now = await FORM.inside(tx)
    if given.version not in (None, now.revision):
        read = await FORM.at(tx, given.version or 0)
    asked, shown = now.value.consent, read.value.consent
    if asked is None or shown is None:
        return None
    agreed = GivenConsent(
        visitor_id=visitor_id,
        version=read.revision,
        text=said_in(shown.text, lang),
        lang=lang,
        link=shown.link,
        at=at,
    )
    return agreed if asked.covers(agreed) else None


async def must_have_agreed(work: Work, conversation: Conversation) -> None:
    """Before a conversation begins or goes on after its end; whoever waits for an answer is not cut short."""
    under_way = conversation.last_visitor_seq > 0 and conversation.owner is not Owner.NOBODY
    if not under_way and await lacks_consent(work.tx, conversation.visitor_id):
        raise ConsentRequired


async def lacks_consent(tx: Transaction, visitor_id: str) -> bool:
    """Whether the desk demands an agreement that this visitor has not given, to a text that still counts."""
    asked = (await FORM.inside(tx)).value.consent
    if asked is None:
        return False
    return not any(asked.covers(given) for given in await tx.consents.of(visitor_id))
