"""What an account at Kalshi holds, as predcore sees it."""

from __future__ import annotations

from collections.abc import AsyncIterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from predcore import (
    Balance,
    Fill,
    InvalidRequest,
    Portfolio,
    Position,
    Settlement,
)

from ._mapping.account import to_balance, to_position, to_settlement

if TYPE_CHECKING:
    from ._desk import Desk

__all__ = ["KalshiPortfolio"]

_SECOND = timedelta(seconds=1)


class KalshiPortfolio(Portfolio):
    """Money and contracts of one subaccount, over all shards."""

    _desk: Desk

    async def balance(self) -> Balance:
        """Cash in dollars, by shard in ``parts``; at most once a second."""
        desk = self._desk
        found = await desk.native.portfolio.balance.get(subaccount=desk.subaccount)
        return to_balance(found)

    def positions(self) -> AsyncIterable[Position]:
        """What is held of markets that have not paid out; a market has one, of YES
        or of NO."""
        desk = self._desk
        found = desk.native.portfolio.positions.list(
            count_filter=["position"], subaccount=desk.subaccount
        )
        return found.flatten(
            lambda native: () if (held := to_position(native)) is None else (held,)
        )

    def fills(
        self,
        *,
        market: str | None = None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Fill]:
        """Trades told as trades of *yes*, newest first, archive included.

        Both ``since`` and ``until`` are included. Fills do not carry the client id.
        """
        from ._order_history import fills

        return fills(
            self._desk, market=market, order_id=order_id, since=since, until=until
        )

    def settlements(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> AsyncIterable[Settlement]:
        """What markets paid for what was held at the end; nothing, where a position
        was closed before. Both ``since`` and ``until`` are included."""
        for name, at in ("since", since), ("until", until):
            if at is not None and at.tzinfo is None:
                raise InvalidRequest(f"{name} needs a time zone, got {at!r}")
        desk = self._desk
        found = desk.native.portfolio.settlements.list(
            min_ts=None if since is None else since - _SECOND,
            max_ts=None if until is None else until + 2 * _SECOND,
            subaccount=desk.subaccount,
        )
        return found.map(to_settlement).filter(
            lambda one: (
                (since is None or since <= one.at)
                and (until is None or one.at <= until)
            )
        )
