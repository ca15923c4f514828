"""What Kalshi charges, exactly.

The model fee is ``multiplier * k * count * price * (1 - price)``, the same for both
outcomes. It is rounded up to a millionth of a dollar; then the balance is kept on a
grid, by rounding every fill in the venue's favour and paying the excess back over
the order. A fill that is free can therefore still cost a rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from typing import NamedTuple

from predcore import Charge, InvalidRequest, Liquidity, Side, Unsupported

__all__ = [
    "CENT",
    "CENTI_CENT",
    "MICRO_DOLLAR",
    "Coefficients",
    "KalshiFees",
    "coefficients",
]

CENT = Decimal("0.01")
"""The balance of ordinary accounts is kept in whole cents."""
CENTI_CENT = Decimal("0.0001")
"""The balance of direct members is kept in hundredths of a cent."""
MICRO_DOLLAR = Decimal("0.000001")
"""What the model fee is rounded up to."""

_ZERO = Decimal(0)
_ONE = Decimal(1)
_EXACT = Context(prec=100)


class Coefficients(NamedTuple):
    """The ``k`` of the model fee."""

    taker: Decimal
    maker: Decimal


_TAKER = Decimal("0.07")
_COEFFICIENTS: Mapping[str, Coefficients] = {
    "quadratic": Coefficients(_TAKER, _ZERO),
    "quadratic_with_maker_fees": Coefficients(_TAKER, Decimal("0.0175")),
    "quadratic_with_combo_maker_fees": Coefficients(_TAKER, Decimal("0.035")),
}


def coefficients(fee_type: str) -> Coefficients:
    """The coefficients of a fee type; raises ``Unsupported`` for a table of fees."""
    try:
        return _COEFFICIENTS[fee_type]
    except KeyError:
        raise Unsupported(
            f"fees of the type {fee_type!r} follow no formula that Kalshi publishes; "
            "see its fee schedule"
        ) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class KalshiFees:
    """The fees of one market (see :class:`predcore.FeeSchedule`).

    Over a fill on its own, the fee is at least the model fee and less than one
    ``precision`` above it, rounded up to ``trade_fee_step``. So what a purchase costs
    in all never falls with the count. The fee alone never falls with the count where
    price times count is a multiple of ``precision``, as for whole contracts at
    whole cents; elsewhere the rounding, and with it the fee, goes up and down.

    Attributes:
        fee_type: the venue's name of the formula.
        multiplier: of the series, or of the event where it overrides it; 0 while
            fees are waived.
        precision: dollars the balance is kept in: ``CENT``, or ``CENTI_CENT`` for
            direct members.
        trade_fee_step: dollars the model fee is rounded up to.
        source: where the rule is written down.
    """

    fee_type: str = "quadratic"
    multiplier: Decimal = _ONE
    precision: Decimal = CENT
    trade_fee_step: Decimal = MICRO_DOLLAR
    source: str = "Kalshi fee schedule and fee-rounding guide, in force 2026-08-26"

    def trade_fee(
        self, price: Decimal, count: Decimal, liquidity: Liquidity = Liquidity.TAKER
    ) -> Decimal:
        """The model fee in dollars, rounded up, before the balance is aligned."""
        _check(price, count)
        k = coefficients(self.fee_type)
        rate = k.taker if liquidity is Liquidity.TAKER else k.maker
        with localcontext(_EXACT):
            model = self.multiplier * rate * count * price * (_ONE - price)
            return model.quantize(self.trade_fee_step, ROUND_CEILING)

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        """The fee in dollars of one fill; see :meth:`predcore.FeeSchedule.charge`.

        ``carry`` is the order's accumulator, across its taker and maker fills.

        Raises:
            InvalidRequest: a price outside of 0 to 1, or a count of nothing.
            Unsupported: a fee type without a published formula.
        """
        fee = self.trade_fee(price, count, liquidity)
        with localcontext(_EXACT):
            revenue = price * count if side is Side.SELL else -price * count
            change = revenue - fee
            rounding = change - change.quantize(self.precision, ROUND_FLOOR)
            saved = carry + rounding
            rebate = min(saved, fee + rounding).quantize(self.precision, ROUND_FLOOR)
            return Charge(fee + rounding - rebate, saved - rebate)


def _check(price: Decimal, count: Decimal) -> None:
    if not (price.is_finite() and _ZERO < price < _ONE):
        raise InvalidRequest(f"a price is between 0 and 1, got {price}")
    if not (count.is_finite() and count > 0):
        raise InvalidRequest(f"a fill has a positive count, got {count}")
