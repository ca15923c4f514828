"""Kalshi's own AsyncAPI document: what its socket says and understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from shared import SPECS

__all__ = ["check", "commands", "document", "examples", "message_types", "problems"]

_REF = "#/components/schemas/"


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    text = (SPECS / "kalshi-asyncapi.yaml").read_text()
    loaded: dict[str, Any] = yaml.load(
        text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


def _schemas() -> Mapping[str, Any]:
    found: Mapping[str, Any] = document()["components"]["schemas"]
    return found


@cache
def _validators() -> dict[str, list[tuple[str, Draft202012Validator]]]:
    """Schemas of what the server sends, by the ``type`` they are for."""
    found: dict[str, list[tuple[str, Draft202012Validator]]] = {}
    for name, schema in _schemas().items():
        kind = schema.get("properties", {}).get("type", {}).get("const")
        if kind is not None:
            whole = {"components": document()["components"], "$ref": _REF + name}
            found.setdefault(kind, []).append((name, Draft202012Validator(whole)))
    return found


def message_types() -> set[str]:
    """Every ``type`` the server may send."""
    return set(_validators())


def problems(message: dict[str, Any]) -> list[str]:
    """Why a message of the server is none of those that are documented."""
    found: list[str] = []
    for name, validator in _validators().get(str(message["type"]), []):
        errors: list[Any] = list(validator.iter_errors(message))  # pyright: ignore[reportUnknownMemberType]
        wrong = [str(error.message) for error in errors]
        wrong += [f"{name} has no {field}" for field in _unknown(name, message)]
        if not wrong:
            return []
        found += wrong
    return found or [f"there is no type {message['type']}"]


def _unknown(name: str, message: Mapping[str, Any]) -> Iterator[str]:
    properties = _schemas()[name]["properties"]
    yield from sorted(message.keys() - properties.keys())
    inner, msg = properties.get("msg", {}), message.get("msg")
    if isinstance(msg, dict) and "properties" in inner:
        yield from sorted(msg.keys() - inner["properties"].keys())


def check(message: dict[str, Any]) -> None:
    """Fail for a message that is not documented, where the document is at hand."""
    if SPECS.is_dir():
        assert problems(message) == [], message


def commands() -> dict[str, dict[str, Any]]:
    """Every example of a command, by its name."""
    return {
        example["name"]: example["payload"]
        for message in document()["components"]["messages"].values()
        if "Command" in message.get("payload", {}).get("$ref", "")
        for example in message["examples"]
    }


def examples(kind: str) -> list[dict[str, Any]]:
    """The examples of a type of message."""
    return [
        example["payload"]
        for message in document()["components"]["messages"].values()
        if message["name"] == kind
        for example in message.get("examples", ())
    ]
