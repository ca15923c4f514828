"""The fee schedule of one market, from whoever knows it."""

from __future__ import annotations

from predcore import FeeSchedule, NotFound

from ._client import Polymarket
from ._directory import Directory
from ._fees import catalogue_schedule, fee_schedule
from ._identity import Kind, market_name

__all__ = ["market_fees"]


async def market_fees(
    native: Polymarket, directory: Directory, market_id: str
) -> FeeSchedule:
    """What the order books charge; of a market too new for them, the catalogue's.

    Raises ``NotFound`` where neither says.
    """
    name = market_name(market_id)
    if name.kind is Kind.CONDITION:
        condition_id = name.text
    else:
        condition_id = (await directory.listing(market_id)).condition_id
    try:
        info = await native.clob.clob_markets.get(condition_id)
    except NotFound:
        found = await directory.markets([condition_id])
        schedule = catalogue_schedule(found[condition_id])
        if schedule is None:
            raise
        return schedule
    return fee_schedule(info.fd)
