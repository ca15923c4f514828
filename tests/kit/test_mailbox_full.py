"""A consumer that hardly reads costs the reader nothing, and memory only so much."""

from __future__ import annotations

from decimal import Decimal
from time import monotonic

from predcore import (
    BookUpdate,
    Disconnected,
    Gap,
    Instrument,
    Lagged,
    MarketRef,
    MarketStatus,
    Resynced,
    StatusUpdate,
)
from predcore.kit import LocalBook, Mailbox, Scale

RAIN = Instrument("acme", "rain", "yes")
NEWS = StatusUpdate(MarketRef("acme", "rain"), MarketStatus.OPEN)


def book(name: str = "rain") -> LocalBook:
    made = LocalBook(Instrument("acme", name, "yes"), Scale(4), Scale(2))
    made.replace({4700: 100}, {}, monotonic())
    return made


async def test_losing_much_of_a_full_mailbox_takes_no_longer_than_losing_little() -> (
    None
):
    """It takes minutes if every loss looks through all that waits."""
    mailbox = Mailbox(20_000)
    for _ in range(120_000):
        mailbox.put(NEWS)
    assert await anext(mailbox) == Lagged(100_000)
    mailbox.close()
    assert len([update async for update in mailbox]) == 20_000


async def test_what_is_lost_makes_room_and_leaves_none_behind() -> None:
    mailbox, known = Mailbox(100), [book(str(number)) for number in range(50)]
    everything = tuple(one.instrument for one in known)
    for _ in range(1000):
        for one in known:
            mailbox.put(BookUpdate(one))
        mailbox.put(NEWS)
        mailbox.put(Gap(everything))
        mailbox.put(Resynced(everything))
        mailbox.put(Disconnected("lost", 0.0, everything))
    assert len(mailbox._items) < 500


async def test_a_book_from_before_a_gap_is_read_after_the_news_that_it_is_right() -> (
    None
):
    mailbox, rain = Mailbox(), book()
    mailbox.put(BookUpdate(rain))
    mailbox.put(Gap((RAIN,)))
    rain.replace({4800: 100}, {}, monotonic())
    mailbox.put(Resynced((RAIN,)))
    mailbox.put(BookUpdate(rain))
    mailbox.close()
    told = [update async for update in mailbox]
    assert [type(update) for update in told] == [Gap, Resynced, BookUpdate]
    assert rain.bid is not None
    assert rain.bid.price == Decimal("0.48")


async def test_what_is_read_between_losses_comes_in_its_order() -> None:
    mailbox = Mailbox(4)
    seen: list[object] = []
    for number in range(40):
        mailbox.put(Gap((RAIN,), number, number))
        mailbox.put(StatusUpdate(MarketRef("acme", str(number)), MarketStatus.OPEN))
        if number % 3 == 0:
            seen.append(await anext(mailbox))
            seen.append(await anext(mailbox))
    mailbox.close()
    seen += [update async for update in mailbox]
    lost = sum(one.dropped for one in seen if isinstance(one, Lagged))
    kept = [one for one in seen if not isinstance(one, Lagged)]
    assert lost + len(kept) == 80
    gaps = [one.expected or 0 for one in kept if isinstance(one, Gap)]
    assert gaps == sorted(gaps)
