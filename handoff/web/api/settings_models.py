"""The bodies, queries and answers of the desk-wide settings."""

from typing import Annotated, Any

from pydantic import Field

from handoff.desk.bot.dial import GREATEST_RISK, LEAST_RISK
from handoff.web.api.models import Body
from handoff.wire import Time, Wire

Risk = Annotated[float, Field(ge=LEAST_RISK, le=GREATEST_RISK)]


class RiskIn(Body):
    """Where to turn the dial; refused if somebody turned it since `revision`."""

    risk: Risk
    revision: Annotated[int, Field(ge=0)] | None = None


class ReplayQuery(Body):
    """Which risk to try on the questions of how many days."""

    risk: Risk
    days: Annotated[int, Field(ge=1, le=365)] = 30


class RiskChangeOut(Wire):
    """Who turned the dial when, from what to what."""

    revision: int
    before: float
    after: float
    by: str
    at: Time


class JudgeOut(Wire):
    """Which judge makes the probabilities: the shipped one, or one that this desk has fitted."""

    own: bool
    version: int
    fitted_at: Time | None
    fitted_by: str | None
    report: dict[str, Any]
    problem: str | None


class LabelsOut(Wire):
    """Of how many answers it is known whether they were right, and from whom."""

    n: int
    by_source: dict[str, int]
    needed: int


class AnsweringOut(Wire):
    """How sure the bot must be, since when, and who judges; `start_risk` is the configured one."""

    risk: float
    revision: int
    start_risk: float
    least: float
    greatest: float
    history: tuple[RiskChangeOut, ...]
    judge: JudgeOut
    labels: LabelsOut


class ObservedOut(Wire):
    """What was said of answers: how many were wrong, with a 95 % interval of the share."""

    n: int
    wrong: int
    low: float
    high: float


class TallyOut(Wire):
    """What becomes of the questions under one risk; the shares of wrong are of those answered."""

    answered: int
    clarify: int
    no_answer: int
    expected_wrong: float | None
    observed_wrong: ObservedOut | None


class ChangedOut(Wire):
    """A question that would be treated otherwise."""

    conversation_id: str
    at: Time
    lang: str
    query: str
    title: str
    probability: float
    before: str
    after: str


class CurvePointOut(Wire):
    """Answering the surest `coverage` of all questions, how many of the answers are wrong?"""

    coverage: float
    expected_wrong: float
    observed_wrong: float | None


class MeasuredOut(Wire):
    """What the shipped judge did on a public set of questions, as shares."""

    set: str
    what: str
    n: int
    unanswerable: int
    answered: float
    clarify: float
    no_answer: float
    wrong: float | None


class ReplayOut(Wire):
    """Past questions decided by the present risk (`now`) and by the one to try (`then`)."""

    risk: float
    risk_now: float
    days: int
    n: int
    labelled: int
    enough: bool
    needed: int
    now: TallyOut
    then: TallyOut
    changed: int
    examples: tuple[ChangedOut, ...]
    curve: tuple[CurvePointOut, ...]
    measured_now: tuple[MeasuredOut, ...]
    measured_then: tuple[MeasuredOut, ...]
