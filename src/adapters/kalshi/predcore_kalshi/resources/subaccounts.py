"""``/portfolio/subaccounts``."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID, uuid4

from predcore.kit import Page, Pages, decoder, nothing

from ..models import subaccounts as models
from ._amounts import as_units
from ._parameters import shard, subaccount_number, within
from ._resource import PrivateResource

__all__ = [
    "SubaccountBalances",
    "SubaccountNetting",
    "SubaccountTransfers",
    "Subaccounts",
]

_CREATED = decoder(models.CreatedSubaccount).pick(lambda made: made.subaccount_number)
_BALANCES = decoder(models.SubaccountBalances).pick(
    lambda found: found.subaccount_balances
)
_TRANSFERS = decoder(models.SubaccountTransferPage).pick(
    lambda page: Page(page.transfers, page.cursor or None, page)
)
_NETTING = decoder(models.SubaccountNettingConfigs).pick(
    lambda found: found.netting_configs
)


class Subaccounts(PrivateResource):
    """Accounts within an account: 0 is the primary one, 1 to 63 are numbered."""

    @cached_property
    def balances(self) -> SubaccountBalances:
        """``/portfolio/subaccounts/balances``."""
        return SubaccountBalances(self._http)

    @cached_property
    def transfers(self) -> SubaccountTransfers:
        """``/portfolio/subaccounts/transfers``."""
        return SubaccountTransfers(self._http)

    @cached_property
    def netting(self) -> SubaccountNetting:
        """``/portfolio/subaccounts/netting``."""
        return SubaccountNetting(self._http)

    async def create(self, *, exchange_index: int | None = None) -> int:
        """Make a subaccount on a shard (0 when left out) and learn its number.

        Takes the advanced tier or above.
        """
        body = {"exchange_index": shard(exchange_index)}
        return await self._write("POST", "/portfolio/subaccounts", _CREATED, body)

    async def transfer(
        self,
        *,
        from_subaccount: int,
        to_subaccount: int,
        amount_cents: int,
        client_transfer_id: UUID | None = None,
        exchange_index: int | None = None,
    ) -> None:
        """Move money from one to another.

        Args:
            from_subaccount, to_subaccount: 0 to 63.
            amount_cents: cents, more than 0.
            client_transfer_id: knows the transfer again, and the venue moves nothing
                twice under it; made here if left out.
            exchange_index: the shard, 0 when left out.
        """
        known_as = str(client_transfer_id or uuid4())
        body = {
            "client_transfer_id": known_as,
            "from_subaccount": subaccount_number(
                from_subaccount, name="from_subaccount"
            ),
            "to_subaccount": subaccount_number(to_subaccount, name="to_subaccount"),
            "amount_cents": as_units("amount_cents", amount_cents),
            "exchange_index": shard(exchange_index),
        }
        path = "/portfolio/subaccounts/transfer"
        await self._write("POST", path, nothing, body, client_id=known_as)


class SubaccountBalances(PrivateResource):
    """What is in each."""

    async def list(self) -> tuple[models.SubaccountBalance, ...]:
        """Fetch the balance of every subaccount, by shard."""
        return await self._read("/portfolio/subaccounts/balances", _BALANCES)


class SubaccountTransfers(PrivateResource):
    """What went from one to another."""

    def list(self, *, limit: int = 1000) -> Pages[models.SubaccountTransfer]:
        """List transfers; ``limit`` is 1 to 1000 a page."""
        params = {"limit": within("limit", limit, 1, 1000)}
        return self._listing("/portfolio/subaccounts/transfers", _TRANSFERS, params)


class SubaccountNetting(PrivateResource):
    """Whether positions of one event share their collateral."""

    async def get(self) -> tuple[models.SubaccountNettingConfig, ...]:
        """Fetch the setting of every subaccount."""
        return await self._read("/portfolio/subaccounts/netting", _NETTING)

    async def set(self, subaccount: int, *, enabled: bool) -> None:
        """Set it for one subaccount, 0 to 63."""
        body = {
            "subaccount_number": subaccount_number(subaccount),
            "enabled": enabled,
        }
        await self._write("PUT", "/portfolio/subaccounts/netting", nothing, body)
