"""What arguments are called, and the words they take, are the venue's own."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from kalshi.names import REQUEST_VALUES
from kalshi.specification import (
    Schema,
    every_operation,
    name_of,
    request_schemas,
    resolve,
)
from kalshi.test_specification_operations import called
from kalshi.tree import tree
from predcore_kalshi import models
from shared import SPECS, needs_specs

pytestmark = needs_specs

CALLED_OTHERWISE = {
    ("UpdateSubaccountNetting", "subaccount_number"): "subaccount",
    ("GetWeatherIndex", "from"): "start",
    ("GetWeatherIndex", "to"): "end",
}
NO_ARGUMENTS = {
    ("SetTargetBalanceAllocation", "allocations"),
    ("CreateRFQBatch", "rest_remainder"),
    ("GetEvent", "with_nested_markets"),
}
"""A mapping from shard to percentage, what may have one value only, and what goes
without saying."""

EVERY = sorted(every_operation()) if SPECS.is_dir() else []


@pytest.mark.parametrize("name", EVERY)
async def test_every_argument_is_of_the_right_kind(name: str) -> None:
    operation = every_operation()[name]
    methods, _ = await called(name)
    hints = [get_type_hints(tree()[method]) for method in methods]
    for word, node in _arguments(name):
        if (name, word) in NO_ARGUMENTS or word == "cursor":
            continue
        known_as = CALLED_OTHERWISE.get((name, word), word)
        (hint,) = {hint[known_as] for hint in hints if known_as in hint}
        _check(f"{operation.name}.{word}", hint, node)


def _arguments(name: str) -> Iterator[tuple[str, Schema]]:
    operation = every_operation()[name]
    yield from operation.parameters.items()
    if operation.body is not None:
        yield from resolve(operation.body).get("properties", {}).items()


@pytest.mark.parametrize("name", REQUEST_VALUES)
def test_every_property_is_an_argument_of_the_right_kind(name: str) -> None:
    schema = request_schemas()[name]
    value: Any = getattr(models, REQUEST_VALUES[name])
    hints = get_type_hints(value)
    assert {field.name for field in fields(value)} == set(schema["properties"])
    for word, node in schema["properties"].items():
        _check(f"{name}.{word}", hints[word], node)


def test_an_order_to_cancel_has_what_the_document_lists() -> None:
    batch = request_schemas()["BatchCancelOrdersV2Request"]
    listed = batch["properties"]["orders"]["items"]["properties"]
    assert {field.name for field in fields(models.OrderToCancel)} == set(listed)


def _check(where: str, hint: Any, node: Schema) -> None:
    whole, kinds = resolve(node), set(_alternatives(hint))
    items = resolve(whole.get("items", {}))
    inner = {arg for kind in kinds for arg in get_args(kind)}
    match whole["type"], whole.get("format"), name_of(node):
        case _, _, "FixedPointDollars":
            assert kinds == {Decimal}, where
        case _, _, "FixedPointCount":
            assert kinds in ({Decimal}, {Decimal, int}), where
        case "array", _, _ if "enum" in items:
            assert set(_words(inner)) == set(items["enum"]), where
        case "array", _, _:
            assert all(get_origin(kind) is Sequence for kind in kinds), where
        case _ if "enum" in whole:
            assert set(_words(kinds)) == set(whole["enum"]), where
        case "integer", _, _:
            assert kinds <= {int, datetime} or _words(kinds), where
        case "boolean", _, _:
            assert kinds == {bool}, where
        case "string", "date-time", _:
            assert kinds == {datetime}, where
        case "string", "uuid", _:
            assert kinds == {UUID}, where
        case "string", _, _:
            allowed = {str, datetime, Sequence[str]}
            assert kinds <= allowed or _words(kinds | inner), where
        case other:
            raise AssertionError(f"{where} is of type {other}")


def _alternatives(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in {Union, types.UnionType}:
        for arg in get_args(hint):
            if arg is not type(None):
                yield from _alternatives(arg)
    else:
        yield hint


def _words(kinds: set[Any]) -> list[Any]:
    return [w for kind in kinds if get_origin(kind) is Literal for w in get_args(kind)]
