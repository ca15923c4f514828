"""Whether a request is one that Kalshi's own OpenAPI document describes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import httpx
import jsonschema

from kalshi.scripted import raw_path
from kalshi.specification import (
    Operation,
    Schema,
    document,
    every_operation,
    resolve,
)

__all__ = ["complaints", "members", "operation_of"]

_TEXTS = {
    "FixedPointDollars": r"^(0|[1-9][0-9]*)\.[0-9]{2,4}$",
    "FixedPointCount": r"^(0|[1-9][0-9]*)(\.[0-9]{1,2})?$",
}
"""How the document says, in words, that requests write these."""
_INT64 = {"minimum": -(2**63), "maximum": 2**63 - 1}
_LEFT_OUT = {"nullable", "description", "example", "default", "deprecated", "type"}

_formats = jsonschema.FormatChecker(())


@_formats.checks("date-time", raises=ValueError)
def _is_time(value: object) -> bool:
    text = str(value)
    return text.endswith("Z") and datetime.fromisoformat(text).tzinfo is not None


@_formats.checks("uuid", raises=ValueError)
def _is_uuid(value: object) -> bool:
    return str(UUID(str(value))) == value


def operation_of(request: httpx.Request) -> Operation:
    """The operation a request asks for, the most literal path first."""
    path = raw_path(request)
    found = [
        operation
        for operation in every_operation().values()
        if operation.method == request.method and operation.serves(path)
    ]
    assert found, f"nothing is served at {request.method} {path}"
    return min(found, key=lambda operation: operation.path.count("{"))


def complaints(request: httpx.Request) -> list[str]:
    """What is wrong with a request, by the operation it asks for."""
    return list(_complaints(request, operation_of(request)))


def _complaints(request: httpx.Request, operation: Operation) -> Iterator[str]:
    query = request.url.params
    for name in operation.required - set(query):
        yield f"{name} is missing"
    for name in query:
        if name not in operation.parameters:
            yield f"{name} is no parameter"
            continue
        schema = resolve(operation.parameters[name])
        values = [_typed(text, schema) for text in query.get_list(name)]
        if schema["type"] != "array" and len(values) != 1:
            yield f"{name} is repeated"
        value = values if schema["type"] == "array" else values[0]
        yield from _errors(value, operation.parameters[name])
    if operation.body is None:
        if request.content not in {b"", b"{}"}:
            yield "a body, and none is expected"
    elif request.headers.get("content-type") != "application/json":
        yield "a body without its type"
    else:
        yield from _errors(json.loads(request.content), operation.body)
    if operation.signed is not ("kalshi-access-signature" in request.headers):
        yield "signed, or not, unlike the operation"


def _typed(text: str, schema: Schema) -> object:
    kind = resolve(schema["items"])["type"] if "items" in schema else schema["type"]
    match kind:
        case "integer":
            return int(text) if re.fullmatch("-?[0-9]+", text) else text
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
        case _:
            return text


def _errors(value: object, schema: Schema) -> Iterator[str]:
    for error in _validator(json.dumps(schema)).iter_errors(value):
        yield f"{error.json_path}: {error.message}"


@cache
def _validator(schema: str) -> Any:
    components = {
        name: _strict(node, name)
        for name, node in document()["components"]["schemas"].items()
    }
    whole = _strict(json.loads(schema)) | {"components": {"schemas": components}}
    return jsonschema.Draft202012Validator(whole, format_checker=_formats)


def _strict(node: Schema, name: str = "") -> dict[str, Any]:
    """JSON schema of an OpenAPI 3.0 one, in which nothing unnamed is right."""
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    made = {key: value for key, value in node.items() if key not in _LEFT_OUT}
    if "type" in node:
        made["type"] = node["type"]
    if "properties" in node:
        parts = node["properties"].items()
        made["properties"] = {part: _strict(inner) for part, inner in parts}
        made["additionalProperties"] = False
    elif node.get("type") == "object":
        made["additionalProperties"] = False
    if isinstance(node.get("items"), dict):
        made["items"] = _strict(node["items"])
    if "allOf" in node:
        made["allOf"] = [_strict(part) for part in node["allOf"]]
    if node.get("format") == "int64":
        made = {**_INT64, **made}
    if name in _TEXTS:
        made["pattern"] = _TEXTS[name]
    return made


def members(operation: Operation) -> frozenset[str]:
    """Everything a body may hold, at any depth, by its path."""
    return (
        frozenset() if operation.body is None else frozenset(_members(operation.body))
    )


def _members(node: Schema, path: str = "") -> Iterator[str]:
    whole = resolve(node)
    for name, part in whole.get("properties", {}).items():
        yield f"{path}{name}"
        yield from _members(part, f"{path}{name}.")
    if isinstance(whole.get("items"), dict):
        yield from _members(whole["items"], path)
