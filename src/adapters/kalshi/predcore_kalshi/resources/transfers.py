"""``/portfolio/intra_exchange_instance_transfers``."""

from __future__ import annotations

from typing import Literal, get_args
from uuid import UUID, uuid4

from predcore import InvalidRequest
from predcore.kit import Page, Pages, decoder, fill

from ..models import transfers as models
from ._amounts import as_units, one_of
from ._parameters import shard, subaccount_number, within
from ._resource import PrivateResource

__all__ = ["Instance", "Transfers"]

Instance = Literal["event_contract", "margined"]

_ONE = decoder(models.IntraExchangeInstanceTransferEnvelope).pick(
    lambda found: found.transfer
)
_PAGE = decoder(models.IntraExchangeInstanceTransferPage).pick(
    lambda page: Page(page.transfers, page.cursor or None, page)
)
_CREATED = decoder(models.CreatedIntraExchangeInstanceTransfer).pick(
    lambda made: made.transfer_id
)


class Transfers(PrivateResource):
    """Money from shard to shard: an order is paid from the shard it is on."""

    async def create(
        self,
        *,
        amount: int,
        source: Instance = "event_contract",
        destination: Instance = "event_contract",
        source_exchange_shard: int = 0,
        destination_exchange_shard: int = 0,
        source_subaccount: int = 0,
        destination_subaccount: int = 0,
        client_transfer_id: UUID | None = None,
    ) -> str:
        """Move money and learn the transfer's id.

        Args:
            amount: ten-thousandths of a dollar, more than 0.
            source, destination: the exchanges; margined ones have no subaccounts.
            source_exchange_shard, destination_exchange_shard: 0 to 100.
            source_subaccount, destination_subaccount: 0 to 63.
            client_transfer_id: knows the transfer again; made here if left out, except
                for numbered subaccounts, where the venue takes none.

        Raises ``OutcomeUnknown`` without an answer; with the same
        ``client_transfer_id`` the venue moves nothing twice.
        """
        numbered = source_subaccount != 0 or destination_subaccount != 0
        if numbered and client_transfer_id is not None:
            raise InvalidRequest("numbered subaccounts take no client_transfer_id")
        known_as = None if numbered else str(client_transfer_id or uuid4())
        body = {
            "client_transfer_id": known_as,
            "source": one_of("source", source, get_args(Instance)),
            "destination": one_of("destination", destination, get_args(Instance)),
            "amount": as_units("amount", amount),
            "source_exchange_shard": shard(
                source_exchange_shard, name="source_exchange_shard"
            ),
            "destination_exchange_shard": shard(
                destination_exchange_shard, name="destination_exchange_shard"
            ),
            "source_subaccount": subaccount_number(
                source_subaccount, name="source_subaccount"
            ),
            "destination_subaccount": subaccount_number(
                destination_subaccount, name="destination_subaccount"
            ),
        }
        path = "/portfolio/intra_exchange_instance_transfer"
        return await self._write("POST", path, _CREATED, body, client_id=known_as)

    def list(self, *, limit: int = 500) -> Pages[models.IntraExchangeInstanceTransfer]:
        """List transfers; ``limit`` is 1 to 500 a page."""
        params = {"limit": within("limit", limit, 1, 500)}
        path = "/portfolio/intra_exchange_instance_transfers"
        return self._listing(path, _PAGE, params)

    async def get(self, transfer_id: str) -> models.IntraExchangeInstanceTransfer:
        """Fetch one transfer; raises ``NotFound``."""
        path = fill(
            "/portfolio/intra_exchange_instance_transfers/{transfer_id}",
            transfer_id=transfer_id,
        )
        return await self._read(path, _ONE)
