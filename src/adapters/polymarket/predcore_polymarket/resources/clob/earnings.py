"""``/rewards/user``: what an account earned by quoting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from predcore.kit import Decoder, Loose, Pages, decoder

from ...models.clob.earning import (
    Earning,
    EarningPage,
    MarketEarning,
    MarketEarningPage,
    TotalEarning,
)
from .._paging import keyset_pages
from .._private import PrivateResource

__all__ = ["RewardsOfUser"]

_EARNINGS = decoder(EarningPage)
_MARKETS = decoder(MarketEarningPage)
_TOTALS: Decoder[tuple[TotalEarning, ...]] = Decoder(tuple[TotalEarning, ...])
_PERCENTAGES: Decoder[dict[str, Decimal | None]] = Decoder(dict[str, Loose])


class RewardsOfUser(PrivateResource):
    """Liquidity rewards of these credentials' wallet.

    Everywhere ``signature_type`` is the kind of wallet (0 EOA, 1 proxy, 2 Safe, 3
    deposit wallet), and ``maker_address`` another wallet than that kind's.
    """

    def list(
        self,
        day: date,
        *,
        signature_type: int | None = None,
        maker_address: str | None = None,
        sponsored: bool | None = None,
    ) -> Pages[Earning]:
        """List what a day earned, market by market, 100 a page."""
        return keyset_pages(
            self._private,
            "/rewards/user",
            _EARNINGS,
            {
                "date": day.isoformat(),
                "signature_type": signature_type,
                "maker_address": maker_address,
                "sponsored": sponsored,
            },
            rows=lambda page: page.data,
            name="next_cursor",
            bucket="clob",
            signed=True,
        )

    async def total(
        self,
        day: date,
        *,
        signature_type: int | None = None,
        maker_address: str | None = None,
        sponsored: bool | None = None,
    ) -> tuple[TotalEarning, ...]:
        """Fetch what a day earned, asset by asset."""
        return await self._read(
            "/rewards/user/total",
            _TOTALS,
            {
                "date": day.isoformat(),
                "signature_type": signature_type,
                "maker_address": maker_address,
                "sponsored": sponsored,
            },
        )

    async def percentages(
        self, *, signature_type: int | None = None, maker_address: str | None = None
    ) -> dict[str, Decimal | None]:
        """Fetch the percent of each market's rewards earned now, by condition id."""
        return await self._read(
            "/rewards/user/percentages",
            _PERCENTAGES,
            {"signature_type": signature_type, "maker_address": maker_address},
        )

    def markets(
        self,
        day: date,
        *,
        signature_type: int | None = None,
        maker_address: str | None = None,
        order_by: str | None = None,
        position: Literal["ASC", "DESC"] | None = None,
        no_competition: bool | None = None,
        page_size: int = 100,
    ) -> Pages[MarketEarning]:
        """List markets with rewards and what a day earned there, at most 500 a page.

        ``position`` is the direction of ``order_by``.
        """
        return keyset_pages(
            self._private,
            "/rewards/user/markets",
            _MARKETS,
            {
                "date": day.isoformat(),
                "signature_type": signature_type,
                "maker_address": maker_address,
                "order_by": order_by,
                "position": position,
                "no_competition": no_competition,
                "page_size": page_size,
            },
            rows=lambda page: page.data,
            name="next_cursor",
            bucket="clob",
            signed=True,
        )
