"""The OpenAPI document, made from the route table."""

import re
from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from handoff.web.api.models import ProblemOut
from handoff.web.problems import PROBLEM_TYPE
from handoff.web.route import Access, Route

FILE = "application/octet-stream"
BINARY = {"type": "string", "format": "binary"}
REF = "#/components/schemas/{model}"


def document(routes: Sequence[Route], version: str) -> dict[str, Any]:
    """The whole document."""
    taken: list[tuple[Any, JsonSchemaMode]] = [(ProblemOut, "serialization")]
    for route in routes:
        taken += [(model, "serialization") for model in route.answers]
        taken += [(model, "validation") for model in (route.body, route.query) if model]
    _, schemas = models_json_schema(list(dict.fromkeys(taken)), ref_template=REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.full_path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Baton", "version": version, "description": "The HTTP side of the desk."},
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{re.sub(r'[^a-z]+', '_', route.full_path).strip('_')}",
        "summary": route.summary,
        "description": f"For {route.access.value}.",
        "parameters": [*_path_parameters(route), *_query_parameters(route)],
        "responses": {"200": _success(route), "default": _failure()},
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": _content((route.body,))}
    if route.takes_file:
        operation["requestBody"] = {"required": True, "content": {FILE: {"schema": BINARY}}}
    if route.access is not Access.PUBLIC:
        operation["security"] = [{"token": []}]
    return operation


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", route.path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema(ref_template=REF)
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": described}
        for name, described in schema["properties"].items()
    ]


def _success(route: Route) -> dict[str, Any]:
    if not route.answers:
        schema = BINARY if route.media == FILE else {"type": "string"}
        return {"description": "Content", "content": {route.media: {"schema": schema}}}
    return {"description": "Done", "content": _content(route.answers)}


def _failure() -> dict[str, Any]:
    reference = {"$ref": REF.format(model=ProblemOut.__name__)}
    return {"description": "A problem", "content": {PROBLEM_TYPE: {"schema": reference}}}


def _content(models: Sequence[type]) -> dict[str, Any]:
    references = [{"$ref": REF.format(model=model.__name__)} for model in models]
    schema = references[0] if len(references) == 1 else {"anyOf": references}
    return {"application/json": {"schema": schema}}
