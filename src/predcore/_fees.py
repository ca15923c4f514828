"""What trading costs, exactly."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, runtime_checkable

__all__ = ["Charge", "FeeSchedule", "Liquidity", "NoFees", "Side", "total_fee"]

_ZERO = Decimal(0)


class Side(StrEnum):
    """Whether contracts come to you or leave you."""

    BUY = "buy"
    SELL = "sell"


class Liquidity(StrEnum):
    """Whether an order took resting liquidity or was the resting one."""

    TAKER = "taker"
    MAKER = "maker"


@dataclass(frozen=True, slots=True)
class Charge:
    """The fee of one fill.

    Attributes:
        fee: in the venue's money; what the balance loses beside price times count.
        carry: rounding the venue remembers for the order; hand it to the next fill.
    """

    fee: Decimal
    carry: Decimal = _ZERO


@runtime_checkable
class FeeSchedule(Protocol):
    """An exact function of the fill and of the order so far."""

    @property
    @abstractmethod
    def source(self) -> str:
        """Where the rule is written down."""

    @abstractmethod
    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        """The fee of one fill of ``count`` contracts at ``price`` (0 to 1).

        Args:
            price: what was paid or received per contract of this outcome.
            count: contracts, positive.
            side: whether they were bought or sold.
            liquidity: taker or maker.
            carry: the ``carry`` of the order's previous fill.
        """


@dataclass(frozen=True, slots=True)
class NoFees:
    """Trading is free."""

    source: str = "the venue charges no trading fee"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        """Nothing."""
        del price, count, side, liquidity, carry
        return Charge(_ZERO)


def total_fee(
    schedule: FeeSchedule,
    fills: Iterable[tuple[Decimal, Decimal]],
    *,
    side: Side = Side.BUY,
    liquidity: Liquidity = Liquidity.TAKER,
) -> Decimal:
    """The fee of one order filled as ``(price, count)`` after ``(price, count)``."""
    total = carry = _ZERO
    for price, count in fills:
        charge = schedule.charge(
            price, count, side=side, liquidity=liquidity, carry=carry
        )
        total, carry = total + charge.fee, charge.carry
    return total
