"""Writes what happens on the exchange into the data API's ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from . import ids
from .entries import Entry
from .ledger import Ledger
from .traders import Trader
from .trading.tap import Happening, Traded, TradeMoved
from .trading.trades import Finality, Party, Trade

if TYPE_CHECKING:
    from .floor import Floor

__all__ = ["Bookkeeping"]

_HALF = Decimal("0.5")


class Bookkeeping:
    """Hears the venue and keeps its books; a trade that failed is struck off."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._strangers: dict[str, Trader] = {}

    def hear(self, happening: Happening) -> None:
        """Take note of a trade."""
        match happening:
            case Traded():
                trade = happening.trade
                self._ledger.write(
                    *(self._entry(trade, party) for party in trade.parties)
                )
            case TradeMoved(status=Finality.FAILED):
                self._ledger.strike(happening.trade.id)
            case _:
                pass

    def paired(
        self,
        floor: Floor,
        name: str,
        condition: str,
        size: Decimal,
        kind: Literal["SPLIT", "MERGE"],
    ) -> None:
        """Shares of both outcomes made out of pUSD, or turned back."""
        member = floor.members.named(name)
        assert member is not None
        market = floor.listing.by_condition[condition]
        hashed = ids.transaction_hash(f"{kind}:{floor.exchange.sequence}")
        self._ledger.write(
            *(
                Entry(
                    kind=kind,
                    trader=member.trader,
                    market=market,
                    outcome=outcome,
                    side=None,
                    price=_HALF,
                    size=size,
                    at=floor.now,
                    transaction=hashed,
                    taker=False,
                )
                for outcome in range(2)
            )
        )

    def _entry(self, trade: Trade, party: Party) -> Entry:
        return Entry(
            kind="TRADE",
            trader=party.member.trader
            if party.member
            else self.stranger(party.address),
            market=trade.market,
            outcome=party.outcome,
            side=party.side,
            price=party.price,
            size=party.size,
            at=trade.at,
            transaction=ids.transaction_hash(trade.id),
            taker=party is trade.taker,
            fee=party.fee,
            trade=trade.id,
        )

    def stranger(self, address: str) -> Trader:
        """Somebody with a wallet that is not known here."""
        found = self._strangers.get(address)
        if found is None:
            found = self._strangers[address] = Trader(
                number=2000 + len(self._strangers),
                pseudonym=f"Stranger-{len(self._strangers) + 1}",
                name="",
                address=address,
                holds=False,
            )
        return found
