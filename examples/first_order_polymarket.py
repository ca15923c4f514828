"""A first order on Polymarket: far from the market, so that it rests, and taken back.

Needs a private key in ``POLYMARKET_PRIVATE_KEY`` and, unless the key's own address
holds the money, ``POLYMARKET_WALLET_TYPE`` and ``POLYMARKET_FUNDER``. As it stands it
runs on the simulator of ``predcore sim polymarket``, as the venue has no play money;
without ``environment="sandbox"`` it places a real order.
"""

import asyncio
from decimal import Decimal

import anyio

import predcore
from predcore import Accepted, MarketStatus, OrderRequest, Refused, Side, Unknown
from predcore_polymarket import PolymarketVenue


async def write_down(request: OrderRequest) -> None:
    """Keep the order's id before it leaves, to find it whatever happens."""
    async with await anyio.open_file("orders.log", "a") as log:
        await log.write(f"{request.options['order_id']} {request.instrument}\n")


async def main() -> None:
    async with predcore.connect("polymarket", environment="sandbox") as venue:
        assert isinstance(venue, PolymarketVenue)
        print("money:", (await venue.balance()).available)
        print(await venue.allowances())

        market = await anext(aiter(venue.markets(status=MarketStatus.OPEN)))
        request = OrderRequest(
            instrument=market.instruments[0],
            side=Side.BUY,
            price=Decimal("0.01"),
            size=market.min_size or Decimal(5),
            post_only=True,
        )
        fate = await venue.place(request, journal=write_down)
        found = await venue.resolve(fate) if isinstance(fate, Unknown) else fate
        match found:
            case Accepted(order=order):
                print(order.status, order.instrument, order.remaining, order.price)
                print(await venue.cancel(order.id))
            case Refused(reason=reason, error=error, sent=sent):
                print(reason, "by the venue:" if sent else "before sending:", error)
            case never_arrived:
                print(never_arrived)


asyncio.run(main())
