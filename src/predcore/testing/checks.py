"""What is true of every price, size and instant, wherever it appears."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from .. import Market

__all__ = [
    "check_answer",
    "check_instant",
    "check_kept",
    "check_price",
    "check_size",
    "while_nothing_moves",
]

A = TypeVar("A")
B = TypeVar("B")

_SKEW = timedelta(seconds=5)
"""How far a venue's clock may be ahead of ours."""


def check_price(price: Decimal, market: Market | None = None) -> None:
    """A price is exact, never 0 or 1, and on the ladder of its market."""
    assert type(price) is Decimal
    assert 0 < price < 1, "0 and 1 are no prices: absence is None"
    if market is not None and market.ladder is not None:
        assert price in market.ladder, f"{price} is not on the ladder of {market.ref}"


def check_size(size: Decimal) -> None:
    """A size is exact and above zero."""
    assert type(size) is Decimal
    assert size > 0, "nothing is no size: absence is None"


def check_instant(at: datetime) -> None:
    """An instant is aware, in UTC, and has come."""
    assert at.utcoffset() == timedelta(0), f"{at!r} is not in UTC"
    assert at <= datetime.now(UTC) + _SKEW, f"{at!r} is yet to come"


def check_answer(answer: Any, asked_at: datetime) -> None:
    """A quote or book says when it was received, and that it can be trusted."""
    check_instant(answer.received_at)
    assert answer.received_at >= asked_at, "received before it was asked for"
    if answer.venue_time is not None:
        check_instant(answer.venue_time)
    assert (str(answer.source), str(answer.state)) == ("rest", "live")
    check_kept(answer)


def check_kept(unified: Any) -> None:
    """A unified object cannot be changed, and keeps what it was made from."""
    name = dataclasses.fields(unified)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(unified, name, None)
    assert unified.native is not None, "what the venue sent is not kept in `native`"


async def while_nothing_moves(
    first: Callable[[], Awaitable[A]],
    second: Callable[[], Awaitable[B]],
    state: Callable[[A], Iterable[object]],
) -> tuple[A, B]:
    """Both answers, from a moment in which ``state`` of the first stayed the same.

    A market that trades every second moves between two questions; that is no broken
    promise.
    """
    for _ in range(5):
        before = await first()
        found = await second()
        if list(state(before)) == list(state(await first())):
            return before, found
    pytest.fail("the market never stood still; try a quieter one")
