"""What an account at Polymarket holds, as predcore sees it."""

from __future__ import annotations

from collections.abc import AsyncIterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import Balance, Fill, Instrument, Portfolio, Position, Settlement

from ._account_mapping import is_worthless, shares, to_balance, to_position

if TYPE_CHECKING:
    from ._allowances import Allowances
    from ._desk import Desk

__all__ = ["PolymarketPortfolio"]


class PolymarketPortfolio(Portfolio):
    """Money and contracts of one wallet.

    Money, fills and ``held`` are told by the order books; positions and settlements by
    the venue's analytics, seconds to minutes late.
    """

    _desk: Desk

    async def balance(self) -> Balance:
        """pUSD in the wallet, and what of it open purchases leave to use.

        The venue keeps a copy of what the chain says: after funding, have it read
        again with ``native.clob.balance_allowance.update()``.
        """
        from ._order_history import open_orders

        desk = self._desk
        found = await desk.native.clob.balance_allowance.get(
            signature_type=desk.wallet.type
        )
        return to_balance(found, await open_orders(desk))

    async def held(self, instrument: Instrument) -> Decimal:
        """Contracts of one outcome in the wallet, to the millionth and without the
        delay of ``positions``."""
        from ._allowances import token_balance

        return shares((await token_balance(self._desk, instrument)).balance)

    def positions(self) -> AsyncIterable[Position]:
        """What is held, both outcomes of a market side by side; what lost is left out.

        What won is held until it is redeemed.
        """
        desk = self._desk
        found = desk.native.data.v2.positions.list(user=desk.wallet.funder)
        return found.filter(lambda one: not is_worthless(one)).map(to_position)

    def fills(
        self,
        *,
        market: str | None = None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Fill]:
        """Trades of every order of the API key, newest first.

        The venue does not filter by order: of one that was not placed here, all
        trades within the other bounds are looked through.

        One trade may be several fills, one for each of your orders in it; their ids
        are the trade's and the order's together. ``finality`` says how far a trade
        has come: one that is ``FAILED`` did not happen after all. The venue does not
        say what a fill cost: ``fee`` is computed from the market's schedule, see
        ``fees``, without those of a builder's code.
        """
        from ._fill_history import fills

        return fills(
            self._desk, market=market, order_id=order_id, since=since, until=until
        )

    def settlements(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> AsyncIterable[Settlement]:
        """What was redeemed of resolved markets, and the markets that paid nothing.

        What won and is not redeemed yet has not been paid: it is still a position.
        """
        from ._settlements import settlements

        return settlements(self._desk, since, until)

    async def allowances(self, instrument: Instrument | None = None) -> Allowances:
        """What the exchanges may take of your pUSD, or of an outcome's tokens.

        Without enough of it orders are refused for want of funds. Nothing here ever
        approves anything: that is a transaction, and yours to make.
        """
        from ._allowances import allowances

        return await allowances(self._desk, instrument)
