"""Whether a body is one that Kalshi's own OpenAPI document describes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

import jsonschema

from kalshi.specification import document

__all__ = ["problems"]

_METHODS = {"get", "post", "put", "delete"}
_JSON = "application/json"
_NO_CONTENT: dict[str, Any] = {_JSON: {"schema": {}}}

_formats = jsonschema.FormatChecker(())


@_formats.checks("date-time", raises=ValueError)
def _is_time(value: Any) -> bool:
    return not isinstance(value, str) or (
        value.endswith("Z") and datetime.fromisoformat(value).tzinfo is not None
    )


def problems(operation: str, body: Any, status: int = 200) -> list[str]:
    """What is wrong with ``body`` as the answer of that status of an operation.

    Stricter than the document: a property it does not name is wrong too.
    """
    answer = _answers()[operation].get(str(status))
    if answer is None:
        return [f"{operation} does not answer {status}"]
    if not answer:
        return [] if body is None else [f"{operation} answers {status} with a body"]
    schema = _strict(answer) | {"components": _components()}
    validator: Any = jsonschema.Draft202012Validator(schema, format_checker=_formats)
    errors = validator.iter_errors(body)
    return [f"{error.json_path}: {error.message}" for error in errors]


@cache
def _answers() -> dict[str, dict[str, dict[str, Any]]]:
    """The schemas of every operation's answers by status; ``{}`` is no body."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    paths: dict[str, dict[str, Any]] = document()["paths"]
    for item in paths.values():
        for method in _METHODS & set(item):
            answers: dict[str, dict[str, Any]] = item[method]["responses"]
            found[item[method]["operationId"]] = {
                status: (answer.get("content") or _NO_CONTENT)[_JSON]["schema"]
                for status, answer in answers.items()
            }
    return found


@cache
def _components() -> dict[str, Any]:
    schemas: dict[str, dict[str, Any]] = document()["components"]["schemas"]
    return {"schemas": {name: _strict(schema) for name, schema in schemas.items()}}


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    """JSON schema of an OpenAPI 3.0 one: ``nullable`` becomes an alternative."""
    made = dict(_converted(schema))
    if "properties" in made:
        made.setdefault("additionalProperties", False)
    return {"anyOf": [made, {"type": "null"}]} if schema.get("nullable") else made


def _converted(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in schema.items():
        if key == "properties":
            inner: dict[str, dict[str, Any]] = value
            yield key, {name: _strict(part) for name, part in inner.items()}
        elif key == "items" or (
            key == "additionalProperties" and value not in (True, False)
        ):
            yield key, _strict(value)
        elif key in {"allOf", "oneOf", "anyOf"}:
            parts: list[dict[str, Any]] = value
            yield key, [_strict(part) for part in parts]
        elif key not in {"nullable", "description", "example", "default"}:
            yield key, value
