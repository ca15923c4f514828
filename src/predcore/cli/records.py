"""What ``--json`` writes: decimals as strings, times in ISO 8601 UTC, ids as texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from .. import Event, Instrument, Level, Market, MarketRef, PredcoreError

__all__ = ["failure", "to_json"]


def to_json(value: Any) -> str:
    """One object on one line."""
    return json.dumps(_convert(value), ensure_ascii=False, separators=(", ", ": "))


def failure(key: str, name: str, error: PredcoreError) -> dict[str, str]:
    """What stands in for the object that could not be had.

    Args:
        key: the field that names the thing, as ``instrument``.
        name: the thing.
        error: why.
    """
    return {key: name, "error": type(error).__name__, "message": str(error)}


def _convert(value: Any) -> Any:
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case timedelta():
            return f"{Decimal(value // timedelta(microseconds=1)) / 1_000_000:f}"
        case Instrument() | MarketRef():
            return str(value)
        case Level(price=price, size=size):
            return {"price": _convert(price), "size": _convert(size)}
        case Mapping():
            members = cast("Mapping[str, Any]", value)
            return {key: _convert(member) for key, member in members.items()}
        case tuple() | list():
            return [_convert(item) for item in cast("Sequence[Any]", value)]
        case _ if is_dataclass(value):
            return _members(value)
        case _:
            return str(value)


def _members(value: Any) -> dict[str, Any]:
    members = {
        item.name: _convert(getattr(value, item.name))
        for item in fields(value)
        if item.name != "native"
    }
    match value:
        case Market():
            return {"ref": str(value.ref), **members}
        case Event():
            members["markets"] = value.markets and [str(m.ref) for m in value.markets]
            return {"ref": f"{value.venue}:{value.id}", **members}
        case _:
            return members
