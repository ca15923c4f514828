"""The page of Kalshi's operations, made by calling every native method once.

``python -m kalshi.operations_page``, in this folder's parent, writes it.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote

import anyio
import httpx

from kalshi.scripted import Wire, raw_path
from kalshi.signed import signed
from kalshi.tree import tree
from predcore import NotFound
from predcore.kit import Pages

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/kalshi-operations.md"

_HEAD = """\
# Kalshi's operations

Every operation of Kalshi's Trade API (3.34.0) has a method of `predcore_kalshi.Kalshi`,
and every method is one operation. Those with a key are signed. This page is made from
the code, by calling each method once.

| method | operation | key | |
| --- | --- | --- | --- |
"""
_NEEDED: Mapping[str, Mapping[str, Any]] = {
    "order_groups.create": {"contracts_limit": 1},
    "order_groups.update_limit": {"contracts_limit": 1},
    "orders.decrease": {"reduce_by": 1},
    "rfqs.create": {"contracts": 1},
    "rfq_batches.create": {"contracts_fp": 1},
    "fcm.orders.list": {"subtrader_id": "F"},
}
"""What a method needs one of, and its annotations cannot say."""
_BY_NAME: Mapping[str, Any] = {
    "percents": {0: 100},
    "position_centicount": 100,
    "price_centicents": 100,
    "subtrader_suffix": "Desk1",
}


def page() -> str:
    """The page as it should be."""
    return _HEAD + "".join(f"{row}\n" for row in anyio.run(_rows))


async def _rows() -> list[str]:
    wire = Wire()
    async with signed(wire) as kalshi:
        for name in tree():
            await _call(name, attrgetter(name)(kalshi))
    verbs = tree().items()
    return [_row(*verb, sent) for verb, sent in zip(verbs, wire.sent, strict=True)]


async def _call(name: str, method: Callable[..., Any]) -> None:
    try:
        asked = method(**_arguments(method), **_NEEDED.get(name, {}))
        await (asked.first() if isinstance(asked, Pages) else asked)
    except NotFound:
        return


def _row(name: str, method: Callable[..., Any], request: httpx.Request) -> str:
    path = unquote(raw_path(request))
    key = "key" if "kalshi-access-signature" in request.headers else ""
    told = (inspect.getdoc(method) or "").partition("\n\n")[0]
    told = told.replace("\n", " ").replace("``", "`")
    return f"| `{name}` | `{request.method} {path}` | {key} | {told} |"


def _arguments(made: Callable[..., Any]) -> dict[str, Any]:
    """What it cannot do without; a text is its own name, as in a path's template."""
    hints = get_type_hints(made)
    return {
        name: _BY_NAME.get(name, _value(name, hints[name]))
        for name, parameter in inspect.signature(made).parameters.items()
        if parameter.default is inspect.Parameter.empty
    }


def _value(name: str, hint: Any) -> Any:
    plain: Mapping[Any, Any] = {
        str: f"{{{name}}}",
        int: 1,
        bool: True,
        Decimal: Decimal("0.5"),
        datetime: datetime(2026, 11, 1, tzinfo=UTC),
    }
    args, origin = get_args(hint), get_origin(hint)
    if hint in plain:
        return plain[hint]
    if dataclasses.is_dataclass(hint):
        made: Any = hint
        asked = _arguments(made)
        return made(**asked) if asked else made(market_ticker="M")
    if origin in {Union, types.UnionType}:
        return _value(name, args[0])
    if origin is Literal:
        return args[0]
    if origin is Sequence:
        return [_value(name, args[0])] * 2
    if origin is Mapping:
        return {}
    raise AssertionError(f"no argument of type {hint}")


if __name__ == "__main__":
    PAGE.write_text(page())
