"""The reports over HTTP: who may read them, what is refused, and that a file opens safely."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from handoff.desk.conversation import feedback
from handoff.desk.ownership import handoff
from handoff.desk.queueing import queue
from handoff.domain.enums import Role
from handoff.web.csv_file import write_csv
from tests.integration.test_settings import bearer
from tests.support.clients import Json
from tests.support.desk_app import DeskApp
from tests.support.desks import World

REPORTS = ("summary", "volume", "times", "handoffs", "outcomes", "satisfaction", "answers", "availability")
BASE = "/api/v1/reports"


async def read(app: DeskApp, path: str, **params: str) -> Json:
    sam = await app.add("Sam", Role.SUPERVISOR)
    reply = await app.http.get(f"{BASE}/{path}", headers=bearer(app, sam), params=params)
    assert reply.status_code == 200, reply.text
    found: Json = reply.json()
    return found


def lines(report: Json, figure: str, group: str | None = None) -> list[Json]:
    """The lines of the whole range with this name."""
    return [
        one
        for one in report["lines"]
        if (one["figure"], one["group"], one["bucket"]) == (figure, group, None)
    ]


@pytest.mark.parametrize("report", REPORTS)
async def test_only_leaders_may_read_them(app: DeskApp, report: str) -> None:
    """Neither agents, editors, visitors nor nobody; as little as a file."""
    ana, eli = await app.add("Ana", Role.AGENT), await app.add("Eli", Role.EDITOR)
    visitor, _ = await app.new_visitor()
    told = [
        (await app.http.get(f"{BASE}/{report}{end}", headers=headers)).status_code
        for end in ("", "/csv")
        for headers in (bearer(app, ana), bearer(app, eli), {"Authorization": f"Bearer {visitor}"}, {})
    ]
    assert told == [403, 403, 401, 401] * 2


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"since": "2026-03-02", "until": "2026-03-01"}, 422),
        ({"since": "2010-01-01", "until": "2026-03-01"}, 422),
        ({"since": "2026-01-01", "until": "2026-03-01", "by": "hour"}, 422),
        ({"since": "yesterday"}, 422),
        ({"since": "0001-01-01"}, 422),
        ({"until": "9999-12-31"}, 422),
        ({"by": "second"}, 422),
        ({"lang": "xx"}, 422),
        ({"team": "nobodys"}, 404),
        ({"team": "a\x00b"}, 422),
    ],
)
async def test_what_cannot_be_meant_is_refused(app: DeskApp, params: dict[str, str], status: int) -> None:
    """With a problem that says what is wrong, for the report and for its file."""
    sam = await app.add("Sam", Role.SUPERVISOR)
    for end in ("", "/csv"):
        reply = await app.http.get(f"{BASE}/volume{end}", headers=bearer(app, sam), params=params)
        assert reply.status_code in (status, 400) if status == 422 else reply.status_code == status
        assert reply.headers["content-type"].startswith("application/problem+json")


async def test_a_desk_without_a_past_says_so(app: DeskApp) -> None:
    """Zero conversations, and no share or time that was never measured."""
    found = await read(app, "summary")
    assert [one["value"] for one in lines(found, "conversations")] == [0.0]
    assert lines(found, "containment_shown") == lines(found, "first_response", "p50") == []


async def test_what_happened_is_in_the_reports(app: DeskApp) -> None:
    """One customer who was served and gave a four: counted, timed, by agent, in the desk's days."""
    world = World(store=app.desk.store)
    world.clock.now = datetime.now(UTC)
    ana = await world.agent()
    visitor, id_ = await world.waiting()
    world.clock.forward(seconds=20)
    await queue.claim(world.desk, agent=ana, conversation_id=id_)
    world.clock.forward(seconds=40)
    await world.says(ana, id_, "Hello")
    await handoff.resolve(world.desk, agent=ana, conversation_id=id_, reason="answered")
    await feedback.give_csat(world.desk, visitor_id=visitor.id, conversation_id=id_, score=4)
    found = await read(app, "summary")
    assert lines(found, "conversations")[0]["value"] == 1
    assert lines(found, "wait", "p90")[0]["value"] == 20
    assert lines(found, "first_response", "p50")[0]["value"] == 60
    assert lines(found, "sla_target", "first_response:normal")[0]["value"] == 1800
    (score,) = lines(found, "csat", f"agent:{ana.id}")
    assert (score["value"], score["label"], score["n"]) == (4, "Ana", 1)
    today = world.clock.now.date()
    sam = await app.add("Uma", Role.ADMIN)
    span = {"since": str(today - timedelta(days=1)), "until": str(today + timedelta(days=1)), "by": "hour"}
    by_hour = (await app.http.get(f"{BASE}/volume", headers=bearer(app, sam), params=span)).json()
    counted = [one for one in by_hour["lines"] if one["figure"] == "conversations" and one["bucket"]]
    assert len(by_hour["buckets"]) == 72
    assert [one["bucket"] in by_hour["buckets"] for one in counted] == [True]
    assert (await app.http.get(f"{BASE}/volume", headers=bearer(app, sam), params={"lang": "pl"})).json()[
        "lines"
    ][0]["value"] == 0


async def test_the_file_holds_the_same_lines(app: DeskApp) -> None:
    """By RFC 4180, named after its range, with a byte order mark only if asked for."""
    world = World(store=app.desk.store)
    world.clock.now = datetime.now(UTC)
    await world.waiting()
    sam = await app.add("Sam", Role.SUPERVISOR)
    report = (await app.http.get(f"{BASE}/volume", headers=bearer(app, sam))).json()
    reply = await app.http.get(f"{BASE}/volume/csv", headers=bearer(app, sam), params={"bom": "true"})
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    name = f"baton-volume-{report['since']}-{report['until']}.csv"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    text = reply.content.decode("utf-8")
    assert text.startswith("\ufeffreport,figure,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [(row["figure"], row["value"]) for row in rows] == [
        (one["figure"], str(one["value"])) for one in report["lines"]
    ]
    plain = await app.http.get(f"{BASE}/volume/csv", headers=bearer(app, sam))
    assert plain.content.startswith(b"report,")


def test_no_cell_becomes_a_formula() -> None:
    """Text that a spreadsheet would run is text; numbers stay numbers, quotes and line ends are kept."""
    row = ("=1+1", "+1", "-1", "@x", "\t=1", 'a "b", c\r\nd', "سلام", -1.5, None, "plain")
    (header, back) = csv.reader(io.StringIO(write_csv(("h",), [row]).decode(), newline=""))
    assert header == ["h"]
    assert back == ["'=1+1", "'+1", "'-1", "'@x", "'\t=1", 'a "b", c\r\nd', "سلام", "-1.5", "", "plain"]
