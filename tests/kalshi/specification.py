"""Kalshi's own OpenAPI document: its public reads, and how to read a schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from shared import SPECS

__all__ = [
    "Operation",
    "Schema",
    "example",
    "name_of",
    "operations",
    "resolve",
    "schemas",
]

Schema = Mapping[str, Any]

_AREAS = frozenset(
    {
        "account",
        "events",
        "exchange",
        "historical",
        "incentive-programs",
        "live-data",
        "market",
        "milestone",
        "multivariate",
        "search",
        "structured-targets",
    }
)
_TEXTS = {"date-time": "2026-11-01T00:00:00.5Z"}


@dataclass(frozen=True)
class Operation:
    """One public read.

    Attributes:
        parameters: the schemas of its query parameters, by name.
        required: those of them it cannot do without.
        answer: the schema of the 200.
    """

    name: str
    path: str
    parameters: Mapping[str, Schema]
    required: frozenset[str]
    answer: Schema

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
def operations() -> dict[str, Operation]:
    """The public reads of market data, by operation id."""
    return {found.name: found for found in _reads()}


def _reads() -> Iterator[Operation]:
    for path, item in document()["paths"].items():
        read = item.get("get")
        if read is None or read.get("security") or not _AREAS & set(read["tags"]):
            continue
        given = [*item.get("parameters", ()), *read.get("parameters", ())]
        query = [p for p in map(resolve, given) if p["in"] == "query"]
        content = read["responses"]["200"]["content"]["application/json"]
        yield Operation(
            name=read["operationId"],
            path=path,
            parameters={p["name"]: p["schema"] for p in query},
            required=frozenset(p["name"] for p in query if p.get("required")),
            answer=content["schema"],
        )


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
    """Every object schema a public read can answer with, by name."""
    found: dict[str, Schema] = {}
    todo: list[Schema] = [operation.answer for operation in operations().values()]
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
