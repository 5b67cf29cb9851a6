"""What holds for the whole desk, in every process: its settings and the judge it has fitted for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

ANSWERING = "answering"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """One setting as somebody left it; the highest `revision` of a key is in force, the rest is its past."""

    key: str
    revision: int
    value: Mapping[str, object]
    by_id: str | None
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeRecord:
    """A judge refitted on this desk; `content` is None where somebody went back to the shipped one.

    `model` names the embedding model whose scores it was fitted on, `report` says on what and how well.
    """

    version: int
    content: Mapping[str, object] | None
    model: str
    report: Mapping[str, object]
    made_by: str
    made_at: datetime
