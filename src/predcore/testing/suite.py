"""What all suites share: how they find their subjects, and what may be left out."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterator
from typing import Any, ClassVar, TypeVar

import pytest

from .. import Instrument, Market, MarketStatus, Venue

__all__ = ["Suite", "take"]

T = TypeVar("T")


class Suite:
    """Promises of one protocol; subclasses override the ``venue`` fixture.

    Attributes:
        protocol: what the venue must inherit; a suite run against a venue that does
            not fails, and does not skip.
        sample: how many markets are looked at where one would prove little.
    """

    protocol: ClassVar[type]
    sample: ClassVar[int] = 40
    pytestmark: ClassVar[Any] = pytest.mark.anyio

    @pytest.fixture
    def venue(self) -> Any:
        """The open venue under test."""
        raise NotImplementedError("override the `venue` fixture")

    @pytest.fixture(autouse=True)
    async def _protocol_is_inherited(self, venue: Any) -> None:
        if self.protocol not in type(venue).__mro__:
            pytest.fail(
                f"{type(venue).__name__} does not inherit {self.protocol.__name__}"
            )

    @pytest.fixture
    def unknown_market(self) -> str:
        """Well-formed enough to be asked for; override it where ids have a shape."""
        return "predcore-no-such-market"

    @pytest.fixture
    async def open_markets(self, venue: Venue) -> list[Market]:
        """The first markets that trade."""
        found = await take(venue.markets(status=MarketStatus.OPEN), self.sample)
        assert found, "the venue under test lists no open market"
        return found

    @pytest.fixture
    async def instruments(self, open_markets: list[Market]) -> list[Instrument]:
        """Every outcome of the first open markets."""
        return [one for market in open_markets for one in market.instruments]

    @pytest.fixture
    def unknown_instrument(self, venue: Venue, unknown_market: str) -> Instrument:
        """An outcome of a market that does not exist."""
        return Instrument(venue.name, unknown_market, "yes")

    async def test_every_promise_is_kept_or_waived_in_the_open(self) -> None:
        for name in _promises(type(self)):
            assert _is_ours(type(self), name) or _is_waived(getattr(self, name)), (
                f"{name} is overridden without xfail(reason=..., strict=True)"
            )


async def take(source: AsyncIterable[T], count: int) -> list[T]:
    """The first items of a listing, and no page more than they need."""
    found: list[T] = []
    async for item in source:
        found.append(item)
        if len(found) >= count:
            break
    return found


def _is_suite(kind: type) -> bool:
    return kind.__module__.startswith(f"{__package__}.")


def _promises(kind: type) -> Iterator[str]:
    for suite in filter(_is_suite, kind.__mro__):
        yield from (name for name in vars(suite) if name.startswith("test_"))


def _is_ours(kind: type, name: str) -> bool:
    return _is_suite(next(owner for owner in kind.__mro__ if name in vars(owner)))


def _is_waived(test: Any) -> bool:
    return any(
        mark.name == "xfail" and mark.kwargs.get("reason") and mark.kwargs.get("strict")
        for mark in getattr(test, "pytestmark", ())
    )
