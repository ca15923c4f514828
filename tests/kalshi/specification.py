"""Kalshi's own OpenAPI document: its operations, and how to read a schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from shared import SPECS

__all__ = [
    "Operation",
    "Schema",
    "document",
    "every_operation",
    "example",
    "name_of",
    "operations",
    "private_operations",
    "request_schemas",
    "resolve",
    "schemas",
]

Schema = Mapping[str, Any]

_TEXTS = {"date-time": "2026-11-01T00:00:00.5Z"}


@dataclass(frozen=True)
class Operation:
    """One operation.

    Attributes:
        parameters: the schemas of its query parameters, by name.
        required: those of them it cannot do without.
        body: the schema of what it is sent, ``None`` for nothing.
        status: that of success.
        answer: the schema of success, ``None`` for an empty one.
        signed: whether it wants credentials.
    """

    name: str
    method: str
    path: str
    parameters: Mapping[str, Schema]
    required: frozenset[str]
    body: Schema | None
    status: int
    answer: Schema | None
    signed: bool

    def serves(self, path: str) -> bool:
        """Whether a path (with its escapes) is this one, filled in."""
        pattern = re.sub(r"\{\w+\}", "[^/]+", self.path)
        return re.fullmatch(pattern, path) is not None


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    text = (SPECS / "kalshi-openapi.yaml").read_text()
    loaded: dict[str, Any] = yaml.load(
        text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


@cache
def every_operation() -> dict[str, Operation]:
    """All of them, by operation id."""
    return {found.name: found for found in _every()}


@cache
def operations() -> dict[str, Operation]:
    """The public reads, by operation id."""
    every = every_operation()
    return {name: found for name, found in every.items() if not found.signed}


@cache
def private_operations() -> dict[str, Operation]:
    """What wants credentials, by operation id."""
    every = every_operation()
    return {name: found for name, found in every.items() if found.signed}


def _every() -> Iterator[Operation]:
    for path, item in document()["paths"].items():
        for method in ("get", "post", "put", "delete"):
            if method in item:
                yield _operation(path, method, item[method], item.get("parameters", ()))


def _operation(
    path: str, method: str, told: Mapping[str, Any], shared: Iterable[Schema]
) -> Operation:
    given = map(resolve, [*shared, *told.get("parameters", ())])
    query = [p for p in given if p["in"] == "query"]
    body = told.get("requestBody")
    (status,) = (int(code) for code in told["responses"] if code.startswith("2"))
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        parameters={p["name"]: p["schema"] for p in query},
        required=frozenset(p["name"] for p in query if p.get("required")),
        body=None if body is None else _json(body),
        status=status,
        answer=_json(resolve(told["responses"][str(status)])),
        signed=bool(told.get("security")),
    )


def _json(content: Mapping[str, Any]) -> Schema | None:
    found = content.get("content")
    return None if found is None else found["application/json"]["schema"]


def resolve(node: Schema) -> Schema:
    """What a ``$ref`` (or an ``allOf`` of one) stands for."""
    while "$ref" in node or len(node.get("allOf", ())) == 1:
        if "$ref" not in node:
            node = {**node["allOf"][0], **_without(node, "allOf")}
            continue
        target: Any = document()
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **_without(node, "$ref")}
    return node


def name_of(node: Schema) -> str | None:
    """The name of a schema, where it has one."""
    for part in (node, *node.get("allOf", ())):
        if "$ref" in part:
            return str(part["$ref"].rpartition("/")[2])
    return None


@cache
def schemas() -> dict[str, Schema]:
    """Every object schema that answers are made of, by name."""
    return _below(found.answer for found in every_operation().values())


@cache
def request_schemas() -> dict[str, Schema]:
    """Every object schema that bodies are made of, by name."""
    return _below(found.body for found in every_operation().values())


def _below(roots: Iterable[Schema | None]) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    todo = [node for node in roots if node is not None]
    while todo:
        node = todo.pop()
        name, whole = name_of(node), resolve(node)
        if name in found:
            continue
        if name is not None and whole.get("properties"):
            found[name] = whole
        todo += whole.get("properties", {}).values()
        todo += [
            part
            for part in (whole.get("items"), whole.get("additionalProperties"))
            if isinstance(part, dict)
        ]
    return found


def example(node: Schema) -> Any:
    """An answer with every property there is."""
    whole = resolve(node)
    if "enum" in whole:
        return next(value for value in whole["enum"] if value is not None)
    match whole.get("type"):
        case "object" if "properties" in whole:
            return {name: example(part) for name, part in whole["properties"].items()}
        case "object":
            inner: Any = whole.get("additionalProperties")
            return {"some": 1 if inner is None or inner is True else example(inner)}
        case "array":
            return [example(whole["items"])] * whole.get("minItems", 1)
        case "string":
            named = name_of(node) or ""
            text = "0.5600" if named.startswith("FixedPoint") else "0.5"
            return _TEXTS.get(whole.get("format", ""), text)
        case "integer":
            return 60
        case "number":
            return 0.5
        case "boolean":
            return True
        case other:
            raise AssertionError(f"a schema of type {other}")


def _without(node: Schema, key: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name != key}
