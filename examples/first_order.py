"""A first order: far from the market, so that it rests, and taken back.

Needs an API key in ``KALSHI_API_KEY_ID`` and ``KALSHI_PRIVATE_KEY_PATH``. As it stands
it runs on the venue's demo, with play money; ``environment="sandbox"`` is the simulator
of ``predcore sim kalshi``.
"""

import asyncio
from decimal import Decimal

import anyio

import predcore
from predcore import Accepted, MarketStatus, OrderRequest, Refused, Side, Unknown


async def write_down(request: OrderRequest) -> None:
    """Keep the client id before the order leaves, to find it whatever happens."""
    async with await anyio.open_file("orders.log", "a") as log:
        await log.write(f"{request.client_id} {request.instrument}\n")


async def main() -> None:
    async with predcore.connect("kalshi", environment="demo") as venue:
        assert isinstance(venue, predcore.Trading)
        assert isinstance(venue, predcore.Portfolio)
        print("money:", (await venue.balance()).total)

        market = await anext(aiter(venue.markets(status=MarketStatus.OPEN)))
        request = OrderRequest(
            instrument=market.instrument("yes"),
            side=Side.BUY,
            price=Decimal("0.01"),
            size=Decimal(1),
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
