"""What a holding is worth, and how version 2 shows it."""

from __future__ import annotations

from decimal import Decimal

from ..entries import Holding
from ..ledger import Ledger
from ..listing import Listing
from ..notation import Row, day, seconds
from ..prices import outcome_price

__all__ = ["Holdings", "rounded", "status"]

_ZERO = Decimal(0)
_MILLIONTH = Decimal("0.000001")


def rounded(amount: Decimal) -> Decimal:
    """To the millionth, which is what a share and a pUSD divide into."""
    return amount.quantize(_MILLIONTH)


def status(holding: Holding) -> str:
    """``CLOSED`` once nothing is left, ``REDEEMABLE`` once the result is final."""
    if not holding.size:
        return "CLOSED"
    return "REDEEMABLE" if holding.market.settled else "OPEN"


class Holdings:
    """Everyone's positions, valued at the prices of the listing."""

    def __init__(self, listing: Listing, ledger: Ledger) -> None:
        self._listing = listing
        self._ledger = ledger

    @property
    def all(self) -> list[Holding]:
        """What everyone has or had."""
        return self._ledger.every_holding()

    def value(self, holding: Holding) -> Decimal:
        """In pUSD, at the current price."""
        price = outcome_price(holding.market, holding.outcome)
        return rounded(holding.size * price)

    def unrealized(self, holding: Holding) -> Decimal:
        """What selling at the current price would gain over the cost."""
        return rounded(self.value(holding) - holding.cost)

    def row(self, holding: Holding) -> Row:
        """Version 2's position."""
        market, outcome = holding.market, holding.outcome
        event = self._listing.event_of(market)
        opposite = 1 - outcome
        unrealized = self.unrealized(holding)
        realized = rounded(holding.realized)
        return {
            "proxy_wallet": holding.trader.wallet,
            "token_id": market.tokens[outcome],
            "condition_id": market.condition,
            "current_size": rounded(holding.size),
            "avg_price": rounded(holding.average),
            "entry_cost_usdc": rounded(holding.cost),
            "entry_fees_usdc": holding.fees,
            "total_cost_usdc": rounded(holding.cost) + holding.fees,
            "current_price": outcome_price(market, outcome),
            "current_value": self.value(holding),
            "total_size": rounded(holding.bought),
            "realized_pnl": realized,
            "unrealized_pnl": unrealized,
            "total_pnl": realized + unrealized,
            "percent_pnl": _percent(unrealized, holding.cost),
            "percent_realized_pnl": _percent(realized, holding.paid),
            "status": status(holding),
            "redeemable": status(holding) == "REDEEMABLE",
            "mergeable": self._pair(holding),
            "negative_risk": market.neg_risk,
            "archived": False,
            "verified": False,
            "title": market.sim.question,
            "slug": market.slug,
            "icon": "",
            "event_id": event.id,
            "event_slug": event.slug,
            "outcome": market.sim.labels[outcome],
            "outcome_index": outcome,
            "opposite_outcome": market.sim.labels[opposite],
            "opposite_token_id": market.tokens[opposite],
            "name": holding.trader.name,
            "profile_image": "",
            "end_date": day(market.sim.closes_at),
            "first_entry_at": seconds(holding.first_at),
            "last_event_at": seconds(holding.last_at),
        }

    def _pair(self, holding: Holding) -> bool:
        """Whether both outcomes are held of a market that still trades."""
        wallet = holding.trader.wallet
        return not holding.market.closed and all(
            self._ledger.holds(wallet, token) for token in holding.market.tokens
        )


def _percent(gain: Decimal, cost: Decimal) -> Decimal:
    return rounded(gain / cost * 100) if cost else _ZERO
