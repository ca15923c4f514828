"""``/communications/rfq_batches``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from predcore import InvalidRequest
from predcore.kit import Page, Pages, decoder, fill, nothing

from ..models import rfq_batches as models
from ..models.requests import BatchAcceptLimit, BatchChild, YesOrNo
from ._amounts import as_bid, as_size, one_of
from ._combos import new_child
from ._parameters import at_most_one, subaccount_number, within
from ._resource import PrivateResource
from .rfqs import UserFilter

if TYPE_CHECKING:
    from .rfq_batch_quotes import RFQBatchBestQuotes, RFQBatchQuotes

__all__ = ["BatchFilter", "RFQBatches"]

BatchFilter = Literal["open", "accepted", "closed"]

_ONE = decoder(models.RFQBatchEnvelope).pick(lambda found: found.rfq_batch)
_PAGE = decoder(models.RFQBatchPage).pick(
    lambda page: Page(page.rfq_batches, page.cursor or None, page)
)
_CREATED = decoder(models.CreatedRFQBatch).pick(lambda made: made.rfq_batch)
_ACCEPTED = decoder(models.AcceptedRFQBatch)
_PATH = "/communications/rfq_batches"


class RFQBatches(PrivateResource):
    """Requests for quotes on 2 to 57 combos, filled all or none.

    The venue documents them in its specification only, and may refuse.
    """

    @cached_property
    def best_quotes(self) -> RFQBatchBestQuotes:
        """``/communications/rfq_batches/{rfq_batch_id}/best_quotes``."""
        from .rfq_batch_quotes import RFQBatchBestQuotes

        return RFQBatchBestQuotes(self._http)

    @cached_property
    def quotes(self) -> RFQBatchQuotes:
        """``/communications/rfq_batches/{rfq_batch_id}/quotes``."""
        from .rfq_batch_quotes import RFQBatchQuotes

        return RFQBatchQuotes(self._http)

    def list(
        self,
        *,
        limit: int = 20,
        subaccount: int | None = None,
        status: BatchFilter | None = None,
        user_filter: UserFilter | None = None,
    ) -> Pages[models.RFQBatch]:
        """List batches of everybody.

        ``limit`` is 1 to 20 a page, ``subaccount`` 0 to 63.
        """
        params = {
            "limit": within("limit", limit, 1, 20),
            "subaccount": subaccount_number(subaccount),
            "status": status,
            "user_filter": user_filter,
        }
        return self._listing(_PATH, _PAGE, params)

    async def create(
        self,
        children: Sequence[BatchChild],
        *,
        mve_collection_ticker: str | None = None,
        contracts_fp: Decimal | int | None = None,
        target_cost_dollars: Decimal | None = None,
        target_cost_excludes_fees: bool | None = None,
        replace_existing: bool | None = None,
        obscure_creator_id: bool | None = None,
        client_batch_id: str | None = None,
        subtrader_id: str | None = None,
        subaccount: int | None = None,
    ) -> models.RFQBatch:
        """Ask for quotes on several combos.

        Args:
            children: 2 to 57 combos, all different, of at most six legs together.
            mve_collection_ticker: where those given by legs are looked up or made.
            contracts_fp: contracts of every combo that has no size of its own.
            target_cost_dollars: the same in dollars.
            target_cost_excludes_fees: fees come on top of the target.
            replace_existing: in place of one's oldest batches, where two are open.
            obscure_creator_id: hide who asks until something trades.
            client_batch_id: at most 64 characters; the venue takes each once a week.
            subtrader_id: for clearing members.
            subaccount: for everybody else: 0 (as when left out) to 63.
        """
        at_most_one(contracts_fp=contracts_fp, target_cost_dollars=target_cost_dollars)
        at_most_one(subtrader_id=subtrader_id, subaccount=subaccount)
        if not 2 <= len(children) <= 57:
            raise InvalidRequest(f"children are 2 to 57, got {len(children)}")
        if client_batch_id is not None and len(client_batch_id) > 64:
            raise InvalidRequest("client_batch_id has at most 64 characters")
        sized = contracts_fp is not None or target_cost_dollars is not None
        body = {
            "children": [
                new_child(child, sized=sized, collection=mve_collection_ticker)
                for child in children
            ],
            "mve_collection_ticker": mve_collection_ticker,
            **as_size(contracts_fp, target_cost_dollars),
            "target_cost_excludes_fees": target_cost_excludes_fees,
            "rest_remainder": False,
            "replace_existing": replace_existing,
            "obscure_creator_id": obscure_creator_id,
            "client_batch_id": client_batch_id,
            "subtrader_id": subtrader_id,
            "subaccount": subaccount_number(subaccount),
        }
        return await self._write(
            "POST", _PATH, _CREATED, body, client_id=client_batch_id
        )

    async def get(self, rfq_batch_id: str) -> models.RFQBatch:
        """Fetch one batch; raises ``NotFound``."""
        return await self._read(_path("", rfq_batch_id), _ONE)

    async def delete(self, rfq_batch_id: str) -> None:
        """Take a batch back; raises ``NotFound``."""
        await self._write("DELETE", _path("", rfq_batch_id), nothing)

    async def accept(
        self,
        rfq_batch_id: str,
        *,
        accepted_side: YesOrNo,
        min_bids: Sequence[BatchAcceptLimit],
        client_order_id: str | None = None,
    ) -> models.AcceptedRFQBatch:
        """Take the best bids of one side, on every combo.

        Args:
            rfq_batch_id: the batch.
            accepted_side: the side.
            min_bids: the least to be bid, for every combo of the batch.
            client_order_id: under the same id, accepting again changes nothing.
        """
        if not 2 <= len(min_bids) <= 57:
            raise InvalidRequest(f"min_bids are 2 to 57, got {len(min_bids)}")
        body = {
            "accepted_side": one_of("accepted_side", accepted_side, get_args(YesOrNo)),
            "min_bids": [
                {
                    "rfq_id": limit.rfq_id,
                    "bid_dollars": as_bid("bid_dollars", limit.bid_dollars),
                }
                for limit in min_bids
            ],
            "client_order_id": client_order_id,
        }
        return await self._write(
            "PUT",
            _path("/accept", rfq_batch_id),
            _ACCEPTED,
            body,
            client_id=client_order_id,
        )


def _path(action: str, rfq_batch_id: str) -> str:
    return fill(f"{_PATH}/{{rfq_batch_id}}", rfq_batch_id=rfq_batch_id) + action
