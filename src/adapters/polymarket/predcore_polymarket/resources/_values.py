"""Python values as Polymarket's query parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from predcore import InvalidRequest
from predcore.kit import Param

__all__ = ["csv", "encoded", "one_to", "seconds"]


def encoded(filters: Mapping[str, Any], known: type) -> dict[str, Param]:
    """Filters of a listing, checked against the ``TypedDict`` that names them.

    The services ignore a parameter they do not know, and a listing that silently is
    not filtered is a wrong answer: raises ``InvalidRequest`` for it.
    """
    unknown = filters.keys() - known.__annotations__.keys()
    if unknown:
        raise InvalidRequest(
            f"no filter {', '.join(sorted(unknown))}; there are "
            f"{', '.join(known.__annotations__)}"
        )
    return {name: _param(value) for name, value in filters.items()}


def _param(value: Any) -> Any:
    if isinstance(value, datetime):
        return _aware(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def seconds(at: datetime | None) -> int | None:
    """Seconds since 1970, rounded down."""
    return None if at is None else int(_aware(at).timestamp() // 1)


def csv(values: Sequence[str] | str | None) -> str | None:
    """Several values in one parameter."""
    if values is None or isinstance(values, str):
        return values
    return ",".join(values)


def one_to(most: int, values: Sequence[Any], what: str) -> None:
    """Raise ``InvalidRequest`` unless there are 1 to ``most`` values."""
    if not 1 <= len(values) <= most:
        raise InvalidRequest(f"1 to {most} {what} a request, got {len(values)}")


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise InvalidRequest(f"{at} has no time zone")
    return at
