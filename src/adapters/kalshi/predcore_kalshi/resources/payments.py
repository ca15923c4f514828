"""``/portfolio/deposits`` and ``/portfolio/withdrawals``."""

from __future__ import annotations

from predcore.kit import Page, Pages, decoder

from ..models import payments as models
from ._parameters import within
from ._resource import PrivateResource

__all__ = ["Deposits", "Withdrawals"]

_DEPOSITS = decoder(models.DepositPage).pick(
    lambda page: Page(page.deposits, page.cursor or None, page)
)
_WITHDRAWALS = decoder(models.WithdrawalPage).pick(
    lambda page: Page(page.withdrawals, page.cursor or None, page)
)


class Deposits(PrivateResource):
    """Money in."""

    def list(self, *, limit: int = 500) -> Pages[models.Deposit]:
        """List deposits; ``limit`` is 1 to 500 a page."""
        params = {"limit": within("limit", limit, 1, 500)}
        return self._listing("/portfolio/deposits", _DEPOSITS, params)


class Withdrawals(PrivateResource):
    """Money out."""

    def list(self, *, limit: int = 500) -> Pages[models.Withdrawal]:
        """List withdrawals; ``limit`` is 1 to 500 a page."""
        params = {"limit": within("limit", limit, 1, 500)}
        return self._listing("/portfolio/withdrawals", _WITHDRAWALS, params)
