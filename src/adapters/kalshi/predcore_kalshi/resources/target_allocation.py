"""``/portfolio/target_balance_allocation``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from predcore import InvalidRequest
from predcore.kit import decoder, nothing

from ..models.transfers import TargetBalanceAllocations
from ._amounts import one_of
from ._parameters import shard, within
from ._resource import PrivateResource

__all__ = ["Reservation", "TargetAllocation"]

Reservation = Literal["none", "max", "sum"]
"""What stays for resting orders: nothing, the largest one's need, or all."""

_TARGETS = decoder(TargetBalanceAllocations)
_PATH = "/portfolio/target_balance_allocation"


class TargetAllocation(PrivateResource):
    """How the venue is to spread free money over the shards, every ten seconds."""

    async def get(self) -> TargetBalanceAllocations:
        """Fetch the percentages."""
        return await self._read(_PATH, _TARGETS)

    async def set(
        self,
        percents: Mapping[int, int],
        *,
        resting_margin_reservation: Reservation | None = None,
    ) -> None:
        """Set the percentage of each shard, 100 together; none at all ends it.

        ``resting_margin_reservation`` is ``sum`` when left out.
        """
        if percents and sum(percents.values()) != 100:
            raise InvalidRequest(f"percents add up to 100, got {dict(percents)}")
        kept = resting_margin_reservation
        body = {
            "allocations": [
                {
                    "exchange_index": shard(index),
                    "percent": within("percent", percent, 0, 100),
                }
                for index, percent in percents.items()
            ],
            "resting_margin_reservation": kept
            and one_of("resting_margin_reservation", kept, get_args(Reservation)),
        }
        await self._write("POST", _PATH, nothing, body)
