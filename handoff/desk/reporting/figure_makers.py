"""How each report is made: which counts it asks for, and which lines they become."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from handoff.desk.reporting.counting import Counting
from handoff.domain.bot.verdict import Verdict
from handoff.domain.figures import report as lines_of
from handoff.domain.figures.line import Line
from handoff.domain.figures.report import Report
from handoff.domain.figures.tally import Dim, Measure, Pick, spreads_of
from handoff.domain.history.kept_event import FIRST, EventKind

MOST_ARTICLES = 20

BEGUN = Pick(kinds=(EventKind.BEGUN,))
BACK = Pick(kinds=(EventKind.REOPENED,))
SAID = Pick(kinds=(EventKind.MESSAGE,))
ANSWERED = Pick(kinds=(EventKind.FIRST_RESPONSE,))
TAKEN = Pick(kinds=(EventKind.ASSIGNED,), words=(FIRST,), owners=("queue",))
SOLVED = Pick(kinds=(EventKind.RESOLVED,), owners=("agent",))
CLOCKS = Pick(kinds=(EventKind.CLOCK,))
QUEUED = Pick(kinds=(EventKind.QUEUED,))
LEFT = Pick(kinds=(EventKind.LEFT,))
# The first time that a conversation which the bot had needs a person, by handoff or because one took it.
PASSED_ON = Pick(kinds=(EventKind.QUEUED, EventKind.ASSIGNED), owners=("bot",), people=False)

SINCE_FIRST_WORD = "since_first_word"
BUSINESS = "business"
MEASURES = MappingProxyType(
    {
        "": Measure.SECONDS,
        f"_{SINCE_FIRST_WORD}": Measure.FIRST_WORD_SECONDS,
        f"_{BUSINESS}": Measure.BUSINESS_SECONDS,
    }
)


async def _volume(count: Counting) -> list[Line]:
    begun = await count.counts(BEGUN, (Dim.BUCKET, Dim.CHANNEL))
    hours = await count.counts(BEGUN, (Dim.WEEKDAY, Dim.HOUR))
    back = await count.counts(BACK, (Dim.BUCKET, Dim.CHANNEL))
    said = await count.counts(SAID, (Dim.BUCKET, Dim.WORD))
    return [
        *lines_of.counted("conversations", begun),
        *lines_of.counted("came_back", back),
        *lines_of.counted("messages", said),
        *lines_of.by_hour_of_the_week(hours),
    ]


async def _times(count: Counting) -> list[Line]:
    lines: list[Line] = []
    for figure, pick in (("first_response", ANSWERED), ("wait", TAKEN), ("resolution", SOLVED)):
        spreads = spreads_of(await count.times(pick), by_bucket=count.by_bucket)
        for suffix, measure in MEASURES.items():
            lines += lines_of.timed(figure + suffix, [one for one in spreads if one.key[0] == measure.value])
    clocks = await count.counts(CLOCKS, (Dim.BUCKET, Dim.ABOUT, Dim.WORD))
    return [*lines, *lines_of.shares("sla_met", clocks, ("met",), ("met", "breached"))]


async def _handoffs(count: Counting) -> list[Line]:
    queued = await count.counts(QUEUED, (Dim.BUCKET, Dim.WORD))
    left = await count.counts(LEFT, (Dim.BUCKET, Dim.WORD))
    answered = await count.counts(ANSWERED, (Dim.BUCKET,))
    articles = await count.articles()
    return [
        *lines_of.counted("handoffs", queued),
        *lines_of.abandonment(left, answered),
        *lines_of.articles(articles, MOST_ARTICLES),
    ]


async def _outcomes(count: Counting) -> list[Line]:
    ends = await count.ends()
    passed_on = await count.counts(PASSED_ON, (Dim.BUCKET,))
    return list(lines_of.outcomes(ends, passed_on))


async def _satisfaction(count: Counting) -> list[Line]:
    return list(lines_of.satisfaction(await count.ratings()))


async def _answers(count: Counting) -> list[Line]:
    said = await count.counts(Pick(kinds=(EventKind.ANSWER,)), (Dim.BUCKET, Dim.WORD))
    verdicts = await count.latest(EventKind.VERDICT, (Dim.BUCKET, Dim.WORD))
    thumbs = await count.latest(EventKind.FEEDBACK, (Dim.BUCKET, Dim.SCORE))
    return [
        *lines_of.counted("answers", said),
        *lines_of.precision(verdicts, thumbs, right=Verdict.RIGHT, wrong=Verdict.WRONG),
    ]


Maker = Callable[[Counting], Awaitable[list[Line]]]

MAKERS: Mapping[Report, Maker] = MappingProxyType(
    {
        Report.VOLUME: _volume,
        Report.TIMES: _times,
        Report.HANDOFFS: _handoffs,
        Report.OUTCOMES: _outcomes,
        Report.SATISFACTION: _satisfaction,
        Report.ANSWERS: _answers,
    }
)
