"""The reports of the desk over HTTP, for supervisors and admins, as JSON and as CSV."""

from datetime import date
from functools import partial
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator
from sanic import HTTPResponse
from sanic.response import raw

from handoff.desk.reporting import figures
from handoff.domain.figures.line import Line
from handoff.domain.figures.report import Report
from handoff.domain.figures.scope import Grain
from handoff.domain.languages import LANGUAGES
from handoff.services import Services
from handoff.web.api.models import Body
from handoff.web.csv_file import Cell, write_csv
from handoff.web.route import Access, Asked, Route
from handoff.wire import Time, Wire
from handoff.wire.reading import Storable
from kb_index.errors import ArticleNotFound

AGENT = "agent:"
ARTICLE_FIGURES = frozenset({"article_handoffs", "article_handoff_share"})
EARLIEST = date(2000, 1, 1)
LATEST = date(2200, 1, 1)
COLUMNS = ("report", "figure", "bucket", "group", "label", "unit", "n", "value", "low", "high")


class ReportQuery(Body):
    """Days by the desk's clock, both counted; without them the last four weeks."""

    since: date | None = None
    until: date | None = None
    by: Literal["hour", "day", "week"] = "day"
    lang: str | None = None
    team: Annotated[str, StringConstraints(min_length=1, max_length=36), Storable] | None = None

    @field_validator("since", "until")
    @classmethod
    def _in_our_time(cls, day: date | None) -> date | None:
        if day is not None and not EARLIEST <= day < LATEST:
            raise ValueError("lies outside of what a desk can have seen")
        return day

    @field_validator("lang")
    @classmethod
    def _spoken(cls, lang: str | None) -> str | None:
        if lang is not None and lang not in LANGUAGES:
            raise ValueError(f"is one of: {', '.join(LANGUAGES)}")
        return lang


class CsvQuery(ReportQuery):
    """The same; `bom` for a spreadsheet that would guess another encoding than UTF-8."""

    bom: bool = False


class LineOut(Wire):
    """One figure: of one bucket or (null) the whole range, of one group or (null) everything."""

    figure: str
    unit: str
    bucket: str | None
    group: str | None
    label: str | None
    n: Annotated[int, Field(ge=0)]
    value: float | None
    low: float | None
    high: float | None


class ReportOut(Wire):
    """A report; `buckets` names every stretch of time in order, also those in which nothing happened."""

    report: str
    since: date
    until: date
    by: str
    zone: str
    lang: str | None
    team: str | None
    made_at: Time
    buckets: tuple[str, ...]
    lines: tuple[LineOut, ...]


async def read_report(report: Report, asked: Asked) -> ReportOut:
    query = asked.query
    told = await figures.read_report(
        asked.services.desk,
        actor=asked.actor,
        asked=figures.Asked(
            report=report,
            first=query.since,
            last=query.until,
            grain=Grain(query.by),
            lang=query.lang,
            team_id=query.team,
        ),
    )
    titles = await _titles(asked.services, told.lines)
    return ReportOut(
        report=report.value,
        since=told.days.first,
        until=told.days.last,
        by=query.by,
        zone=told.days.zone,
        lang=query.lang,
        team=query.team,
        made_at=told.made_at,
        buckets=tuple(told.buckets.values()) if report is not Report.SUMMARY else (),
        lines=tuple(
            LineOut(
                figure=line.figure,
                unit=line.unit.value,
                bucket=None if line.bucket is None else told.buckets[line.bucket],
                group=line.group,
                label=titles.get(line.group or "") or _name(line, told),
                n=line.n,
                value=line.value,
                low=line.low,
                high=line.high,
            )
            for line in told.lines
        ),
    )


async def read_csv(report: Report, asked: Asked) -> HTTPResponse:
    found = await read_report(report, asked)
    rows = (_row(found.report, line) for line in found.lines)
    name = f"baton-{found.report}-{found.since}-{found.until}.csv"
    return raw(
        write_csv(COLUMNS, rows, bom=asked.query.bom),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _row(report: str, line: LineOut) -> tuple[Cell, ...]:
    return (report, *(getattr(line, name) for name in COLUMNS[1:]))


def _name(line: Line, told: figures.Told) -> str | None:
    """An agent's name."""
    agent_id, *_ = (line.group or "").removeprefix(AGENT).split(":")
    return told.agents.get(agent_id)


async def _titles(services: Services, lines: tuple[Line, ...]) -> dict[str, str]:
    """The titles of the articles that are named; one that is gone has none."""
    named = {line.group for line in lines if line.figure in ARTICLE_FIGURES and line.group}
    return {id_: title for id_ in named if (title := await _title(services, id_)) is not None}


async def _title(services: Services, article_id: str) -> str | None:
    try:
        return (await services.articles.get(article_id)).title
    except ArticleNotFound:
        return None


def _routes(report: Report) -> tuple[Route, Route]:
    path = f"/reports/{report.value}"
    return (
        Route(
            method="GET",
            path=path,
            handler=partial(read_report, report),
            summary=f"The report: {report.value}",
            access=Access.LEADERS,
            query=ReportQuery,
            answers=(ReportOut,),
        ),
        Route(
            method="GET",
            path=f"{path}/csv",
            handler=partial(read_csv, report),
            summary=f"The report as a file: {report.value}",
            access=Access.LEADERS,
            query=CsvQuery,
            answers=(),
            media="text/csv",
        ),
    )


ROUTES = tuple(route for report in Report for route in _routes(report))
