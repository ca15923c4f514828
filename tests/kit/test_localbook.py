"""A book in integer steps, against a naive one in Decimals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import (
    BookView,
    DataState,
    Instrument,
    InvalidRequest,
    Level,
    Side,
    Source,
    Taken,
)
from predcore.kit import LocalBook, Scale

YES = Instrument("acme", "rain", "yes")
NO = Instrument("acme", "rain", "no")
PRICES, SIZES = Scale(4), Scale(2)


def book(bids: dict[int, int], offers: dict[int, int]) -> LocalBook:
    made = LocalBook(YES, PRICES, SIZES)
    made.replace(bids, offers, monotonic(), venue_ms=1_790_000_000_149)
    return made


@dataclass
class Naive:
    """Two dicts of Decimals, searched and sorted on every read."""

    bids: dict[Decimal, Decimal] = field(default_factory=dict[Decimal, Decimal])
    asks: dict[Decimal, Decimal] = field(default_factory=dict[Decimal, Decimal])

    def set(self, side: str, price: Decimal, size: Decimal) -> None:
        levels = self.bids if side == "bids" else self.asks
        levels.pop(price, None)
        if size:
            levels[price] = size

    def sorted(self) -> tuple[list[Level], list[Level]]:
        bids = sorted(self.bids.items(), reverse=True)
        return [Level(*b) for b in bids], [Level(*a) for a in sorted(self.asks.items())]


changes = st.lists(
    st.tuples(
        st.sampled_from(["bids", "asks"]),
        st.integers(1, 9_999),
        st.integers(0, 3) | st.integers(0, 10**9),
    )
)
few_prices = st.lists(
    st.tuples(st.sampled_from(["bids", "asks"]), st.integers(1, 6), st.integers(0, 2))
)


@given(changes | few_prices)
def test_it_is_what_two_dicts_of_decimals_would_be(
    steps: list[tuple[str, int, int]],
) -> None:
    fast, naive = book({}, {}), Naive()
    for side, tick, size in steps:
        naive.set(side, Decimal(tick).scaleb(-4), Decimal(size).scaleb(-2))
        if side == "bids":
            fast.bids.put(tick, size)
        else:
            fast.offers.put(10_000 - tick, size)
        bids, asks = naive.sorted()
        assert fast.bid == (bids[0] if bids else None)
        assert fast.ask == (asks[0] if asks else None)
    bids, asks = naive.sorted()
    taken = fast.bids.bids(), fast.offers.offers()
    assert taken == (tuple(bids), tuple(asks))
    assert fast.bids.bids(2) == tuple(bids[:2])


@given(changes)
def test_the_other_outcome_is_the_same_book_turned_round(
    steps: list[tuple[str, int, int]],
) -> None:
    fast = book({}, {})
    other = fast.complement(NO)
    for side, tick, size in steps:
        (fast.bids if side == "bids" else fast.offers).put(tick, size)
    assert other.instrument == NO
    flipped = [Level(1 - price, size) for price, size in fast.bids.bids()]
    assert other.offers.offers() == tuple(flipped)
    assert (other.ask is None) == (fast.bid is None)
    if fast.bid and other.ask:
        assert other.ask == (1 - fast.bid.price, fast.bid.size)


def naive_take(levels: Sequence[Level], count: Decimal) -> Taken | None:
    if sum((level.size for level in levels), Decimal(0)) < count:
        return None
    total, left, worst = Decimal(0), count, Decimal(0)
    for price, size in levels:
        if left:
            part = min(size, left)
            total, left, worst = total + part * price, left - part, price
    return Taken(total, worst, total / count)


@given(changes | few_prices, st.decimals("0.0001", 50, places=4))
def test_what_taking_comes_to_is_what_a_walk_over_copies_finds(
    steps: list[tuple[str, int, int]], count: Decimal
) -> None:
    fast = book({}, {})
    for side, tick, size in steps:
        (fast.bids if side == "bids" else fast.offers).put(tick, size)
    snapshot = fast.snapshot()
    assert fast.price_for(count) == naive_take(snapshot.asks, count)
    assert fast.price_for(count, Side.SELL) == naive_take(snapshot.bids, count)
    cost = naive_take(snapshot.asks, count)
    assert fast.cost_to_buy(count) == (cost and cost.total)
    brings = naive_take(snapshot.bids, count)
    assert fast.proceeds_of_selling(count) == (brings and brings.total)


@given(changes | few_prices, st.integers(0, 4))
def test_the_top_differs_when_the_best_levels_do(
    steps: list[tuple[str, int, int]], depth: int
) -> None:
    fast = book({5000: 1}, {4000: 1})
    levels = max(depth, 1)
    for side, tick, size in steps:
        before, was = fast.snapshot(levels), fast.top(depth)
        (fast.bids if side == "bids" else fast.offers).put(tick, size)
        after = fast.snapshot(levels)
        same = (before.bids, before.asks) == (after.bids, after.asks)
        assert (fast.top(depth) == was) is same


def test_a_rebuilt_book_has_another_top() -> None:
    made = book({4700: 300}, {4800: 200})
    tops = made.top(1), made.top(3)
    made.replace({4700: 300}, {4800: 200}, monotonic())
    assert made.top(1) != tops[0]
    assert made.top(3) != tops[1]


@pytest.mark.parametrize("count", [Decimal(0), Decimal(-1)])
def test_nothing_cannot_be_taken(count: Decimal) -> None:
    with pytest.raises(InvalidRequest, match="above 0"):
        book({4700: 300}, {}).cost_to_buy(count)


def test_levels_are_read_one_by_one_without_a_copy() -> None:
    made = book({4700: 300, 4600: 100}, {4800: 200})
    assert next(made.bid_levels()) == Level(Decimal("0.47"), Decimal(3))
    assert [level.price for level in made.bid_levels()] == [
        Decimal("0.47"),
        Decimal("0.46"),
    ]
    assert list(made.ask_levels()) == [Level(Decimal("0.52"), Decimal(2))]


def test_a_quote_is_the_top_with_its_times_and_state() -> None:
    made = book({4700: 300, 4600: 100}, {4800: 200})
    quote = made.quote()
    assert (quote.bid, quote.bid_size) == (Decimal("0.47"), Decimal(3))
    assert (quote.ask, quote.ask_size) == (Decimal("0.52"), Decimal(2))
    assert (quote.source, quote.state) == (Source.STREAM, DataState.LIVE)
    assert quote.venue_time == made.venue_time
    assert made.age(datetime.now(UTC)) < timedelta(minutes=1)


def test_a_withheld_book_has_no_levels_and_nothing_to_take() -> None:
    made = book({4700: 300}, {4800: 200})
    made.withhold(DataState.STALE)
    assert list(made.bid_levels()) == list(made.ask_levels()) == []
    assert made.cost_to_buy(Decimal(1)) is made.proceeds_of_selling(Decimal(1)) is None
    quote = made.quote()
    assert (quote.bid, quote.ask, quote.state) == (None, None, DataState.STALE)


def test_it_is_a_book_view() -> None:
    view: BookView = book({4700: 300}, {4800: 200})
    assert view.bid == Level(Decimal("0.47"), Decimal(3))
    assert view.ask == Level(Decimal("0.52"), Decimal(2))
    assert view.venue_time == datetime(2026, 9, 21, 14, 13, 20, 149000, UTC)


def test_a_new_book_is_not_to_be_believed() -> None:
    made = LocalBook(YES, PRICES, SIZES)
    assert made.state is DataState.REBUILDING
    assert (made.bid, made.ask, made.venue_time) == (None, None, None)


def test_a_withheld_book_gives_no_price_and_says_so() -> None:
    made = book({4700: 300}, {4800: 200})
    other = made.complement(NO)
    made.withhold(DataState.STALE)
    assert made.bid is made.ask is other.bid is other.ask is None
    assert made.snapshot().state is other.state is DataState.STALE


def test_a_snapshot_is_a_copy_with_its_times() -> None:
    made = book({4700: 300, 4600: 100}, {4800: 200})
    before = made.snapshot(depth=1)
    made.bids.add(4700, -300)
    made.changed(monotonic())
    assert before.bids == (Level(Decimal("0.47"), Decimal(3)),)
    assert before.asks == (Level(Decimal("0.52"), Decimal(2)),)
    assert before.source is Source.STREAM
    assert before.venue_time is not None
    assert made.snapshot().bids == (Level(Decimal("0.46"), Decimal(1)),)
    assert made.snapshot().venue_time is None
    assert before.age(datetime.now(UTC)) < timedelta(minutes=1)


def test_a_time_beyond_the_calendar_is_none() -> None:
    made = LocalBook(YES, PRICES, SIZES)
    made.replace({1: 1}, {}, monotonic(), venue_ms=10**18)
    assert made.snapshot().venue_time is None


def test_a_snapshot_was_received_when_the_last_message_was() -> None:
    made = LocalBook(YES, PRICES, SIZES)
    made.replace({1: 1}, {}, monotonic() - 90)
    age = made.snapshot().age(datetime.now(UTC))
    assert timedelta(seconds=90) <= age < timedelta(seconds=100)


@pytest.mark.parametrize("tick", [0, -1, 10_000, 10_001])
def test_a_price_outside_of_0_to_1_is_refused(tick: int) -> None:
    made = book({}, {})
    with pytest.raises(ValueError, match="between 0 and 1"):
        made.bids.put(tick, 1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        made.replace({tick: 1}, {}, 0.0)
    assert made.state is not DataState.LIVE


def test_a_level_of_less_than_nothing_is_refused() -> None:
    made = book({4700: 300}, {})
    with pytest.raises(ValueError, match="0 or more"):
        made.bids.add(4700, -301)
    with pytest.raises(ValueError, match="0 or more"):
        made.replace({4700: -1}, {}, 0.0)


@given(st.integers(0, 10**12))
def test_text_goes_through_steps_and_back_exactly(steps: int) -> None:
    value = Decimal(steps).scaleb(-2)
    assert SIZES.decimals[SIZES.steps[str(value)]] == value


@pytest.mark.parametrize("text", ["0.47001", "", "NaN", "Infinity", "1e-9", "x" * 99])
def test_what_is_no_whole_step_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        PRICES.steps[text]


def test_a_top_is_another_one_once_the_book_was_withheld_meanwhile() -> None:
    scale = Scale(2)
    book = LocalBook(Instrument("acme", "rain", "yes"), scale, scale)
    book.replace({40: 1}, {}, 0.0)
    for depth in (1, 2):
        before = book.top(depth)
        assert book.top(depth) == before
        book.withhold()
        book.restore()
        assert book.top(depth) != before
