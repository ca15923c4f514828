"""The venue's own OpenAPI document and the tree of methods, walked both ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, cast

import httpx
import pytest

from kalshi.account_calls import ACCOUNT_CALLS
from kalshi.calls import CALLS
from kalshi.communication_calls import COMMUNICATION_CALLS
from kalshi.conformity import complaints, members, operation_of
from kalshi.fcm_calls import FCM_CALLS
from kalshi.order_calls import ORDER_CALLS
from kalshi.scripted import Wire
from kalshi.signed import signed
from kalshi.specification import every_operation, example
from kalshi.tree import Watched, tree
from predcore.kit import Pages
from shared import needs_specs

pytestmark = needs_specs

EVERY_CALL = {
    **CALLS,
    **ORDER_CALLS,
    **ACCOUNT_CALLS,
    **COMMUNICATION_CALLS,
    **FCM_CALLS,
}


def answering(wire: Wire) -> Callable[[httpx.Request], httpx.Response]:
    """A venue that answers what its document says, and nothing where it says so."""

    def answer(request: httpx.Request) -> httpx.Response:
        wire.sent.append(request)
        operation = operation_of(request)
        if operation.answer is None:
            return httpx.Response(operation.status)
        body = example(operation.answer)
        for name in {"cursor", "next_cursor"} & set(body):
            body[name] = f"page {len(wire.sent)}"
        return httpx.Response(operation.status, json=body)

    return answer


async def called(name: str) -> tuple[set[str], list[httpx.Request]]:
    """The methods an operation's calls use, and what they send."""
    wire, methods = Wire(), set[str]()
    transport = httpx.MockTransport(answering(wire))
    async with signed(wire, transport=transport) as kalshi:
        watched: Any = Watched(kalshi, methods)
        for call in EVERY_CALL[name]:
            asked = call(watched)
            if isinstance(asked, Pages):
                pages = asked.pages()
                assert (await anext(pages)).cursor
                assert (await anext(pages)).items
            else:
                told = await asked
                assert told or every_operation()[name].method != "GET"
    return methods, wire.sent


def test_the_document_has_128_operations() -> None:
    assert len(every_operation()) == 128


def test_every_operation_has_a_method() -> None:
    assert set(EVERY_CALL) == set(every_operation())


async def test_every_method_is_an_operation() -> None:
    used = [await called(name) for name in EVERY_CALL]
    assert set[str]().union(*(methods for methods, _ in used)) == set(tree())


@pytest.mark.parametrize("name", EVERY_CALL)
async def test_a_call_sends_its_operation_and_everything_it_takes(name: str) -> None:
    operation = every_operation()[name]
    _, requests = await called(name)
    query, body = set[str](), set[str]()
    for request in requests:
        assert operation_of(request) is operation
        assert complaints(request) == []
        query |= set(request.url.params)
        if request.content:
            body |= set(_paths(json.loads(request.content)))
    assert query == set(operation.parameters)
    assert body == members(operation)


def _paths(value: object, path: str = "") -> Iterator[str]:
    match value:
        case dict():
            for name, member in cast("dict[str, object]", value).items():
                yield f"{path}{name}"
                yield from _paths(member, f"{path}{name}.")
        case list():
            for item in cast("list[object]", value):
                yield from _paths(item, path)
        case _:
            pass
