"""Books over the simulated socket: a snapshot, and every change after it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from decimal import Decimal

import pytest

from kalshi.socket_desk import Client, SocketDesk
from predcore import Side

TINY = Decimal("0.01")


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    async with SocketDesk().served() as desk:
        yield desk


@pytest.fixture
async def client(desk: SocketDesk) -> AsyncGenerator[Client]:
    async with desk.client() as client:
        yield client


@pytest.fixture
def market(desk: SocketDesk) -> str:
    return desk.two_sided()[0]


async def test_a_book_starts_with_a_snapshot_of_it(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("orderbook_delta", [market])
    snapshot = await client.until("orderbook_snapshot")
    book = desk.exchange.book(market)
    yes = [(Decimal(p), Decimal(s)) for p, s in snapshot["msg"]["yes_dollars_fp"]]
    no = [(1 - Decimal(p), Decimal(s)) for p, s in snapshot["msg"]["no_dollars_fp"]]
    assert list(reversed(yes)) == [tuple(level) for level in book.bids]
    assert list(reversed(no)) == [tuple(level) for level in book.asks]
    assert (snapshot["seq"], snapshot["msg"]["clock"]) == (1, book.sequence)


async def test_a_change_is_told_in_the_price_of_its_side(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("orderbook_delta", [market])
    ask = desk.exchange.book(market).asks[0].price
    desk.place(market, Side.SELL, ask, "2.5", account="rival")
    delta = await client.until("orderbook_delta")
    assert delta["msg"]["side"] == "no"
    assert Decimal(delta["msg"]["price_dollars"]) == 1 - ask
    assert delta["msg"]["delta_fp"] == "2.50"
    assert "client_order_id" not in delta["msg"]


async def test_both_sides_can_be_told_in_yes_prices(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("orderbook_delta", [market], use_yes_price=True)
    best = desk.exchange.book(market).asks[0].price
    snapshot = await client.until("orderbook_snapshot")
    assert Decimal(snapshot["msg"]["no_dollars_fp"][0][0]) == best
    desk.buy_best(market, account="rival")
    delta = await client.until("orderbook_delta")
    assert (delta["msg"]["side"], Decimal(delta["msg"]["price_dollars"])) == (
        "no",
        best,
    )


async def test_an_empty_side_is_left_out(desk: SocketDesk, client: Client) -> None:
    rows = desk.floor.listing.rows.values()
    bids_only = next(r.ticker for r in rows if r.market.bids and not r.market.asks)
    await client.subscribe("orderbook_delta", [bids_only])
    msg = (await client.until("orderbook_snapshot"))["msg"]
    assert "yes_dollars_fp" in msg
    assert "no_dollars_fp" not in msg


async def test_an_own_change_names_the_order_that_made_it(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("orderbook_delta", [market])
    taken = desk.buy_best(market).order
    delta = await client.until("orderbook_delta")
    assert delta["msg"]["client_order_id"] == taken.client_id
    assert delta["msg"]["subaccount"] == 0
    bid = desk.exchange.book(market).bids[0].price
    rested = desk.place(market, Side.BUY, bid).order
    delta = await client.until("orderbook_delta")
    assert delta["msg"]["client_order_id"] == rested.client_id


async def test_an_own_order_that_was_hit_did_not_make_the_change(
    desk: SocketDesk, client: Client, market: str
) -> None:
    book = desk.exchange.book(market)
    inside = book.bids[0].price
    desk.exchange.cancel_all(desk.exchange.accounts.names()[0], market=market)
    desk.place(market, Side.BUY, inside, "5")
    await client.subscribe("orderbook_delta", [market])
    await client.until("orderbook_snapshot")
    desk.place(market, Side.SELL, inside, "2", account="rival")
    delta = await client.until("orderbook_delta")
    assert delta["msg"]["delta_fp"] == "-2.00"
    assert "client_order_id" not in delta["msg"]


async def test_a_snapshot_can_be_asked_for_again(
    desk: SocketDesk, client: Client, market: str
) -> None:
    sid = await client.subscribe("orderbook_delta", [market])
    await client.until("orderbook_snapshot")
    desk.buy_best(market)
    again = await client.ask(
        "update_subscription", sid=sid, action="get_snapshot", market_tickers=[market]
    )
    assert (again["type"], again["sid"]) == ("orderbook_snapshot", sid)
    assert [message["seq"] for message in client.heard[1:]] == [1, 2, 3]
    assert again["msg"]["clock"] == desk.exchange.sequence


async def test_an_added_market_is_acknowledged_and_starts_with_a_snapshot(
    desk: SocketDesk, client: Client
) -> None:
    one, two = desk.two_sided(2)
    sid = await client.subscribe("orderbook_delta", [one])
    ok = await client.ask(
        "update_subscription", sids=[sid], action="add_markets", market_ticker=two
    )
    assert (ok["type"], ok["msg"]) == ("ok", {"market_tickers": sorted([one, two])})
    snapshot = await client.next()
    assert (snapshot["type"], snapshot["msg"]["market_ticker"]) == (
        "orderbook_snapshot",
        two,
    )
    assert [ok["seq"], snapshot["seq"]] == [2, 3]


async def test_nothing_is_heard_of_a_deleted_market(
    desk: SocketDesk, client: Client
) -> None:
    one, two = desk.two_sided(2)
    sid = await client.subscribe("orderbook_delta", [one, two])
    ok = await client.ask(
        "update_subscription", sid=sid, action="delete_markets", market_tickers=[one]
    )
    assert ok["msg"] == {"market_tickers": [two]}
    desk.buy_best(one)
    desk.buy_best(two)
    heard = await client.settle()
    assert {message["msg"]["market_ticker"] for message in heard} == {two}


async def test_every_message_of_a_subscription_is_numbered(
    desk: SocketDesk, client: Client
) -> None:
    one, two, three = desk.two_sided(3)
    sid = await client.subscribe("orderbook_delta", [one, two])
    for _ in range(5):
        desk.buy_best(one)
        desk.buy_best(two)
    await client.ask(
        "update_subscription", sid=sid, action="add_markets", market_tickers=[three]
    )
    desk.buy_best(three)
    await client.ask("unsubscribe", sids=[sid])
    seqs = [message["seq"] for message in client.heard if message.get("sid") == sid]
    assert seqs == list(range(1, len(seqs) + 1))
    assert client.heard[-1]["type"] == "unsubscribed"


async def test_a_ticker_that_is_not_listed_is_accepted_and_silent(
    client: Client,
) -> None:
    await client.subscribe("orderbook_delta", ["KXNOWHERE-1"])
    assert await client.settle() == []
