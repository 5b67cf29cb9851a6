"""The live board on the wire, for those who lead."""

from handoff.domain.enums import ConversationState, EscalationReason, Owner, Priority
from handoff.domain.queueing.board import Board, BoardLine
from handoff.domain.timing.sla import ClockName, ClockState
from handoff.wire.base import Time, Wire
from handoff.wire.people import AgentOut, colleague_out


class BoardClockOut(Wire):
    """The SLA clock of a conversation that needs looking at first."""

    name: ClockName
    state: ClockState
    due_at: Time | None


class BoardLineOut(Wire):
    """One conversation on the board; `mood` (0 to 1) is that of the customer's last words."""

    id: str
    owner: Owner
    epoch: int
    state: ConversationState
    live: bool
    lang: str
    priority: Priority
    reason: EscalationReason | None
    skill: str | None
    team_id: str | None
    agent_id: str | None
    visitor_id: str
    visitor_name: str | None
    opened_at: Time
    updated_at: Time
    waiting_since: Time | None
    customer_waits: bool
    goal: str | None
    last_text: str | None
    ticket: int | None
    mood: float | None
    clock: BoardClockOut | None


class BoardTeamOut(Wire):
    """A team to give a conversation to."""

    id: str
    name: str


class BoardOut(Wire):
    """Everything that goes on; `counts` are whole where the lists are cut short."""

    opens_at: Time | None
    counts: dict[Owner, int]
    waiting: tuple[BoardLineOut, ...]
    serving: tuple[BoardLineOut, ...]
    bot: tuple[BoardLineOut, ...]
    agents: tuple[AgentOut, ...]
    teams: tuple[BoardTeamOut, ...]


def board_out(board: Board) -> BoardOut:
    """The board without its moment: two that are equal are the same news."""
    lines = board.lines
    return BoardOut(
        opens_at=board.opens_at,
        counts=dict(lines.counts),
        waiting=_lines(lines.waiting),
        serving=_lines(lines.serving),
        bot=_lines(lines.bot),
        agents=tuple(colleague_out(one) for one in board.agents),
        teams=tuple(BoardTeamOut.model_validate(team) for team in board.teams),
    )


def _lines(lines: tuple[BoardLine, ...]) -> tuple[BoardLineOut, ...]:
    return tuple(BoardLineOut.model_validate(line) for line in lines)
