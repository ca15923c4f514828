"""``/communications/rfqs``."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from predcore import InvalidRequest
from predcore.kit import Page, Pages, decoder, fill, nothing

from ..models import rfqs as models
from ._amounts import as_size, as_units, exactly_one
from ._parameters import at_most_one, subaccount_number, within
from ._resource import PrivateResource

__all__ = ["RFQs", "UserFilter"]

UserFilter = Literal["self"]
"""Only one's own."""

_ONE = decoder(models.RFQEnvelope).pick(lambda found: found.rfq)
_PAGE = decoder(models.RFQPage).pick(
    lambda page: Page(page.rfqs, page.cursor or None, page)
)
_CREATED = decoder(models.CreatedRFQ).pick(lambda made: made.id)


class RFQs(PrivateResource):
    """Requests for quotes: one at a time on a market, a hundred in all."""

    def list(
        self,
        *,
        limit: int = 100,
        event_ticker: str | None = None,
        market_ticker: str | None = None,
        subaccount: int | None = None,
        status: Literal["open", "closed"] | None = None,
        user_filter: UserFilter | None = None,
        creator_user_id: str | None = None,
    ) -> Pages[models.RFQ]:
        """List requests of everybody.

        Args:
            limit: requests a page, 1 to 100.
            event_ticker: only on this event.
            market_ticker: only on this market.
            subaccount: only of this one, 0 to 63.
            status: only requests in this state.
            user_filter: only one's own.
            creator_user_id: deprecated by the venue.
        """
        params = {
            "limit": within("limit", limit, 1, 100),
            "event_ticker": event_ticker,
            "market_ticker": market_ticker,
            "subaccount": subaccount_number(subaccount),
            "status": status,
            "user_filter": user_filter,
            "creator_user_id": creator_user_id,
        }
        return self._listing("/communications/rfqs", _PAGE, params)

    async def create(
        self,
        market_ticker: str,
        *,
        rest_remainder: bool,
        contracts: int | None = None,
        contracts_fp: Decimal | None = None,
        target_cost_dollars: Decimal | None = None,
        target_cost_centi_cents: int | None = None,
        target_cost_excludes_fees: bool | None = None,
        obscure_creator_id: bool | None = None,
        replace_existing: bool | None = None,
        subtrader_id: str | None = None,
        subaccount: int | None = None,
    ) -> str:
        """Ask for quotes and learn the request's id.

        Args:
            market_ticker: the market.
            rest_remainder: what does not trade stays in the book.
            contracts, contracts_fp: contracts wanted, whole or in hundredths.
            target_cost_dollars: dollars to spend, instead of contracts.
            target_cost_centi_cents: the same in ten-thousandths; deprecated by the
                venue.
            target_cost_excludes_fees: fees come on top of the target.
            obscure_creator_id: hide who asks until something trades.
            replace_existing: in place of the request there is.
            subtrader_id: for clearing members.
            subaccount: for everybody else: 0 (as when left out) to 63.
        """
        exactly_one(
            contracts=contracts,
            contracts_fp=contracts_fp,
            target_cost_dollars=target_cost_dollars,
            target_cost_centi_cents=target_cost_centi_cents,
        )
        at_most_one(subtrader_id=subtrader_id, subaccount=subaccount)
        if target_cost_excludes_fees and (contracts or contracts_fp):
            raise InvalidRequest("target_cost_excludes_fees needs a target cost")
        centi_cents = target_cost_centi_cents
        body = {
            "market_ticker": market_ticker,
            "contracts": None
            if contracts is None
            else as_units("contracts", contracts),
            **as_size(contracts_fp, target_cost_dollars),
            "target_cost_centi_cents": None
            if centi_cents is None
            else as_units("target_cost_centi_cents", centi_cents),
            "target_cost_excludes_fees": target_cost_excludes_fees,
            "obscure_creator_id": obscure_creator_id,
            "rest_remainder": rest_remainder,
            "replace_existing": replace_existing,
            "subtrader_id": subtrader_id,
            "subaccount": subaccount_number(subaccount),
        }
        return await self._write("POST", "/communications/rfqs", _CREATED, body)

    async def get(self, rfq_id: str) -> models.RFQ:
        """Fetch one request; raises ``NotFound``."""
        path = fill("/communications/rfqs/{rfq_id}", rfq_id=rfq_id)
        return await self._read(path, _ONE)

    async def delete(self, rfq_id: str) -> None:
        """Take a request back; raises ``NotFound``."""
        path = fill("/communications/rfqs/{rfq_id}", rfq_id=rfq_id)
        await self._write("DELETE", path, nothing)
