"""What resolved markets paid."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from predcore import BadResponse, InvalidRequest, Market, NotFound, Settlement
from predcore.kit import Page, Pages

from ._account_mapping import is_worthless, to_settlements
from ._identity import canonical
from ._mapping import to_market

if TYPE_CHECKING:
    from ._desk import Desk

__all__ = ["settlements"]


def settlements(
    desk: Desk, since: datetime | None, until: datetime | None
) -> Pages[Settlement]:
    """Newest first; all is read at once, for a market may have paid in parts."""
    for name, at in ("since", since), ("until", until):
        if at is not None and at.tzinfo is None:
            raise InvalidRequest(f"{name} needs a time zone, got {at!r}")

    async def fetch(_: str | None) -> Page[Settlement]:
        v2, user = desk.native.data.v2, desk.wallet.funder
        redeemed = await v2.activity.list(user, type="REDEEM").collect()
        lost = [
            position
            async for position in v2.positions.list(user=user, status="REDEEMABLE_LOST")
            if position.current_size and is_worthless(position)
        ]
        ids = {row.condition_id for row in redeemed if row.condition_id}
        ids |= {position.condition_id for position in lost}
        found = to_settlements(redeemed, lost, await _markets(desk, ids))
        return Page(
            tuple(
                one
                for one in found
                if (since is None or since <= one.at)
                and (until is None or one.at <= until)
            )
        )

    return Pages(fetch)


async def _markets(desk: Desk, ids: set[str]) -> dict[str, Market]:
    """Those that the catalogue has; without one there is no winner to tell."""
    names = sorted({canonical(one) for one in ids})
    found = await desk.directory.markets(names)
    for error in found.errors.values():
        if not isinstance(error, NotFound):
            raise error
    markets: dict[str, Market] = {}
    for name, native in found.items():
        try:
            markets[name] = to_market(native)
        except BadResponse:
            continue
    return markets
