"""Placeholders of prepared texts: `{{customer.name}}`, or `{{customer.name|there}}` to stand in for it."""

import re
from collections.abc import Mapping

from handoff.domain.errors import Invalid

NAMES = frozenset(
    {
        "agent.first_name",
        "agent.name",
        "conversation.id",
        "customer.email",
        "customer.first_name",
        "customer.name",
        "customer.phone",
        "ticket.number",
    }
)
_PLACEHOLDER = re.compile(r"\{\{([^{}|]*)(?:\|([^{}]*))?\}\}")
_LOOSE = re.compile(r"[ \t]+(?=[,.;:!?،؛؟])|(?<=[ \t])[ \t]+")


def check_placeholders(text: str) -> None:
    """Refuse a text with a placeholder that nothing will ever fill."""
    for name, _ in _PLACEHOLDER.findall(text):
        if name.strip() not in NAMES:
            raise Invalid(f"There is no placeholder {name.strip()!r}; there are {', '.join(sorted(NAMES))}.")


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """The text with what is known; what is not leaves no gap before a comma."""

    def value(match: re.Match[str]) -> str:
        return values.get(match[1].strip()) or (match[2] or "").strip()

    filled = _PLACEHOLDER.sub(value, text)
    return _LOOSE.sub("", filled).strip() if filled != text else text


def first_name(name: str | None) -> str | None:
    """What a person is called in a greeting."""
    return name.split()[0] if name and name.split() else None
