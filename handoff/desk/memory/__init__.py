"""A store in memory for tests and try-outs, held by the same contract suite as the SQL one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from handoff.desk.memory.attachments import MemoryAttachments
from handoff.desk.memory.board import MemoryBoard
from handoff.desk.memory.consents import MemoryConsents
from handoff.desk.memory.conversations import MemoryConversations
from handoff.desk.memory.decisions import MemoryDecisions
from handoff.desk.memory.due import MemoryDue
from handoff.desk.memory.erasing import MemoryErasing
from handoff.desk.memory.figures import MemoryEvents, MemoryFigures
from handoff.desk.memory.learning import MemoryDeskSettings, MemoryEvidence, MemoryJudges, MemoryVerdicts
from handoff.desk.memory.mails import MemoryMails
from handoff.desk.memory.messages import MemoryMessages
from handoff.desk.memory.offers import MemoryOffers
from handoff.desk.memory.people import MemoryHandoffs, MemoryPeople
from handoff.desk.memory.promises import MemoryPromises
from handoff.desk.memory.queue import MemoryQueue, MemoryTurns
from handoff.desk.memory.search import MemorySearch
from handoff.desk.memory.shelf import MemoryDrafts, MemoryMentions, MemoryShelf
from handoff.desk.memory.state import State
from handoff.desk.memory.suppressions import MemorySuppressions
from handoff.desk.memory.webhooks import MemoryWebhooks


class MemoryTransaction:
    """All reads and writes of one use case, on one copy of the state."""

    def __init__(self, state: State) -> None:
        self.conversations = MemoryConversations(state)
        self.messages = MemoryMessages(state)
        self.queue = MemoryQueue(state)
        self.turns = MemoryTurns(state)
        self.people = MemoryPeople(state)
        self.handoffs = MemoryHandoffs(state)
        self.verdicts = MemoryVerdicts(state)
        self.evidence = MemoryEvidence(state)
        self.settings = MemoryDeskSettings(state)
        self.judges = MemoryJudges(state)
        self.decisions = MemoryDecisions(state)
        self.offers = MemoryOffers(state)
        self.promises = MemoryPromises(state)
        self.search = MemorySearch(state)
        self.due = MemoryDue(state)
        self.shelf = MemoryShelf(state)
        self.drafts = MemoryDrafts(state)
        self.mentions = MemoryMentions(state)
        self.mails = MemoryMails(state)
        self.suppressions = MemorySuppressions(state)
        self.board = MemoryBoard(state)
        self.events = MemoryEvents(state)
        self.figures = MemoryFigures(state)
        self.webhooks = MemoryWebhooks(state)
        self.erasing = MemoryErasing(state)
        self.attachments = MemoryAttachments(state)
        self.consents = MemoryConsents(state)


class MemoryStore:
    """One writer at a time; readers see the last commit."""

    def __init__(self) -> None:
        self._state = State()
        self._line = asyncio.Lock()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[MemoryTransaction]:
        """Read and write; commits at the end, forgets everything on an exception."""
        async with self._line:
            state = self._state.copy()
            yield MemoryTransaction(state)
            self._state = state

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryTransaction]:
        """Only read: what is written here is forgotten."""
        yield MemoryTransaction(self._state.copy())
