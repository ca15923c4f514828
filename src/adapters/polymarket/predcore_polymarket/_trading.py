"""Orders on Polymarket, as predcore sees them."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from predcore import (
    Accepted,
    Cancelled,
    Journal,
    NeverArrived,
    Order,
    OrderRequest,
    OrderStatus,
    Placement,
    Refused,
    Trading,
    Unknown,
)

if TYPE_CHECKING:
    from predcore.kit import Patience

    from ._desk import Desk
    from ._heartbeat import Heartbeat

__all__ = ["PolymarketTrading"]


class PolymarketTrading(Trading):
    """Orders of one wallet.

    The id of an order is the digest that is signed, so it is known before the order is
    sent: the journal gets it in ``options["order_id"]``, and by it the order is found
    again. The venue keeps no client ids; this object remembers those it sent under.

    A sale needs the contracts: there is no short position, and buying the other
    outcome at ``1 - price`` is the same bet. An order that may rest is for the
    market's ``min_size`` or more. ``GTD`` orders live for two minutes or more, and to
    the second. An order that rests cannot be changed.

    A purchase at once (IOC, FOK) is one of money to the venue, which spends all of it,
    in whole cents and 1 pUSD or more. So the book is read first: an IOC order gives
    what ``size`` contracts cost there, less the fraction of a cent; a FOK order asks
    for the lowest price at which all of them are offered, buys ``size`` or more, and
    is refused where ``size`` times ``price`` is no whole number of cents.

    ``OrderRequest.options`` may hold ``amount`` (the pUSD to spend at once, instead of
    ``size``, which is then not sent; no book is read, and fees come on top),
    ``builder`` and ``metadata`` (32 bytes in hex, signed with the order).

    Sports markets hold back what would trade at once: such an order is ``PENDING``,
    cannot be cancelled meanwhile, and may end as ``UNMATCHED``.

    Attributes:
        patience: how long ``resolve`` keeps asking.
    """

    _desk: Desk
    patience: Patience

    async def place(
        self, request: OrderRequest, *, journal: Journal | None = None
    ) -> Placement:
        """Sign and submit once; raises ``InvalidId`` for what is no instrument of
        Polymarket's.

        While the matching engine restarts, and where only post-only orders or cancels
        are taken, orders are refused as ``UNAVAILABLE``; ``error.retry_after`` says
        for how long, if the venue does.
        """
        from ._placing import place

        return await place(self._desk, request, journal)

    async def place_many(
        self, requests: Sequence[OrderRequest], *, journal: Journal | None = None
    ) -> tuple[Placement, ...]:
        """Submit in batches of fifteen, in order; all are written down and signed
        before the first is sent."""
        from ._placing import place_many

        return await place_many(self._desk, requests, journal)

    async def cancel(self, order_id: str) -> Cancelled | Refused | Unknown:
        """Withdraw an order; the venue's "not found" may mean that it was filled."""
        from ._cancelling import cancel

        return await cancel(self._desk, order_id)

    async def cancel_many(
        self, order_ids: Sequence[str]
    ) -> tuple[Cancelled | Refused | Unknown, ...]:
        """Withdraw in batches of 3000."""
        from ._cancelling import cancel_many

        return await cancel_many(self._desk, order_ids)

    async def cancel_all(self) -> Refused | Unknown | None:
        """Withdraw all orders of the API key; refused where some could not be, which
        the error names."""
        from ._cancelling import cancel_all

        return await cancel_all(self._desk)

    async def cancel_market(
        self, market: str, outcome: str | None = None
    ) -> Refused | Unknown | None:
        """Withdraw all orders on a market, by any of its names, or on one outcome."""
        from ._cancelling import cancel_market

        return await cancel_market(self._desk, market, outcome)

    async def order(self, order_id: str) -> Order:
        """Read an order.

        The venue may forget one that is over. Of an order placed here, what is then
        told is what the venue answered to it, with its trades; of any other only its
        trades of the last week, with the status ``UNKNOWN``.

        Raises ``NotFound`` where there is neither.
        """
        from ._reading import read

        return await read(self._desk, order_id)

    def orders(
        self, *, market: str | None = None, status: OrderStatus | None = None
    ) -> AsyncIterable[Order]:
        """Open orders of the API key, newest first, and finished ones of this object.

        The venue lists open orders only, so what ended before this object was opened,
        or elsewhere, is not here; ``fills`` has all that traded.
        """
        from ._order_history import orders

        return orders(self._desk, market, status)

    async def resolve(self, unknown: Unknown) -> Accepted | NeverArrived:
        """Find an order by its id, which ``unknown`` or its request's options hold, or
        this object remembers.

        "Never arrived" is only said a minute after the order was sent (or, if it was
        not sent from here, a minute from now), when it can arrive no more and the
        venue has neither the order nor a trade of it. An order that came, rested and
        was cancelled without a trade may be told as one that never arrived: nothing
        is left of either.

        Raises:
            InvalidRequest: no order id is known, here or in ``unknown``.
            NotFound: of a cancel, there is no such order.
            TransportError: it cannot be told yet; ask again.
            VenueError: a read was refused.
        """
        from ._resolving import resolve

        return await resolve(self._desk, unknown, self.patience)

    def heartbeat(self) -> AbstractAsyncContextManager[Heartbeat]:
        """Have the venue cancel all orders of the API key if you fall silent.

        While the block runs, the venue hears of you every five seconds. Once it has
        heard nothing for ten, it cancels everything, within five more; so it does
        after the block ends. ``lost`` tells that this may have happened::

            async with venue.heartbeat() as beat:
                ...
                if beat.lost:
                    ...

        Raises what the venue says to the first beat.
        """
        from ._heartbeat import heartbeat

        return heartbeat(self._desk)
