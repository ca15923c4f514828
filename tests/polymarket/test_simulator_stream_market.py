"""The simulated market channel: books, changes, prints and news."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from decimal import Decimal
from typing import Any

import pytest

from polymarket_sockets import Client, Sockets, served
from predcore import Side
from predcore.kit import decoder
from predcore_polymarket import book_hash
from predcore_polymarket._simulator.listed import ListedMarket
from predcore_polymarket._simulator.stream.outbox import Outbox
from predcore_polymarket._stream.decoding import EVENTS_OF_MARKETS
from predcore_polymarket.models.clob.book import Book
from predcore_polymarket.models.streams.envelope import Unfamiliar

BUY, SELL = Side.BUY, Side.SELL
D = Decimal
PATH = "/ws/market"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def sockets() -> AsyncGenerator[Sockets]:
    async with served() as sockets:
        yield sockets


@pytest.fixture
async def client(sockets: Sockets) -> AsyncGenerator[Client]:
    async with sockets.client(PATH) as client:
        yield client


@pytest.fixture
def market(sockets: Sockets) -> ListedMarket:
    """An open one whose book somebody else made: 0.3 bid and 0.9 asked."""
    market = sockets.day.single
    sockets.floor.clear_book(market.condition)
    sockets.endow(market.condition)
    for side, price in ((BUY, "0.1"), (BUY, "0.3"), (SELL, "0.9")):
        sockets.place(market.condition, side, price)
    return market


async def follow(client: Client, *tokens: str, **more: Any) -> Any:
    """Begin; gives what comes at once."""
    hello = {"type": "market", "assets_ids": list(tokens), **more}
    await client.send(**{"custom_feature_enabled": True, **hello})
    return await client.settle()


def kinds(frames: list[Any]) -> list[str]:
    return [frame["event_type"] for frame in frames]


async def test_it_begins_with_the_books_that_rest_serves(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    (books,) = await follow(client, *market.tokens)
    for token, told in zip(market.tokens, books, strict=True):
        served_book = await sockets.day.wire.get("/clob/book", token_id=token)
        assert told.pop("event_type") == "book"
        assert told["bids"] == served_book["bids"]
        assert told["asks"] == served_book["asks"]
        assert told.keys() == served_book.keys()
        assert book_hash(_book(told)) == told["hash"]


def _book(row: dict[str, Any]) -> Book:
    return decoder(Book)(json.dumps(row).encode())


async def test_a_change_is_told_of_both_tokens_with_the_top_after_it(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, *market.tokens, custom_feature_enabled=False)
    sockets.place(market.condition, BUY, "0.25", "12.5")
    (change,) = await client.settle()
    yes, no = market.tokens
    told = change["price_changes"]
    assert change["event_type"] == "price_change"
    assert change["market"] == market.condition
    assert [
        (c["asset_id"], c["side"], c["price"], c["size"], c["best_bid"], c["best_ask"])
        for c in told
    ] == [
        (yes, "BUY", "0.25", "12.5", "0.3", "0.9"),
        (no, "SELL", "0.75", "12.5", "0.1", "0.7"),
    ]
    assert {len(c["hash"]) for c in told} == {40}


async def test_a_level_is_told_as_all_that_rests_there(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, market.tokens[0])
    placed = sockets.place(market.condition, BUY, "0.1", "5")
    sockets.cancel(placed)
    first, second = await client.settle()
    assert first["price_changes"][0]["size"] == "15"
    assert second["price_changes"][0]["size"] == "10"
    assert int(second["timestamp"]) > int(first["timestamp"])


async def test_a_side_that_is_empty_has_its_best_price_at_the_end(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, *market.tokens, custom_feature_enabled=False)
    sockets.floor.clear_book(market.condition)
    *_, last = await client.settle()
    first, second = last["price_changes"]
    assert (first["best_bid"], first["best_ask"]) == ("0", "1")
    assert (second["best_bid"], second["best_ask"]) == ("0", "1")


async def test_a_trade_is_told_before_the_change_and_the_books_after_it(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, *market.tokens)
    await sockets.day.eoa.placed(market, BUY, "0.9", "10")
    told = await client.settle()
    assert kinds(told) == [
        "last_trade_price",
        "best_bid_ask",
        "best_bid_ask",
        "price_change",
        "book",
        "book",
    ]
    trade, *_, book, other = told
    assert trade["asset_id"] == market.tokens[0]
    assert (trade["price"], trade["size"], trade["side"]) == ("0.9", "10", "BUY")
    assert trade["transaction_hash"].startswith("0x")
    assert (book["asset_id"], other["asset_id"]) == market.tokens
    assert book["asks"] == []
    assert book["last_trade_price"] == "0.9"
    assert other["last_trade_price"] == "0.1"
    assert book["timestamp"] == told[3]["timestamp"]


async def test_a_print_is_told_to_who_follows_the_takers_token(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, market.tokens[1])
    await sockets.day.eoa.placed(market, BUY, "0.9", "10")
    assert "last_trade_price" not in kinds(await client.settle())
    await sockets.day.eoa.placed(market, BUY, "0.7", "5", outcome=1)
    assert "last_trade_price" in kinds(await client.settle())


async def test_best_prices_alone_are_told_when_the_top_moves(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, *market.tokens)
    sockets.place(market.condition, BUY, "0.2")
    assert kinds(await client.settle()) == ["price_change"]
    sockets.place(market.condition, BUY, "0.4")
    first, second, change = await client.settle()
    assert kinds([first, second, change])[2] == "price_change"
    assert (first["best_bid"], first["best_ask"], first["spread"]) == (
        "0.4",
        "0.9",
        "0.5",
    )
    assert (second["best_bid"], second["best_ask"]) == ("0.1", "0.6")


async def test_custom_features_are_told_only_where_they_are_wanted(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, *market.tokens, custom_feature_enabled=False)
    sockets.place(market.condition, BUY, "0.4")
    assert kinds(await client.settle()) == ["price_change"]
    again = [market.tokens[0]]
    await client.send(
        operation="subscribe", assets_ids=again, custom_feature_enabled=True
    )
    assert await client.settle() == []
    sockets.place(market.condition, BUY, "0.5")
    assert "best_bid_ask" in kinds(await client.settle())


async def test_a_new_tick_is_told_of_each_token(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, *market.tokens)
    sockets.floor.change_tick(market.condition, D("0.001"))
    first, second = await client.settle()
    assert kinds([first, second]) == ["tick_size_change"] * 2
    assert (first["asset_id"], second["asset_id"]) == market.tokens
    assert (first["old_tick_size"], first["new_tick_size"]) == ("0.005", "0.001")


@pytest.mark.parametrize(("payout", "winner"), [("1", 0), ("0", 1), ("0.5", None)])
async def test_a_resolution_names_the_token_that_won(
    sockets: Sockets,
    client: Client,
    market: ListedMarket,
    payout: str,
    winner: int | None,
) -> None:
    await follow(client, market.tokens[1])
    lifecycle = sockets.floor.exchange.lifecycle
    lifecycle.close(market.condition)
    lifecycle.determine(market.condition, D(payout))
    if sockets.floor.exchange.market(market.condition).settled_at is None:
        lifecycle.finalize(market.condition)
    told = await client.settle()
    (resolved,) = (one for one in told if one["event_type"] == "market_resolved")
    assert resolved["assets_ids"] == list(market.tokens)
    assert resolved["winning_asset_id"] == (
        "" if winner is None else market.tokens[winner]
    )
    assert resolved["winning_outcome"] == (
        "" if winner is None else market.sim.labels[winner]
    )


async def test_a_market_that_begins_is_told_to_everybody(
    sockets: Sockets, client: Client
) -> None:
    pending = next(m for m in sockets.day.simulator.listing.markets if not m.active)
    await follow(client)
    sockets.floor.exchange.lifecycle.open(pending.condition)
    told = await client.settle()
    (made,) = (one for one in told if one["event_type"] == "new_market")
    assert made["condition_id"] == pending.condition
    assert made["clob_token_ids"] == list(pending.tokens)
    assert made["outcomes"] == list(pending.sim.labels)


async def test_what_is_left_is_told_no_more_and_comes_whole_when_followed_again(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    token = market.tokens[0]
    await follow(client, token)
    await client.send(operation="unsubscribe", assets_ids=[token])
    await client.settle()
    sockets.place(market.condition, BUY, "0.4")
    assert await client.settle() == []
    await client.send(operation="subscribe", assets_ids=[token])
    (books,) = await client.settle()
    assert books[0]["bids"][-1] == {"price": "0.4", "size": "10"}


async def test_tokens_without_a_book_are_left_out_of_the_beginning(
    client: Client, market: ListedMarket, sockets: Sockets
) -> None:
    closed = next(m for m in sockets.day.simulator.listing.markets if m.closed)
    (books,) = await follow(client, "7", closed.tokens[0], market.tokens[0])
    assert [book["asset_id"] for book in books] == [market.tokens[0]]


async def test_the_beginning_can_be_left_out(
    client: Client, market: ListedMarket
) -> None:
    assert await follow(client, market.tokens[0], initial_dump=False) == []


async def test_everything_it_says_is_known_to_the_native_models(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await client.send(
        type="market", assets_ids=list(market.tokens), custom_feature_enabled=True
    )
    await sockets.day.eoa.placed(market, BUY, "0.9", "5")
    sockets.floor.change_tick(market.condition, D("0.001"))
    for frame in await client.settle():
        for event in EVENTS_OF_MARKETS(json.dumps(frame)):
            assert not isinstance(event, Unfamiliar)


@pytest.mark.parametrize(
    "frame",
    [
        "hello",
        "[]",
        '{"operation":"subscribe","assets_ids":[]}',
        '{"type":"market","assets_ids":"7"}',
        '{"type":"user"}',
    ],
)
async def test_what_it_cannot_read_is_the_end(client: Client, frame: str) -> None:
    await client.socket.send_str(frame)
    assert await client.closed() == 1007


async def test_a_state_that_is_loaded_ends_every_connection(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    await follow(client, market.tokens[0])
    wire = sockets.day.wire.client
    state = (await wire.get("/_sim/state")).content
    assert (await wire.put("/_sim/state", content=state)).status_code < 300
    assert await client.closed() == 1012


async def test_a_client_that_does_not_read_is_left() -> None:
    outbox = Outbox()
    for _ in range(100_001):
        outbox.put("x")
    assert outbox.code == 1013
    assert len(await outbox.take()) == 100_000
