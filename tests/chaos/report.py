"""How a run went, in figures and in broken promises."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tests.chaos import audit
from tests.chaos.world import Book, Options


@dataclass(slots=True, kw_only=True)
class Report:
    """How a run went."""

    options: Options
    counts: dict[str, int]
    wrong: list[str]
    takeovers: list[float]
    """Seconds from the kill to the next worker, of turns lost while the desk could be asked all the while."""
    takeovers_in_outages: list[float]
    half_open: float
    seconds: dict[str, float]
    log: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """For people to read."""
        yield f"{self.options}"
        yield from (f"{number:8,} {what}" for what, number in sorted(self.counts.items()))
        yield f"{len(self.takeovers):8,} turns lost by a crash and taken up again{_worst(self.takeovers)}"
        late = self.takeovers_in_outages
        yield f"{len(late):8,} more of them while no process, or no database, was up{_worst(late)}"
        yield f"{self.half_open:8.0f} s until a connection that had gone silent was noticed"
        yield ", ".join(f"{what} {seconds:.0f} s" for what, seconds in self.seconds.items())
        yield f"{len(self.wrong):8,} broken promises"
        yield from (f"  ! {wrong[:600]}" for wrong in self.wrong[:20])


def count(book: Book, found: audit.Audit) -> None:
    """What the database can count better than the clients."""
    book.count("conversations", len(found.moves))
    book.count("messages stored", sum(map(len, found.messages.values())))
    for row in found.offers:
        book.count(f"offers {row['outcome']}", row["n"])
    for rows in found.moves.values():
        for before, after in pairwise(rows):
            if after["epoch"] > before["epoch"]:
                book.count(f"changes of owner to {after['owner']}")


def _worst(seconds: list[float]) -> str:
    return f", the slowest after {max(seconds):.1f} s" if seconds else ""
