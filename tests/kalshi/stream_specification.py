"""Kalshi's own AsyncAPI document: its messages, and instances of a schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from shared import SPECS

__all__ = ["Schema", "commands", "document", "examples", "instance", "messages"]

Schema = Mapping[str, Any]

_CONTROL = {"incomingPing", "incomingPong", "outgoingPing", "outgoingPong"}


@cache
def document() -> Schema:
    """The whole document; nothing where it is not beside the checkout."""
    path = SPECS / "kalshi-asyncapi.yaml"
    if not path.is_file():
        return {"components": {"messages": {}, "schemas": {}}}
    loaded: Schema = yaml.safe_load(path.read_text())
    return loaded


def _named(commands: bool) -> dict[str, Schema]:
    found = document()["components"]["messages"]
    return {
        name: message
        for name, message in found.items()
        if name not in _CONTROL and name.endswith("Command") == commands
    }


def messages() -> dict[str, Schema]:
    """What the server says, by the document's name."""
    return _named(commands=False)


def commands() -> dict[str, Schema]:
    """What a client may say, by the document's name."""
    return _named(commands=True)


def examples(of: Mapping[str, Schema]) -> Iterator[tuple[str, Any]]:
    """The document's own examples, with a name for each."""
    for name, message in of.items():
        for example in message.get("examples", ()):
            yield f"{name}-{example['name']}", example["payload"]


def instance(schema: Schema, name: str = "", *, whole: bool) -> Any:
    """A value of a schema: with every property, or only with those it requires."""
    while "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "const" in schema:
        return schema["const"]
    kinds: str | list[str] = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object":
        required = schema.get("required", ())
        return {
            key: instance(member, key, whole=whole)
            for key, member in schema.get("properties", {}).items()
            if whole or key in required
        }
    if kind == "array":
        count = max(1, schema.get("minItems", 1))
        return [instance(schema["items"], name, whole=whole) for _ in range(count)]
    plain = {"integer": 7, "number": 0.5, "boolean": True}
    return plain[kind] if kind in plain else _text(schema, name)


def _text(schema: Schema, name: str) -> str:
    if schema.get("format") == "date-time":
        return "2026-11-20T12:00:00.149Z"
    if schema.get("format") == "uuid":
        return "5b0b2f0e-1111-4222-8333-944444444444"
    amounts = {"fee_cost", "settlement_value", "start", "end", "step", "value_usd"}
    if name.endswith(("_dollars", "_fp")) or name in {*amounts, "value"}:
        return "0.1200"
    return f"some {name}"
