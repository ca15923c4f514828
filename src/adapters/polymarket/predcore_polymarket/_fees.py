"""What trading on Polymarket costs, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from predcore import (
    BadResponse,
    Charge,
    FeeSchedule,
    InvalidRequest,
    Liquidity,
    NoFees,
    Side,
)

from .models.clob.market_info import FeeDetails
from .models.gamma.market import Market

__all__ = ["TakerFees", "catalogue_schedule", "fee_schedule"]

_ZERO = Decimal(0)
_ONE = Decimal(1)
_UNIT = Decimal("0.00001")
_EXACT = Context(prec=80)
_RULE = "https://docs.polymarket.com/trading/fees"


@dataclass(frozen=True, slots=True)
class TakerFees(FeeSchedule):
    """``count * rate * (price * (1 - price)) ** exponent`` pUSD, from takers.

    Rounded to five decimals, and nothing below 0.00001. The venue does not say which
    way it rounds; half up is assumed, so a fee can be off by one in the fifth
    decimal. A buyer pays it on top of the price, a seller gets it deducted. Fees of an
    application (builder codes) come on top and are not in here.

    Attributes:
        rate: of the market, 0.04 in politics to 0.07 in crypto.
        exponent: of the market; 1 in every category so far.
        taker_only: makers pay nothing; otherwise they pay the same.
    """

    rate: Decimal
    exponent: Decimal = _ONE
    taker_only: bool = True

    @property
    def source(self) -> str:
        """Where the rule is written down."""
        return f"{_RULE}; rate {self.rate} and exponent {self.exponent} of the market"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        """The fee of one fill; nothing is carried to the next.

        Raises ``InvalidRequest`` for a price outside 0 to 1 or a count below 0.
        """
        del side, carry
        if not _ZERO <= price <= _ONE or count < _ZERO:
            raise InvalidRequest(
                f"a fill needs a price from 0 to 1 and a count, got {count} at {price}"
            )
        if self.taker_only and liquidity is Liquidity.MAKER:
            return Charge(_ZERO)
        with localcontext(_EXACT):
            fee = count * self.rate * (price * (_ONE - price)) ** self.exponent
            if fee < _UNIT:
                return Charge(_ZERO)
            return Charge(fee.quantize(_UNIT, ROUND_HALF_UP))


def fee_schedule(details: FeeDetails | None) -> FeeSchedule:
    """The schedule of a market whose trading parameters hold these fee details.

    Raises ``BadResponse`` for a rate without an exponent, or one below 0.
    """
    if details is None or not details.r:
        return NoFees("the market has no fee details at clob-markets")
    if details.e is None or details.r < _ZERO or details.e < _ZERO:
        raise BadResponse(
            f"fee details with rate {details.r} and exponent {details.e}", path="fd"
        )
    return TakerFees(details.r, details.e, details.to is not False)


def catalogue_schedule(market: Market) -> FeeSchedule | None:
    """The schedule as the catalogue knows it; ``None`` where it does not say.

    A market may be listed as charging fees before it says which.
    """
    if market.fees_enabled is False:
        return NoFees("the catalogue lists the market without fees")
    terms = market.fee_schedule
    if not market.fees_enabled or terms is None or terms.rate is None:
        return None
    return fee_schedule(FeeDetails(r=terms.rate, e=terms.exponent, to=terms.taker_only))
