"""``/incentive_programs``."""

from __future__ import annotations

from typing import Literal

from predcore.kit import Page, Pages, decoder

from ..models.incentives import IncentiveProgram, IncentiveProgramPage
from ._parameters import within
from ._resource import Resource

__all__ = ["IncentiveFilter", "IncentiveType", "Incentives"]

IncentiveFilter = Literal["all", "active", "upcoming", "closed", "paid_out"]
IncentiveType = Literal[
    "all", "liquidity", "volume", "margin_maker_volume", "margin_taker_volume"
]

_PAGE = decoder(IncentiveProgramPage).pick(
    lambda page: Page(page.incentive_programs, page.next_cursor or None, page)
)


class Incentives(Resource):
    """Rewards for resting orders and for volume."""

    def list(
        self,
        *,
        status: IncentiveFilter | None = None,
        type: IncentiveType | None = None,  # noqa: A002 - the venue's word
        incentive_description: str | None = None,
        limit: int = 1000,
    ) -> Pages[IncentiveProgram]:
        """List programs.

        Args:
            status: only programs in this state.
            type: only programs of this kind.
            incentive_description: only those described in exactly these words.
            limit: programs a page, 1 to 10000.
        """
        params = {
            "status": status,
            "type": type,
            "incentive_description": incentive_description,
            "limit": within("limit", limit, 1, 10_000),
        }
        return self._listing("/incentive_programs", _PAGE, params)
