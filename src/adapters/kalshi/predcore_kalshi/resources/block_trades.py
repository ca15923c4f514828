"""``/communications/block-trade-proposals``."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from predcore.kit import Page, Pages, decoder, fill, nothing

from ..models import block_trades as models
from ..models.requests import YesOrNo
from ._amounts import as_units, one_of
from ._parameters import at_most_one, rfc3339, subaccount_number, within
from ._resource import PrivateResource

__all__ = ["BlockTrades"]

_PAGE = decoder(models.BlockTradeProposalPage).pick(
    lambda page: Page(page.block_trade_proposals, page.cursor or None, page)
)
_PROPOSED = decoder(models.ProposedBlockTrade).pick(
    lambda made: made.block_trade_proposal_id
)
_PATH = "/communications/block-trade-proposals"


class BlockTrades(PrivateResource):
    """Trades two parties agree on off the book."""

    def list(
        self,
        *,
        market_ticker: str | None = None,
        limit: int = 100,
        status: str | None = None,
    ) -> Pages[models.BlockTradeProposal]:
        """List proposals, of one market, or in one state; ``limit`` is 1 to 100."""
        params = {
            "market_ticker": market_ticker,
            "limit": within("limit", limit, 1, 100),
            "status": status,
        }
        return self._listing(_PATH, _PAGE, params)

    async def propose(
        self,
        market_ticker: str,
        *,
        buyer_user_id: str,
        seller_user_id: str,
        price_centi_cents: int,
        centicount: int,
        maker_side: YesOrNo,
        expiration_ts: datetime,
        buyer_subtrader_id: str | None = None,
        buyer_subaccount: int | None = None,
        seller_subtrader_id: str | None = None,
        seller_subaccount: int | None = None,
    ) -> str:
        """Propose a trade and learn the proposal's id.

        Args:
            market_ticker: the market.
            buyer_user_id, seller_user_id: the parties.
            price_centi_cents: ten-thousandths of a dollar a contract, 1 to 9999.
            centicount: hundredths of a contract, more than 0.
            maker_side: the side that counts as the maker's.
            expiration_ts: when the proposal lapses.
            buyer_subtrader_id, buyer_subaccount: who it is for; give one or none.
            seller_subtrader_id, seller_subaccount: the same.
        """
        at_most_one(
            buyer_subtrader_id=buyer_subtrader_id, buyer_subaccount=buyer_subaccount
        )
        at_most_one(
            seller_subtrader_id=seller_subtrader_id,
            seller_subaccount=seller_subaccount,
        )
        body = {
            "buyer_user_id": buyer_user_id,
            "buyer_subtrader_id": buyer_subtrader_id,
            "buyer_subaccount": subaccount_number(
                buyer_subaccount, name="buyer_subaccount"
            ),
            "seller_user_id": seller_user_id,
            "seller_subtrader_id": seller_subtrader_id,
            "seller_subaccount": subaccount_number(
                seller_subaccount, name="seller_subaccount"
            ),
            "market_ticker": market_ticker,
            "price_centi_cents": as_units(
                "price_centi_cents", price_centi_cents, most=9999
            ),
            "centicount": as_units("centicount", centicount),
            "maker_side": one_of("maker_side", maker_side, get_args(YesOrNo)),
            "expiration_ts": rfc3339("expiration_ts", expiration_ts),
        }
        return await self._write("POST", _PATH, _PROPOSED, body)

    async def accept(
        self,
        block_trade_proposal_id: str,
        *,
        subtrader_id: str | None = None,
        subaccount: int | None = None,
    ) -> None:
        """Accept a proposal, for a subtrader or a subaccount (0 to 63)."""
        at_most_one(subtrader_id=subtrader_id, subaccount=subaccount)
        path = fill(
            f"{_PATH}/{{block_trade_proposal_id}}/accept",
            block_trade_proposal_id=block_trade_proposal_id,
        )
        body = {
            "subtrader_id": subtrader_id,
            "subaccount": subaccount_number(subaccount),
        }
        await self._write("POST", path, nothing, body)
