"""The embedded catalogue keeps the promises that demos and tests are built on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from predcore import MarketStatus
from predcore.sim import (
    CLAIM_ARBITRAGE,
    CLAIM_ARBITRAGE_BITCOIN,
    CLAIM_ARBITRAGE_TEAMS,
    CLAIM_FEES_KILL,
    CLAIM_HALTED,
    CLAIM_INVERTED,
    CLAIM_NO_EDGE,
    CLAIM_TOO_SMALL,
    PROFITABLE_CLAIMS,
    BoardName,
    Catalogue,
    SimMarket,
    synthetic,
)

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
BOARDS: tuple[BoardName, ...] = ("north", "south")
EDGED = {*PROFITABLE_CLAIMS, CLAIM_FEES_KILL, CLAIM_TOO_SMALL}


@pytest.fixture(scope="module", params=[0, 7])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    seed: int = request.param
    return synthetic(seed, now=NOW)


def listed(catalogue: Catalogue) -> Iterator[tuple[BoardName, SimMarket]]:
    for name in BOARDS:
        for _, market in catalogue.boards[name].markets():
            yield name, market


def ask_of_claim(market: SimMarket, holds: bool) -> tuple[Decimal, Decimal] | None:
    """Best price and size at which the claim (or its opposite) can be bought."""
    if holds is not market.inverted:
        return market.asks[0] if market.asks else None
    if not market.bids:
        return None
    return 1 - market.bids[0].price, market.bids[0].size


def gross_edge(catalogue: Catalogue, claim: str) -> Decimal:
    """The most that a pair of the claim and its opposite pays over its cost."""
    sides = catalogue.claims()[claim]
    north, south = sides["north"][1], sides["south"][1]
    costs = [
        first[0] + second[0]
        for holds in (True, False)
        if (first := ask_of_claim(north, holds))
        and (second := ask_of_claim(south, not holds))
    ]
    return 1 - min(costs, default=Decimal(2))


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


def test_half_of_the_markets_are_listed_on_both_boards(catalogue: Catalogue) -> None:
    shared = len(catalogue.claims())
    for name in BOARDS:
        assert shared * 2 >= len(list(catalogue.boards[name].markets()))


def test_a_shared_claim_is_worded_differently_on_each_board(
    catalogue: Catalogue,
) -> None:
    for sides in catalogue.claims().values():
        assert sides["north"][1].question != sides["south"][1].question


def test_some_shared_claims_are_asked_the_other_way_round(
    catalogue: Catalogue,
) -> None:
    inverted = [c for c, s in catalogue.claims().items() if s["south"][1].inverted]
    assert CLAIM_INVERTED in inverted
    assert len(inverted) >= 3


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


def test_boards_agree_about_what_happened(catalogue: Catalogue) -> None:
    for claim, sides in catalogue.claims().items():
        payouts = {
            1 - market.payout if market.inverted else market.payout
            for _, market in sides.values()
            if market.payout is not None
        }
        assert len(payouts) <= 1, claim


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


def test_only_the_named_claims_have_an_edge_between_the_boards(
    catalogue: Catalogue,
) -> None:
    edged = {c for c in catalogue.claims() if gross_edge(catalogue, c) > 0}
    assert edged == EDGED


def test_the_profitable_claims_leave_more_than_any_fee_on_the_first_level(
    catalogue: Catalogue,
) -> None:
    for claim in (
        CLAIM_ARBITRAGE,
        CLAIM_ARBITRAGE_BITCOIN,
        CLAIM_ARBITRAGE_TEAMS,
        CLAIM_INVERTED,
    ):
        assert gross_edge(catalogue, claim) > Decimal("0.07") * Decimal("0.5")


def test_the_edge_that_fees_kill_is_two_cents(catalogue: Catalogue) -> None:
    assert gross_edge(catalogue, CLAIM_FEES_KILL) == Decimal("0.02")


def test_the_claim_that_is_too_small_loses_at_the_minimum_size(
    catalogue: Catalogue,
) -> None:
    sides = catalogue.claims()[CLAIM_TOO_SMALL]
    north, south = sides["north"][1], sides["south"][1]
    best, second, *_ = south.bids
    rest = south.min_size - best.size
    assert rest > 0
    received = best.price * best.size + second.price * rest
    assert received < north.asks[0].price * south.min_size


def test_the_claim_without_an_edge_has_both_books(catalogue: Catalogue) -> None:
    assert gross_edge(catalogue, CLAIM_NO_EDGE) <= 0
    for _, market in catalogue.claims()[CLAIM_NO_EDGE].values():
        assert market.bids
        assert market.asks


def test_the_halted_claim_trades_on_one_board_only(catalogue: Catalogue) -> None:
    sides = catalogue.claims()[CLAIM_HALTED]
    assert sides["north"][1].status is MarketStatus.OPEN
    assert sides["south"][1].status is MarketStatus.HALTED


def test_times_follow_the_clock_when_no_instant_is_given() -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    assert before <= synthetic().now <= datetime.now(UTC)
