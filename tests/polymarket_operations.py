"""The page of Polymarket's operations, made by calling every native method once.

``python -m polymarket_operations``, in this folder, writes it.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote

import anyio
import httpx

from polymarket_private import CONDITION, CREDENTIALS, ORDER_ID, WALLET, signed
from polymarket_wire import Wire, raw_path
from predcore import NotFound
from predcore.kit import Pages
from predcore_polymarket import Polymarket, RelayerKey
from predcore_polymarket.models.clob.signed_order import SignedOrder
from predcore_polymarket.models.relayer.submission import Submission

__all__ = ["PAGE", "SERVICES", "page", "verbs"]

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/polymarket-operations.md"
SERVICES = ("gamma", "clob", "data", "relayer", "geoblock")

_HEAD = """\
# Polymarket's operations

Every operation of Polymarket's services (autumn 2026) has a method of
`predcore_polymarket.Polymarket`, and every method is one operation. The key is what
signs it: the wallet's private key, its API key, or a key of the relayer. This page is
made from the code, by calling each method once.

| method | service | operation | key | |
| --- | --- | --- | --- | --- |
"""
_CONVENIENCES = {"clob.auth.api_key.derive_or_create"}
"""Methods that are more than one operation."""
_KEYS = {
    "poly_nonce": "wallet",
    "poly_signature": "API key",
    "relayer_api_key": "relayer",
}
_NEEDED: Mapping[str, Mapping[str, Any]] = {
    "clob.prices_history.get": {"interval": "1d"},
    "clob.batch_prices_history.get": {"interval": "1d"},
    "clob.cancel_market_orders.delete": {"market": CONDITION},
    "clob.order.delete": {"order_id": ORDER_ID},
    "clob.orders.delete": {"order_ids": [ORDER_ID]},
    "clob.order_scoring.get": {"order_id": ORDER_ID},
    "clob.orders_scoring.get": {"order_ids": [ORDER_ID]},
    "data.v2.tokens.get": {"token_id": "1"},
    "data.v2.resolutions.get": {"question_id": "0x1"},
    "data.v2.prices_history.list": {"interval": "1d"},
}
"""What a method needs one of, and its annotations cannot say."""
_PLAIN: Mapping[Any, Any] = {
    int: 1,
    bool: True,
    date: date(2026, 11, 1),
    datetime: datetime(2026, 11, 1, tzinfo=UTC),
    SignedOrder: signed(),
    Submission: Submission(type="WALLET-CREATE", sender=WALLET, to=WALLET),
}


def verbs(at: object, path: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every method below a part of the client, with its path."""
    for name, made in inspect.getmembers(type(at)):
        if name.startswith("_"):
            continue
        if isinstance(made, cached_property):
            yield from verbs(getattr(at, name), f"{path}.{name}")
        elif inspect.isfunction(made) and f"{path}.{name}" not in _CONVENIENCES:
            yield f"{path}.{name}", getattr(at, name)


def page() -> str:
    """The page as it should be."""
    return _HEAD + "".join(f"{row}\n" for row in anyio.run(_rows))


async def _rows() -> list[str]:
    wire = Wire()
    key = RelayerKey("key", WALLET)
    async with wire.polymarket(credentials=CREDENTIALS, relayer_key=key) as polymarket:
        named = [verb for name in SERVICES for verb in _of(polymarket, name)]
        for name, method in named:
            await _call(name, method)
    return [_row(*verb, sent) for verb, sent in zip(named, wire.sent, strict=True)]


def _of(polymarket: Polymarket, service: str) -> Iterator[tuple[str, Any]]:
    return verbs(attrgetter(service)(polymarket), service)


async def _call(name: str, method: Callable[..., Any]) -> None:
    needed = _NEEDED.get(name, {})
    try:
        asked = method(**{**_arguments(method, needed), **needed})
        await (asked.first() if isinstance(asked, Pages) else asked)
    except NotFound:
        return


def _row(name: str, method: Callable[..., Any], request: httpx.Request) -> str:
    service, _, path = unquote(raw_path(request)).partition("/")
    key = next((what for head, what in _KEYS.items() if head in request.headers), "")
    told = (inspect.getdoc(method) or "").partition("\n\n")[0]
    told = told.replace("\n", " ").replace("``", "`")
    return f"| `{name}` | {service} | `{request.method} /{path}` | {key} | {told} |"


def _arguments(method: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What it cannot do without; a text is its own name, as in a path's template."""
    hints = get_type_hints(method)
    return {
        name: _value(name, hints[name])
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.default is inspect.Parameter.empty
        and parameter.kind is not inspect.Parameter.VAR_KEYWORD
        and name not in given
    }


def _value(name: str, hint: Any) -> Any:
    args, origin = get_args(hint), get_origin(hint)
    if hint is str:
        return f"{{{name}}}"
    if hint in _PLAIN:
        return _PLAIN[hint]
    if origin in {Union, types.UnionType}:
        return _value(name, args[0])
    if origin is Literal:
        return args[0]
    if origin is Sequence:
        return [_value(name, args[0])]
    if origin is tuple:
        return tuple(_value(name, arg) for arg in args)
    raise AssertionError(f"no argument of type {hint}")


if __name__ == "__main__":
    PAGE.write_text(page())
