"""The mailbox never blocks, never loses silently, and never hands over a wrong book."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from time import monotonic

import anyio
import pytest

from predcore import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Gap,
    Instrument,
    InvalidRequest,
    Lagged,
    QuoteUpdate,
    Resynced,
    Stalled,
    StreamError,
    Trade,
    TradeUpdate,
    Update,
)
from predcore.kit import LocalBook, Mailbox, Scale

RAIN = Instrument("acme", "rain", "yes")
SNOW = Instrument("acme", "snow", "yes")
PRICES, SIZES = Scale(4), Scale(2)


def book(instrument: Instrument = RAIN) -> LocalBook:
    made = LocalBook(instrument, PRICES, SIZES)
    made.replace({4700: 100}, {}, monotonic())
    return made


def print_of(number: int) -> TradeUpdate:
    return TradeUpdate(
        Trade(
            instrument=RAIN,
            id=str(number),
            price=Decimal("0.5"),
            size=Decimal(1),
            at=datetime(2026, 11, 22, tzinfo=UTC),
        )
    )


async def read(mailbox: Mailbox) -> list[Update]:
    mailbox.close()
    return [update async for update in mailbox]


async def test_a_waiting_book_is_not_queued_again() -> None:
    mailbox, rain = Mailbox(), book()
    for _ in range(3):
        mailbox.put(BookUpdate(rain))
    assert await read(mailbox) == [BookUpdate(rain)]


async def test_a_book_that_was_read_is_queued_again() -> None:
    mailbox, rain = Mailbox(), book()
    mailbox.put(BookUpdate(rain))
    assert await anext(mailbox) == BookUpdate(rain)
    mailbox.put(BookUpdate(rain))
    assert await anext(mailbox) == BookUpdate(rain)


async def test_prints_are_kept_in_order() -> None:
    mailbox, prints = Mailbox(), [print_of(n) for n in range(5)]
    for each in prints:
        mailbox.put(each)
    assert await read(mailbox) == prints


async def test_a_loss_is_announced_before_what_is_left() -> None:
    mailbox = Mailbox(capacity=2)
    for number in range(5):
        mailbox.put(print_of(number))
    assert await read(mailbox) == [Lagged(3), print_of(3), print_of(4)]


async def test_books_are_not_lost_to_prints() -> None:
    mailbox, rain, snow = Mailbox(capacity=1), book(), book(SNOW)
    for update in (BookUpdate(rain), print_of(0), BookUpdate(snow), print_of(1)):
        mailbox.put(update)
    assert await read(mailbox) == [
        Lagged(1),
        BookUpdate(rain),
        BookUpdate(snow),
        print_of(1),
    ]


async def test_prints_are_lost_before_news_of_a_gap() -> None:
    mailbox, gap = Mailbox(capacity=2), Gap((RAIN,))
    for update in (gap, print_of(0), print_of(1)):
        mailbox.put(update)
    assert await read(mailbox) == [Lagged(1), gap, print_of(1)]


async def test_news_alone_are_bounded_too() -> None:
    mailbox = Mailbox(capacity=2)
    for attempt in range(5):
        mailbox.put(Connected(attempt))
    assert await read(mailbox) == [Lagged(3), Connected(3), Connected(4)]


@pytest.mark.parametrize("state", [DataState.REBUILDING, DataState.STALE])
async def test_a_book_that_went_bad_while_it_waited_is_left_out(
    state: DataState,
) -> None:
    mailbox, rain, gap = Mailbox(), book(), Gap((RAIN,))
    mailbox.put(BookUpdate(rain))
    rain.withhold(state)
    mailbox.put(gap)
    assert await read(mailbox) == [gap]


async def test_a_rebuilt_book_comes_after_the_news_of_it() -> None:
    mailbox, rain, snow = Mailbox(), book(), book(SNOW)
    gap, resynced = Gap((RAIN,)), Resynced((RAIN,))
    mailbox.put(BookUpdate(rain))
    mailbox.put(BookUpdate(snow))
    rain.withhold()
    mailbox.put(gap)
    rain.replace({1: 1}, {}, monotonic())
    mailbox.put(resynced)
    mailbox.put(BookUpdate(rain))
    mailbox.put(BookUpdate(snow))
    updates = await read(mailbox)
    assert updates[-3:] == [gap, resynced, BookUpdate(rain)]
    assert updates.count(BookUpdate(snow)) == 1


async def test_a_lost_connection_leaves_no_stale_books_behind() -> None:
    mailbox, rain = Mailbox(), book()
    lost = Disconnected("gone", 1.0)
    for _ in range(3):
        rain.replace({1: 1}, {}, monotonic())
        mailbox.put(BookUpdate(rain))
        rain.withhold(DataState.STALE)
        mailbox.put(lost)
    assert await read(mailbox) == [lost, lost, lost]


async def test_a_lost_connection_is_about_its_own_books() -> None:
    mailbox, rain, snow = Mailbox(), book(), book(SNOW)
    lost = Disconnected("gone", 1.0, (RAIN,))
    for each in rain, snow:
        mailbox.put(BookUpdate(each))
    rain.withhold(DataState.STALE)
    mailbox.put(lost)
    rain.replace({1: 1}, {}, monotonic())
    mailbox.put(BookUpdate(rain))
    mailbox.put(BookUpdate(snow))
    assert await read(mailbox) == [BookUpdate(snow), lost, BookUpdate(rain)]


async def test_what_is_not_followed_any_more_is_not_handed_over() -> None:
    mailbox, rain, snow = Mailbox(), book(), book(SNOW)
    for update in BookUpdate(rain), BookUpdate(snow), QuoteUpdate(rain.quote()):
        mailbox.put(update)
    mailbox.forget([RAIN])
    assert await read(mailbox) == [BookUpdate(snow)]


async def test_a_quote_that_waits_gives_way_to_the_next() -> None:
    mailbox, rain = Mailbox(), book()
    first = rain.quote()
    rain.bids.put(4800, 100)
    for quote in first, rain.quote():
        mailbox.put(QuoteUpdate(quote))
    mailbox.put(QuoteUpdate(book(SNOW).quote()))
    told = [u.quote for u in await read(mailbox) if isinstance(u, QuoteUpdate)]
    assert [(q.instrument, q.bid) for q in told] == [
        (RAIN, Decimal("0.48")),
        (SNOW, Decimal("0.47")),
    ]


async def test_a_quote_from_before_a_gap_is_not_handed_over() -> None:
    mailbox, rain, gap = Mailbox(), book(), Gap((RAIN,))
    mailbox.put(QuoteUpdate(rain.quote()))
    mailbox.put(gap)
    assert await read(mailbox) == [gap]


async def test_quotes_are_made_of_books_when_they_are_read() -> None:
    mailbox, rain = Mailbox(quotes=True), book()
    mailbox.put(BookUpdate(rain))
    rain.bids.put(4800, 100)
    (update,) = await read(mailbox)
    assert isinstance(update, QuoteUpdate)
    assert update.quote.bid == Decimal("0.48")


async def test_losses_told_by_somebody_else_are_added_up() -> None:
    mailbox = Mailbox(capacity=1)
    for update in Lagged(2), print_of(1), Lagged(3), print_of(2):
        mailbox.put(update)
    assert await read(mailbox) == [Lagged(6), print_of(2)]


async def test_what_waits_can_be_handed_to_somebody_else() -> None:
    mailbox, rain, told = Mailbox(capacity=1), book(), list[Update]()
    for update in BookUpdate(rain), print_of(1), print_of(2):
        mailbox.put(update)
    mailbox.drain(told.append)
    assert told == [Lagged(1), BookUpdate(rain), print_of(2)]
    mailbox.put(BookUpdate(rain))
    assert await read(mailbox) == [BookUpdate(rain)]


async def test_what_waits_is_read_before_the_error_that_ended_it() -> None:
    mailbox = Mailbox()
    mailbox.put(Stalled((RAIN,), 5.0))
    mailbox.close(StreamError("refused"))
    assert await anext(mailbox) == Stalled((RAIN,), 5.0)
    for _ in range(2):
        with pytest.raises(StreamError, match="refused"):
            await anext(mailbox)


async def test_a_waiting_reader_wakes_once_for_all_that_came() -> None:
    mailbox, batches = Mailbox(), list[int]()

    async def consume() -> None:
        pending = 0
        async for _ in mailbox:
            pending += 1
            if pending == 3:
                batches.append(pending)
                return

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(consume)
        await anyio.wait_all_tasks_blocked()
        for number in range(3):
            mailbox.put(print_of(number))
    assert batches == [3]


async def test_a_closed_mailbox_ends_a_waiting_reader() -> None:
    mailbox = Mailbox()
    async with anyio.create_task_group() as tasks:

        async def consume() -> None:
            assert [update async for update in mailbox] == []

        tasks.start_soon(consume)
        await anyio.wait_all_tasks_blocked()
        mailbox.close()


def test_a_mailbox_for_nothing_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="at least 1"):
        Mailbox(capacity=0)


async def test_nothing_comes_after_the_end() -> None:
    mailbox = Mailbox()
    mailbox.put(print_of(1))
    mailbox.close(StreamError("refused"))
    mailbox.put(print_of(2))
    mailbox.put(BookUpdate(book()))
    assert await anext(mailbox) == print_of(1)
    with pytest.raises(StreamError, match="refused"):
        await anext(mailbox)


async def test_nobody_who_waits_is_forgotten() -> None:
    mailbox = Mailbox()
    ended = 0

    async def consume() -> None:
        nonlocal ended
        async for _ in mailbox:
            pass
        ended += 1

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(consume)
            await anyio.wait_all_tasks_blocked()
            mailbox.close()
    assert ended == 3
