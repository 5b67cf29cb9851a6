"""Verdicts, desk-wide settings and refitted judges in memory."""

from collections.abc import Sequence

from handoff.desk.memory.state import State
from handoff.domain.bot.labels import Told
from handoff.domain.bot.verdict import AnswerVerdict
from handoff.domain.deskwide import JudgeRecord, SettingChange
from handoff.domain.enums import EscalationReason


class MemoryVerdicts:
    def __init__(self, state: State) -> None:
        self._state = state

    async def put(self, verdict: AnswerVerdict) -> None:
        self._state.verdicts[verdict.message_id] = verdict

    async def drop(self, message_id: str) -> None:
        self._state.verdicts.pop(message_id, None)

    async def of(self, conversation_id: str) -> list[AnswerVerdict]:
        known = (one for one in self._state.verdicts.values() if one.conversation_id == conversation_id)
        return sorted(known, key=lambda one: one.message_id)


class MemoryDeskSettings:
    def __init__(self, state: State) -> None:
        self._state = state

    async def current(self, key: str) -> SettingChange | None:
        found = await self.history(key, limit=1)
        return found[0] if found else None

    async def at(self, key: str, revision: int) -> SettingChange | None:
        return self._state.setting_changes.get((key, revision))

    async def history(self, key: str, limit: int) -> list[SettingChange]:
        known = [one for one in self._state.setting_changes.values() if one.key == key]
        return sorted(known, key=lambda one: -one.revision)[:limit]

    async def recent(self, prefix: str, limit: int) -> list[SettingChange]:
        known = [one for one in self._state.setting_changes.values() if one.key.startswith(prefix)]
        known.sort(key=lambda one: (-one.at.timestamp(), one.key, -one.revision))
        return known[:limit]

    async def revisions(self, prefix: str) -> dict[str, int]:
        places = sorted(place for place in self._state.setting_changes if place[0].startswith(prefix))
        return dict(places)

    async def add(self, change: SettingChange) -> bool:
        place = (change.key, change.revision)
        return self._state.setting_changes.setdefault(place, change) is change


class MemoryJudges:
    def __init__(self, state: State) -> None:
        self._state = state

    async def head(self) -> int:
        return max(self._state.judges, default=0)

    async def latest(self) -> JudgeRecord | None:
        return self._state.judges.get(await self.head())

    async def add(self, record: JudgeRecord) -> bool:
        return self._state.judges.setdefault(record.version, record) is record


class MemoryEvidence:
    def __init__(self, state: State) -> None:
        self._state = state

    async def of(self, conversation_ids: Sequence[str]) -> list[Told]:
        return [self._told(conversation_id) for conversation_id in conversation_ids]

    def _told(self, conversation_id: str) -> Told:
        said = self._state.messages.get(conversation_id, ())
        ids = {message.id for message in said}
        wishes = (
            one.at_seq
            for one in self._state.handoffs.values()
            if one.conversation_id == conversation_id and one.reason is EscalationReason.ASKED_FOR_HUMAN
        )
        return Told(
            conversation_id=conversation_id,
            messages=said,
            thumbs={id_: helpful for id_, helpful in self._state.feedback.items() if id_ in ids},
            verdicts={id_: one for id_, one in self._state.verdicts.items() if id_ in ids},
            asked_at=tuple(sorted(wishes)),
        )
