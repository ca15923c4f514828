"""Take ten contracts at the best offer, and offer them one price higher.

Nothing below knows on which venue it trades. Start ``predcore sim kalshi polymarket``
and set ``KALSHI_API_KEY_ID``, ``KALSHI_PRIVATE_KEY_PATH`` and
``POLYMARKET_PRIVATE_KEY`` to the play keys that it tells of.
"""

import asyncio
from decimal import Decimal

import predcore
from predcore import Accepted, Instrument, MarketStatus, Order, OrderRequest, Side

SIZE, CHEAPEST = Decimal(10), Decimal("0.20")


async def submit(
    venue: predcore.Trading, claim: Instrument, side: Side, price: Decimal
) -> Order:
    request = OrderRequest(instrument=claim, side=side, price=price, size=SIZE)
    fate = await venue.place(request)
    found = await venue.resolve(fate) if isinstance(fate, predcore.Unknown) else fate
    if not isinstance(found, Accepted):
        raise SystemExit(f"{claim}: {found}")
    return found.order


async def scalp(venue: predcore.Venue) -> tuple[Order, Order]:
    assert isinstance(venue, predcore.Trading)
    assert isinstance(venue, predcore.Books)
    async for market in venue.markets(status=MarketStatus.OPEN):
        claim, ladder = market.instruments[0], market.ladder
        offers = (await venue.orderbook(claim)).asks
        if ladder and offers and offers[0].size >= SIZE and offers[0].price > CHEAPEST:
            price = offers[0].price
            bought = await submit(venue, claim, Side.BUY, price)
            dearer = ladder.next(price) or price
            return bought, await submit(venue, claim, Side.SELL, dearer)
    raise SystemExit(f"{venue}: no market to trade on")


async def main() -> None:
    async with predcore.hub("kalshi", "polymarket", environment="sandbox") as hub:
        for venue in hub.venues.values():
            for order in await scalp(venue):
                print(order.instrument, order.side, order.price, order.status, order.id)


if __name__ == "__main__":
    asyncio.run(main())
