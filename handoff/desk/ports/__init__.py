"""What the desk needs from outside, stated by the desk; one contract suite holds every store to it."""

from handoff.desk.ports.attachments import Attachments
from handoff.desk.ports.board import BoardReading
from handoff.desk.ports.consents import Consents
from handoff.desk.ports.conversations import (
    MOST_COUNTED,
    Conversations,
    Handoffs,
    Messages,
    Offers,
    Queue,
    Turns,
)
from handoff.desk.ports.due import Due
from handoff.desk.ports.erasing import Erasing
from handoff.desk.ports.figures import Events, Figures
from handoff.desk.ports.learning import Decisions, DeskSettings, Evidence, Judges, Verdicts
from handoff.desk.ports.mail import Mails
from handoff.desk.ports.people import People
from handoff.desk.ports.search import Search
from handoff.desk.ports.shelf import Drafts, Mentions, Shelf
from handoff.desk.ports.store import Publisher, Store, Transaction
from handoff.desk.ports.suppressions import Suppressions
from handoff.desk.ports.webhooks import Webhooks

__all__ = [
    "MOST_COUNTED",
    "Attachments",
    "BoardReading",
    "Consents",
    "Conversations",
    "Decisions",
    "DeskSettings",
    "Drafts",
    "Due",
    "Erasing",
    "Events",
    "Evidence",
    "Figures",
    "Handoffs",
    "Judges",
    "Mails",
    "Mentions",
    "Messages",
    "Offers",
    "People",
    "Publisher",
    "Queue",
    "Search",
    "Shelf",
    "Store",
    "Suppressions",
    "Transaction",
    "Turns",
    "Verdicts",
    "Webhooks",
]
