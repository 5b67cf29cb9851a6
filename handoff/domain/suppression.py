"""Addresses to which no mail goes any more: they do not exist, or their owner does not want it."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# RFC 3463: the address, its mailbox or its domain is wrong. Full mailboxes and refused words heal.
CONDEMNED = re.compile(r"5\.(1\.\d{1,3}|2\.[01]|4\.4|0\.0)")
ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
PLAIN = re.compile(r"\s*(550|551|553)\b")
MOST_PROBLEM = 500


class SuppressionReason(StrEnum):
    """A mail came back for good, or was reported as unwanted."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """That an address gets no mail, since when and why; once lifted, by whom, and kept as a record of that.

    Lifted by nobody in particular means: by a mail that came from this address.
    """

    id: str
    address: str
    reason: SuppressionReason
    at: datetime
    problem: str = ""
    lifted_at: datetime | None = None
    lifted_by_id: str | None = None
    lifted_by_name: str | None = None


def condemns(problem: str) -> bool:
    """Whether a mail server's words mean that the address itself is wrong, and not only this mail."""
    status = ENHANCED.search(problem)
    return bool(CONDEMNED.fullmatch(status[0]) if status else PLAIN.match(problem))
