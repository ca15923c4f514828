"""The embedded catalogue keeps the promises that demos and tests are built on."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from predcore import MarketStatus
from predcore.sim import (
    BoardName,
    Catalogue,
    synthetic,
)
from sim.boards import BOARDS, NOW, listed


def test_the_same_seed_and_instant_give_the_same_catalogue() -> None:
    assert synthetic(3, now=NOW) == synthetic(3, now=NOW)


def test_another_seed_gives_other_books_of_the_same_markets() -> None:
    one, two = synthetic(0, now=NOW), synthetic(1, now=NOW)
    assert one.boards != two.boards
    assert [m.code for _, m in listed(one)] == [m.code for _, m in listed(two)]


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_lists_forty_markets_over_twelve_events(
    catalogue: Catalogue, name: BoardName
) -> None:
    board = catalogue.boards[name]
    assert len(list(board.markets())) >= 40
    assert len(board.events) >= 12


@pytest.mark.parametrize("name", BOARDS)
def test_event_codes_are_unique_and_their_series_are_listed(
    catalogue: Catalogue, name: BoardName
) -> None:
    board = catalogue.boards[name]
    codes = [event.code for event in board.events]
    assert len(codes) == len(set(codes))
    assert {e.series for e in board.events} == {s.code for s in board.series}
    for event in board.events:
        inside = [market.code for market in event.markets]
        assert len(inside) == len(set(inside))


def test_both_boards_are_found_by_the_same_words(catalogue: Catalogue) -> None:
    for word in ("rate", "bitcoin", "Fed "):
        for name in BOARDS:
            found = [
                market
                for event, market in catalogue.boards[name].markets()
                if word.lower() in f"{event.title} {market.question}".lower()
            ]
            assert len(found) >= 5, (word, name)


def test_books_are_on_the_ladder_best_first_and_never_crossed(
    catalogue: Catalogue,
) -> None:
    for name, market in listed(catalogue):
        bids = [level.price for level in market.bids]
        asks = [level.price for level in market.asks]
        assert bids == sorted(set(bids), reverse=True), (name, market.code)
        assert asks == sorted(set(asks)), (name, market.code)
        assert not bids or not asks or bids[0] < asks[0], (name, market.code)
        assert all(price in market.ladder for price in bids + asks)


def test_sizes_are_positive_and_on_the_grid_of_the_board(
    catalogue: Catalogue,
) -> None:
    for name, market in listed(catalogue):
        quantum = Decimal(1).scaleb(-2 if name == "north" else -6)
        sizes = [level.size for level in (*market.bids, *market.asks)]
        sizes += [trade.size for trade in market.trades]
        assert all(size > 0 and size % quantum == 0 for size in sizes), market.code


def test_some_sizes_use_every_decimal_place(catalogue: Catalogue) -> None:
    for name, places in (("north", 2), ("south", 6)):
        finest = {
            level.size % Decimal(10).scaleb(-places) != 0
            for board, market in listed(catalogue)
            if board == name
            for level in market.bids
        }
        assert True in finest


def test_only_markets_that_trade_or_are_halted_have_a_book(
    catalogue: Catalogue,
) -> None:
    with_book = {m.status for _, m in listed(catalogue) if m.bids or m.asks}
    assert with_book == {MarketStatus.OPEN, MarketStatus.HALTED}


def test_every_status_occurs(catalogue: Catalogue) -> None:
    known = set(MarketStatus) - {MarketStatus.UNKNOWN}
    assert {market.status for _, market in listed(catalogue)} == known


def test_open_markets_include_empty_and_one_sided_books(catalogue: Catalogue) -> None:
    for name in BOARDS:
        shapes = {
            (bool(m.bids), bool(m.asks))
            for board, m in listed(catalogue)
            if board == name and m.status is MarketStatus.OPEN
        }
        assert shapes == {(True, True), (True, False), (False, True), (False, False)}


def test_every_ladder_of_the_venues_is_listed(catalogue: Catalogue) -> None:
    steps = {
        name: {
            tuple(str(band.step) for band in market.ladder.bands)
            for board, market in listed(catalogue)
            if board == name
        }
        for name in BOARDS
    }
    assert steps["south"] == {("0.01",), ("0.001",), ("0.0025",), ("0.005",)}
    assert {("0.01",), ("0.001",), ("0.001", "0.01", "0.001")} < steps["north"]
    assert ("0.005", "0.01", "0.005") in steps["north"]
    assert ("0.001", "0.005", "0.001") in steps["north"]


def test_outcomes_of_some_southern_markets_are_not_yes_and_no(
    catalogue: Catalogue,
) -> None:
    labels = {market.labels for name, market in listed(catalogue) if name == "south"}
    assert {("Up", "Down"), ("Gulls", "Rams")} < labels


def test_a_result_is_known_exactly_when_determined(catalogue: Catalogue) -> None:
    over = {MarketStatus.DETERMINED, MarketStatus.SETTLED}
    for _, market in listed(catalogue):
        assert (market.payout is not None) == (market.status in over), market.code


def test_an_exclusive_event_with_several_outcomes_has_one_winner_at_most(
    catalogue: Catalogue,
) -> None:
    for name in BOARDS:
        exclusive = [e for e in catalogue.boards[name].events if e.exclusive]
        assert any(len(event.markets) >= 4 for event in exclusive)
        for event in exclusive:
            assert sum(market.payout or 0 for market in event.markets) <= 1


def test_times_are_ordered_and_agree_with_the_status(catalogue: Catalogue) -> None:
    for _, market in listed(catalogue):
        assert market.opens_at < market.closes_at < market.settles_at
        assert (market.opens_at > catalogue.now) == (
            market.status is MarketStatus.PENDING
        ), market.code
        trading = {MarketStatus.PENDING, MarketStatus.OPEN, MarketStatus.HALTED}
        assert (market.closes_at > catalogue.now) == (market.status in trading)
        if market.status is MarketStatus.SETTLED:
            assert market.settles_at <= catalogue.now


def test_trades_happened_while_the_market_was_open_oldest_first(
    catalogue: Catalogue,
) -> None:
    for _, market in listed(catalogue):
        times = [trade.at for trade in market.trades]
        assert times == sorted(times)
        assert all(
            market.opens_at <= at <= min(market.closes_at, catalogue.now)
            for at in times
        )
        assert all(trade.price in market.ladder for trade in market.trades)
        assert market.volume == sum(trade.size for trade in market.trades)


def test_trade_numbers_are_unique_on_a_board(catalogue: Catalogue) -> None:
    for name in BOARDS:
        numbers = [
            trade.number
            for _, market in catalogue.boards[name].markets()
            for trade in market.trades
        ]
        assert len(numbers) == len(set(numbers))


def test_times_follow_the_clock_when_no_instant_is_given() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= synthetic().now <= datetime.now(UTC)
