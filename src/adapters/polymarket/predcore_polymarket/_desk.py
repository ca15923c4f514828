"""What is known of markets and orders between one order and the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import (
    FeeSchedule,
    Fill,
    Instrument,
    NotFound,
    Order,
)
from predcore.kit import Recent

from ._fill_mapping import to_fills
from ._identity import Kind, canonical, market_name
from ._market_fees import market_fees
from ._memory import Memory
from ._order_mapping import to_order
from ._terms import Terms, to_terms
from ._tokens import Listing, check_venue

if TYPE_CHECKING:
    from ._client import Polymarket
    from ._directory import Directory
    from ._signing import Wallet
    from .models.clob.order import OpenOrder
    from .models.clob.trade import MakerOrder, Trade

__all__ = ["Desk"]

_MOST = 10_000
"""Markets remembered."""
_FRESH = timedelta(minutes=10)
"""How long the venue's own client trusts trading parameters."""


class Desk:
    """One trader's view of the venue.

    Args:
        native: the client.
        directory: markets by their names.
        clock: the present.
    """

    def __init__(
        self,
        native: Polymarket,
        directory: Directory,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.native = native
        self.directory = directory
        self.clock = clock
        self.memory = Memory()
        self._terms: Recent[str, tuple[datetime, Terms]] = Recent(_MOST)
        self._ticks: Recent[str, tuple[datetime, Decimal]] = Recent(_MOST)
        self._fees: Recent[str, FeeSchedule] = Recent(_MOST)
        self._owner: str | None = None

    @property
    def chain_id(self) -> int:
        """Of the chain whose exchange orders are signed for."""
        return self.native.chain_id

    @property
    def wallet(self) -> Wallet:
        """Whose money it is; raises ``AuthenticationFailed`` without credentials."""
        return self.native.credentials("the account").wallet

    async def owner(self) -> str:
        """The id of the API key, which orders and trades call their owner."""
        self._owner = (await self.native.api_key("the account")).id
        return self._owner

    def made(self, maker: MakerOrder) -> bool:
        """Whether an order in a trade is ours: by its owner, or by its wallet, for the
        API key that placed it may have been another."""
        if maker.owner is not None and maker.owner == self._owner:
            return True
        wallet = maker.maker_address or ""
        return wallet.lower() == self.wallet.funder.lower()

    async def condition(self, market: str) -> str:
        """The condition id of a market, by any of its names.

        Raises ``InvalidId`` or ``NotFound``.
        """
        name = market_name(market)
        if name.kind is Kind.CONDITION:
            return name.text
        return (await self.directory.listing(market)).condition_id

    async def terms(self, condition_id: str, *, fresh: bool = False) -> Terms:
        """What a market trades by, as read in the last ten minutes.

        Args:
            condition_id: which market.
            fresh: ask, whatever is remembered.

        Raises ``NotFound`` for a market that the order books do not have.
        """
        now, known = self.clock(), self._terms.get(condition_id)
        if not fresh and known is not None and now - known[0] < _FRESH:
            return known[1]
        native = await self.native.clob.clob_markets.get(condition_id)
        found = to_terms(condition_id, native)
        told = self._ticks.get(condition_id)
        if told is not None and told[0] >= now:
            # Announced while this was read, which may say what was before.
            found = found.with_tick(told[1])
        self._terms[condition_id] = now, found
        return found

    async def terms_of(self, instrument: Instrument) -> Terms:
        """The terms of an instrument's market; raises as :meth:`condition` does."""
        check_venue(instrument)
        return await self.terms(await self.condition(instrument.market))

    def tick_changed(self, condition_id: str, tick: Decimal) -> None:
        """The venue announced another tick: orders keep to it from now on."""
        condition_id = canonical(condition_id)
        self._ticks[condition_id] = self.clock(), tick
        known = self._terms.get(condition_id)
        if known is not None:
            at, terms = known
            self._terms[terms.condition_id] = at, terms.with_tick(tick)

    def doubt(self, condition_id: str) -> None:
        """The venue disagrees with what is known of a market: read it again."""
        self._terms.pop(condition_id, None)

    async def listing(self, condition_id: str) -> Listing:
        """A market's tokens by outcome, closed markets' too."""
        condition_id = canonical(condition_id)
        known = self._terms.get(condition_id)
        if known is not None:
            return known[1].listing
        try:
            return await self.directory.listing(condition_id)
        except NotFound:
            return (await self.terms(condition_id)).listing

    async def fees(self, condition_id: str) -> FeeSchedule | None:
        """What a market charges, once read; ``None`` where nobody says."""
        condition_id = canonical(condition_id)
        known = self._terms.get(condition_id)
        if known is not None:
            return known[1].fees
        if condition_id not in self._fees:
            try:
                found = await market_fees(self.native, self.directory, condition_id)
            except NotFound:
                return None
            self._fees[condition_id] = found
        return self._fees[condition_id]

    async def told(self, native: OpenOrder) -> Order:
        """An order that was read, under the client id it was placed with here."""
        instrument = await self.instrument(native.market, native.asset_id)
        order = to_order(native, instrument, self.client_id(native.id))
        self.memory.told(order)
        return order

    async def fills(self, native: Trade) -> tuple[Fill, ...]:
        """What of a trade is ours, as a listing tells it or a stream."""
        if self._owner is None:
            await self.owner()
        tokens = {native.asset_id, *(one.asset_id for one in native.maker_orders)}
        instruments = {
            token: await self.instrument(native.market, token)
            for token in tokens
            if token
        }
        fees = await self.fees(native.market)
        found = to_fills(native, self.made, instruments.__getitem__, fees)
        return tuple(
            replace(fill, client_id=self.client_id(fill.order_id)) for fill in found
        )

    async def instrument(self, condition_id: str, token: str) -> Instrument:
        """The claim that a token is; raises ``NotFound`` for one of another market."""
        listing = await self.listing(condition_id)
        key = listing.key(token)
        if key is None:
            raise NotFound(f"the market {condition_id} has no token {token}")
        return listing.instrument(key)

    def client_id(self, order_id: str) -> str | None:
        """What an order was called by whoever placed it here."""
        known = self.memory.get(order_id)
        return None if known is None else known.client_id
