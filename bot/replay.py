"""Makes logged decisions again, with other limits or another risk, and says what would have changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.escalation import Limits, Signals, decide

FAR = 10**9


class BadLimit(Exception):
    """A limit that is not one of ours, or has no such value; the message is one plain line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One decision of the log, as far as it can be made again."""

    conversation_id: str
    kind: str
    seq: int
    outcome: str
    reason: str | None = None
    signals: Mapping[str, object] = field(default_factory=dict)
    limits: Mapping[str, object] = field(default_factory=dict)
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where a conversation went to a person, and why."""

    seq: int
    reason: str | None

    def as_json(self) -> dict[str, Any]:
        return {"seq": self.seq, "reason": self.reason}


@dataclass(slots=True, kw_only=True)
class Report:
    """What the other limits would have done; `then` and `now` are the first handovers by conversation."""

    decisions: int = 0
    escalations: int = 0
    changed: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    then: dict[str, Moment] = field(default_factory=dict)
    now: dict[str, Moment] = field(default_factory=dict)
    conversations: set[str] = field(default_factory=set)

    def differing(self) -> dict[str, tuple[Moment | None, Moment | None]]:
        """The conversations that would have gone at another moment or for another reason."""
        pairs = {id_: (self.then.get(id_), self.now.get(id_)) for id_ in sorted(self.conversations)}
        return {id_: pair for id_, pair in pairs.items() if pair[0] != pair[1]}

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        differing = self.differing()
        places = [(_place(then), _place(now)) for then, now in differing.values()]
        return {
            "n": self.decisions,
            "escalations": self.escalations,
            "conversations": len(self.conversations),
            "changed": self.changed,
            "handed_over": {"then": len(self.then), "now": len(self.now)},
            "earlier": sum(now < then for then, now in places),
            "later": sum(now > then for then, now in places),
            "other_reason": sum(now == then for then, now in places),
            "answers": dict(self.answers),
            "which": [
                {
                    "conversation_id": id_,
                    "then": then.as_json() if then else None,
                    "now": now.as_json() if now else None,
                }
                for id_, (then, now) in differing.items()
            ],
        }


def replay(
    rows: Iterable[Logged],
    *,
    changes: Mapping[str, float | bool] | None = None,
    answer: Callable[[float], str] | None = None,
) -> Report:
    """Make every decision again; `changes` replace limits that were in force, `answer` decides anew.

    After a handover a log goes on with people, so "later" means that the bot would have kept it at least
    until there; what would have come then nobody knows.
    """
    report = Report()
    for row in rows:
        report.decisions += 1
        report.conversations.add(row.conversation_id)
        if row.kind == "escalation":
            _escalation(report, row, limits_of(row.limits, changes or {}))
        elif answer is not None and row.probability is not None:
            now = answer(row.probability)
            report.answers[f"{row.outcome} → {now}"] += 1
            report.changed += now != row.outcome
    return report


def limits_of(logged: Mapping[str, object], changes: Mapping[str, float | bool]) -> Limits:
    """The limits that were in force with some of them changed."""
    known = {one.name for one in fields(Limits)}
    before = {name: value for name, value in logged.items() if name in known}
    return replace(Limits(**before), **changes)  # type: ignore[arg-type]


def read_changes(texts: Iterable[str]) -> dict[str, float | bool]:
    """Read `anger=0.4` and the like."""
    defaults = Limits().values()
    changes: dict[str, float | bool] = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in defaults:
            raise BadLimit(f"there is no limit {name!r}; there are {', '.join(defaults)}")
        changes[name] = _value(name, value, defaults[name])
    return changes


def _value(name: str, text: str, default: object) -> float | bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(default, bool):
        if text.lower() in words:
            return words[text.lower()]
        raise BadLimit(f"{name} is either true or false, not {text!r}")
    try:
        value = float(text)
    except ValueError:
        raise BadLimit(f"{name} must be a number, not {text!r}") from None
    if value <= 0 and name != "long_wait_seconds":
        raise BadLimit(f"{name} must be above 0")
    return value


def _escalation(report: Report, row: Logged, limits: Limits) -> None:
    report.escalations += 1
    made = decide(Signals.logged(row.signals), limits)
    outcome = "stay" if made is None else ("wait" if made.wait else "hand_over")
    reason = None if made is None else made.reason.value
    report.changed += (outcome, reason) != (row.outcome, row.reason)
    if row.outcome == "hand_over":
        report.then.setdefault(row.conversation_id, Moment(seq=row.seq, reason=row.reason))
    if outcome == "hand_over":
        report.now.setdefault(row.conversation_id, Moment(seq=row.seq, reason=reason))


def _place(moment: Moment | None) -> int:
    return FAR if moment is None else moment.seq
