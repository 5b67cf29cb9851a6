"""What the desk decides, learns and is set to, as it needs it kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from handoff.domain.bot.decision import Decision
from handoff.domain.bot.labels import Told
from handoff.domain.bot.verdict import AnswerVerdict
from handoff.domain.deskwide import JudgeRecord, SettingChange


class Verdicts(Protocol):
    """What agents say of the bot's answers, one verdict an answer."""

    async def put(self, verdict: AnswerVerdict) -> None: ...

    async def drop(self, message_id: str) -> None: ...

    async def of(self, conversation_id: str) -> list[AnswerVerdict]: ...


class Evidence(Protocol):
    """What followed the bot's answers: the stuff that labels are made of."""

    async def of(self, conversation_ids: Sequence[str]) -> list[Told]:
        """Everything that was said, pressed, judged and wished in these conversations."""
        ...


class DeskSettings(Protocol):
    """What is set for the whole desk; a change adds a revision and keeps the earlier ones."""

    async def current(self, key: str) -> SettingChange | None: ...

    async def at(self, key: str, revision: int) -> SettingChange | None:
        """This revision, which may be over."""
        ...

    async def history(self, key: str, limit: int) -> list[SettingChange]:
        """The newest first."""
        ...

    async def recent(self, prefix: str, limit: int) -> list[SettingChange]:
        """Changes of all settings whose key begins so, the newest first."""
        ...

    async def revisions(self, prefix: str) -> dict[str, int]:
        """The number of the last change of each setting whose key begins so."""
        ...

    async def add(self, change: SettingChange) -> bool:
        """False when somebody else has made this revision."""
        ...


class Judges(Protocol):
    """The judges that this desk has fitted; the newest is in force."""

    async def head(self) -> int:
        """The newest version, 0 where none was ever fitted."""
        ...

    async def latest(self) -> JudgeRecord | None: ...

    async def add(self, record: JudgeRecord) -> bool:
        """False when somebody else has made this version."""
        ...


class Decisions(Protocol):
    """What the bot decided, and why; the rows go when their conversation goes."""

    async def add(self, decisions: Sequence[Decision]) -> None: ...

    async def of(self, conversation_id: str) -> list[Decision]:
        """Those of one conversation, oldest first."""
        ...

    async def page(self, *, since: datetime | None, after: str | None, limit: int) -> list[Decision]:
        """Those made at or after `since`, in the order of their ids, behind the id `after`."""
        ...
