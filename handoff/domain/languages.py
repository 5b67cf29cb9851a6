"""The languages that the desk speaks, and which of them it offers to its customers."""

from collections.abc import Sequence
from dataclasses import dataclass

from handoff.domain.errors import Invalid

LANGUAGES = ("en", "fa", "pl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """In which languages customers are answered, which of these they may choose, and which else is taken."""

    default: str = "en"
    offered: tuple[str, ...] = LANGUAGES
    widget: tuple[str, ...] = LANGUAGES

    def check(self) -> None:
        """Refuse what would leave somebody without a language."""
        if set(self.offered) - set(LANGUAGES):
            raise Invalid(f"The desk speaks {', '.join(LANGUAGES)}.")
        if not set(self.widget) <= set(self.offered):
            raise Invalid("The widget offers only languages in which customers are answered.")
        if self.default not in self.widget:
            raise Invalid("The language where none is known is one that the widget offers.")

    def answering(self, wanted: str | None) -> str:
        """The language in which somebody is answered who wants this one ("fa-IR" is "fa")."""
        known = spoken(wanted)
        return known if known in self.offered else self.default

    @property
    def choices(self) -> tuple[str, ...]:
        """What the widget lets customers choose from, the one where none is known first."""
        return in_order(self.widget, first=self.default)


def spoken(tag: str | None) -> str:
    """The language of ours that a tag names; empty if it names none."""
    short = (tag or "").replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else ""


def in_order(wanted: Sequence[str], *, first: str = "") -> tuple[str, ...]:
    """Each once, in the order in which the desk names its languages, but for the first."""
    return tuple(sorted(set(wanted), key=lambda lang: (lang != first, LANGUAGES.index(lang))))
