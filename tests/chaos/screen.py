"""What one client shows of one conversation, kept by the rules of docs/protocol.md as the pages keep it."""

from dataclasses import dataclass, field

from tests.chaos.world import Json


@dataclass(slots=True)
class Screen:
    """Messages by `seq`; up to `synced` nothing can be missing."""

    messages: dict[int, Json] = field(default_factory=dict)
    synced: int = 0
    wrong: list[str] = field(default_factory=list)

    def received(self, message: Json) -> None:
        """A live message; only the very next one proves that nothing is missing before it."""
        self._put(message)
        if message["seq"] == self.synced + 1:
            self.synced = message["seq"]

    def caught_up(self, messages: list[Json], head: int) -> int:
        """The answer to a catch-up; how many of its messages had not come by themselves."""
        healed = sum(message["seq"] not in self.messages for message in messages)
        seqs = [message["seq"] for message in messages]
        if seqs != sorted(set(seqs)):
            self.wrong.append(f"a catch-up came out of order: {seqs}")
        for message in messages:
            self._put(message)
        self.synced = max(self.synced, head)
        return healed

    def misses(self, head: int) -> bool:
        """Whether something up to `head` may not have come."""
        return head > self.synced

    def lines(self) -> list[tuple[int, str]]:
        """Seq and id of what is shown, from top to bottom."""
        return [(seq, self.messages[seq]["id"]) for seq in sorted(self.messages)]

    def _put(self, message: Json) -> None:
        known = self.messages.setdefault(message["seq"], message)
        if known["id"] != message["id"]:
            self.wrong.append(f"two messages have seq {message['seq']}: {known} and {message}")
