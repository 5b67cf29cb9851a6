"""docs/protocol.md says what the code does: every call, event, path, code and example, both ways."""

import ast
import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from handoff import wire
from handoff.domain import errors
from handoff.sockets.agent import CALLS as AGENT_CALLS
from handoff.sockets.frames import read_frame
from handoff.sockets.visitor import CALLS as VISITOR_CALLS
from handoff.web import OPENAPI_PATH, ROUTES, internal
from handoff.web.api import away as away_api
from handoff.web.api import capacity as capacity_api
from handoff.web.api import closing as closing_api
from handoff.web.api import models, settings_models, time_settings_models, webhooks_models
from handoff.web.api import reports as reports_api
from handoff.web.api import search as search_api
from handoff.web.problems import STATUS
from kb_index import errors as kb_errors

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
CALLS = {"visitor": VISITOR_CALLS, "agent": AGENT_CALLS}
BESIDES = {
    ("GET", OPENAPI_PATH),
    ("GET", "/help/{lang}/{slug}"),
    ("POST", "/rasa/actions"),
    ("POST", "/internal/embed"),
}


def section(title: str) -> str:
    """The text below a heading, up to the next one of its own or a higher level."""
    start = re.search(rf"^(#+) {re.escape(title)}$", DOCUMENT, re.MULTILINE)
    assert start, f"the document has no heading {title!r}"
    level = len(start[1])
    rest = DOCUMENT[start.end() :]
    end = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def marked(kind: str) -> list[tuple[str, str]]:
    """The JSON blocks that follow a comment of this kind, with what the comment says."""
    return re.findall(rf"<!-- {kind}: (.+?) -->\n```json\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.mark.parametrize("side", CALLS)
def test_every_call_is_described(side: str) -> None:
    described = re.findall(r"^#### `(.+?)`$", section(f"Calls of `/{side}`"), re.MULTILINE)
    assert sorted(described) == sorted(CALLS[side])


@pytest.mark.parametrize(("name", "example"), marked("frame"))
def test_every_example_frame_is_accepted(name: str, example: str) -> None:
    side, call = name.split(" ")
    frame = json.loads(example)
    known = CALLS[side][call].frame
    assert set(frame) <= set(known.model_fields)
    read_frame(known, (frame,))


def test_every_call_has_an_example() -> None:
    expected = {f"{side} {call}" for side, calls in CALLS.items() for call in calls}
    assert {name for name, _ in marked("frame")} == expected


@pytest.mark.parametrize(("name", "example"), marked("example"))
def test_every_example_of_a_thing_has_all_its_keys(name: str, example: str) -> None:
    model: type[BaseModel] = next(
        getattr(m, name)
        for m in (
            wire,
            wire.shelf,
            wire.board,
            models,
            settings_models,
            time_settings_models,
            capacity_api,
            away_api,
            closing_api,
            reports_api,
            search_api,
            webhooks_models,
        )
        if hasattr(m, name)
    )
    values = json.loads(example)
    required = {key for key, field in model.model_fields.items() if field.is_required()}
    assert required <= set(values) <= set(model.model_fields)
    model.model_validate(values)


def emitted() -> set[str]:
    """Every event name that the sockets package emits, read from its source."""
    found = set()
    for path in (ROOT / "handoff" / "sockets").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            named = node.args and isinstance(node.args[0], ast.Constant)
            if node.func.attr in ("emit", "_emit") and named:
                found.add(node.args[0].value)  # type: ignore[attr-defined]
    return found


def test_every_event_is_described() -> None:
    described = re.findall(r"^\| `(.+?)` \|", section("Events"), re.MULTILINE)
    assert set(described) == emitted()


def test_every_path_is_described() -> None:
    described = re.findall(r"^\| `([A-Z]+) (/.+?)` \|", section("HTTP"), re.MULTILINE)
    assert set(described) == {(route.method, route.full_path) for route in ROUTES} | BESIDES
    source = Path(internal.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'"(/[a-z/]+)"', source)) == {"/rasa/actions", "/internal/embed"}


def test_every_error_code_is_described() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", section("Error codes"), re.MULTILINE)
    assert {code: int(status) for code, status in rows} == STATUS


def test_every_error_has_a_status() -> None:
    """No error of the desk, the sockets or the article store ends as 500 for want of a row."""

    def family(error: type[Exception]) -> set[type[Exception]]:
        return {error}.union(*(family(child) for child in error.__subclasses__()))

    codes = {error.code for error in family(errors.BatonError)} - {"error"}  # type: ignore[attr-defined]
    assert codes <= set(STATUS)
    stored = {"article_not_found", "revision_conflict", "slug_taken", "invalid_article"}
    assert stored <= {error.code for error in family(kb_errors.KnowledgeError)}  # type: ignore[attr-defined]
    assert stored <= set(STATUS)
