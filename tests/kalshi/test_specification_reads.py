"""Every public read of the venue's own OpenAPI document has a method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import jsonschema
import pytest

from kalshi.calls import CALLS
from kalshi.scripted import Wire, raw_path
from kalshi.specification import (
    Operation,
    Schema,
    example,
    operations,
    resolve,
)
from predcore.kit import Pages
from shared import needs_specs

pytestmark = needs_specs


def test_every_public_read_has_a_method() -> None:
    assert set(CALLS) == set(operations())


@pytest.mark.parametrize("name", CALLS)
async def test_a_read_sends_what_its_operation_takes(name: str) -> None:
    operation = operations()[name]
    wire = Wire()
    client = wire.kalshi(transport=httpx.MockTransport(_always(wire, operation)))
    sent: set[str] = set()
    async with client as kalshi:
        for call in CALLS[name]:
            asked = call(kalshi)
            if isinstance(asked, Pages):
                page = await asked.first()
                assert page.items
                assert page.cursor
                sent.add("cursor")
            else:
                assert await asked
            sent |= _checked(wire.sent[-1], operation)
    assert sent == set(operation.parameters)


def _always(wire: Wire, operation: Operation) -> Callable[[httpx.Request], Any]:
    def answer(request: httpx.Request) -> httpx.Response:
        wire.sent.append(request)
        return httpx.Response(200, json=example(operation.answer))

    return answer


def _checked(request: httpx.Request, operation: Operation) -> set[str]:
    """The parameters of a request, all of them valid."""
    assert operation.serves(raw_path(request))
    query = request.url.params
    assert operation.required <= set(query)
    for name in query:
        schema = _for_jsonschema(operation.parameters[name])
        values = query.get_list(name)
        if schema["type"] == "array":
            jsonschema.validate(values, schema)
        else:
            (value,) = values
            jsonschema.validate(_typed(value, schema["type"]), schema)
    return set(query)


def _typed(value: str, kind: str) -> object:
    match kind:
        case "integer":
            return int(value)
        case "boolean":
            return {"true": True, "false": False}[value]
        case _:
            return value


def _for_jsonschema(schema: Schema) -> dict[str, Any]:
    """OpenAPI 3.0 without the words that mean something else elsewhere."""
    whole = resolve(schema)
    return {k: v for k, v in whole.items() if k not in {"nullable", "format"}}
