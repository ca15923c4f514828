"""One iterator over instruments of any venues; no venue's trouble is another's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from typing import TypeVar

import anyio
import pytest

from core.pits import PitVenue, PublicPit
from core.venues import Exchange
from predcore import (
    AdapterBroken,
    AdapterNotFound,
    AuthenticationFailed,
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Ended,
    Gap,
    Hub,
    HubWatch,
    Instrument,
    InvalidId,
    InvalidRequest,
    Lagged,
    MarketRef,
    NotFound,
    QuoteUpdate,
    StreamError,
    TransportError,
    Unsupported,
    Update,
    Watch,
)

U = TypeVar("U")
AR, AS = (Instrument("acme", name, "yes") for name in ("RAIN", "SNOW"))
OR = Instrument("other", "rain", "yes")


@pytest.fixture
def acme() -> PitVenue:
    return PitVenue("acme", "RAIN", "SNOW", "HAIL")


@pytest.fixture
def other() -> PitVenue:
    return PitVenue("other", "rain")


@pytest.fixture
def hub(acme: PitVenue, other: PitVenue) -> Hub:
    venues = {"acme": acme, "other": other, "mute": Exchange("mute", "A")}
    return Hub(venues, {"shut": TransportError("cannot connect")}, timeout=5.0)


async def heard(
    updates: AsyncIterator[Update],
    kind: type[U],
    wanted: Callable[[U], bool] = lambda _: True,
) -> U:
    with anyio.fail_after(10):
        async for update in updates:
            if isinstance(update, kind) and wanted(update):
                return update
    raise AssertionError("the stream ended")


async def books(updates: HubWatch, *wanted: Instrument) -> None:
    """Wait until each of these has been told live."""
    left = set(wanted)
    while left:
        left.discard((await heard(updates, BookUpdate)).book.instrument)


async def test_books_of_several_venues_come_out_of_one_iterator(
    hub: Hub, acme: PitVenue, other: PitVenue
) -> None:
    async with hub.watch("acme:RAIN:yes", AS, "other:rain:yes") as updates:
        await books(updates, AR, AS, OR)
        assert set(updates.books) == {AR, AS, OR}
        assert updates.state("other:rain:yes") is DataState.LIVE
        assert not updates.errors
        for pit, name, bid in ((acme.pit, "SNOW", 44), (other.pit, "rain", 45)):
            pit.change(name, bid)
            book = (await heard(updates, BookUpdate)).book
            assert book.bid is not None
            assert book.bid.price == Decimal(bid) / 100
    assert acme.pit.sockets == other.pit.sockets == []


@pytest.mark.parametrize("market", ["acme:RAIN", MarketRef("acme", "RAIN")])
async def test_a_market_alone_is_all_of_its_outcomes(
    hub: Hub, market: str | MarketRef
) -> None:
    async with hub.watch(market) as updates:
        no = Instrument("acme", "RAIN", "no")
        await books(updates, AR, no)
        await updates.remove(market)
        assert not updates.books


@pytest.mark.parametrize("again", ["acme:RAIN", MarketRef("acme", "RAIN")])
async def test_what_was_refused_of_a_market_is_asked_for_when_it_is_added_again(
    hub: Hub, acme: PitVenue, again: str | MarketRef
) -> None:
    no = Instrument("acme", "RAIN", "no")
    acme.closed.add(no)
    async with hub.watch(again) as updates:
        await books(updates, AR)
        await updates.add(again)
        assert isinstance(updates.errors[again], NotFound)
        assert set(updates.books) == {AR}
        acme.closed.clear()
        await updates.add(again)
        assert not updates.errors
        await books(updates, no)
        await updates.remove(again)
        assert not updates.books


async def test_no_venue_waits_for_another(
    hub: Hub, acme: PitVenue, other: PitVenue
) -> None:
    other.slow = answer = anyio.Event()
    async with hub.watch(AR) as updates, anyio.create_task_group() as tasks:
        tasks.start_soon(updates.add, "acme:HAIL:yes", "other:rain")
        await other.called.wait()
        with anyio.fail_after(2):
            await updates.add("acme:SNOW", "not an id")
            await updates.remove(AR, "not an id")
        assert {book.market for book in updates.books} == {"HAIL", "SNOW"}
        assert not updates.errors
        answer.set()
    assert OR in updates.books


async def test_an_instrument_is_followed_for_as_long_as_an_id_stands_for_it(
    hub: Hub,
) -> None:
    async with hub.watch("acme:RAIN", "acme:RAIN:yes") as updates:
        await books(updates, AR)
        await updates.remove("acme:RAIN")
        assert set(updates.books) == {AR}
        await updates.remove(AR)
        assert set(updates.books) == {AR}
        await updates.remove("acme:RAIN:yes")
        assert not updates.books


async def test_venues_are_opened_and_left_while_it_runs(
    hub: Hub, acme: PitVenue, other: PitVenue
) -> None:
    async with hub.watch() as updates:
        assert acme.pit.dialled == other.pit.dialled == 0
        await updates.add(OR)
        await books(updates, OR)
        await updates.add(AR, AS)
        await books(updates, AR, AS)
        book = updates.books[OR]
        await updates.remove(OR)
        await other.pit.left(0)
        assert book.state is DataState.STALE
        await updates.add(OR)
        await books(updates, OR)
        assert other.pit.dialled == 2
        assert acme.pit.dialled == 1


async def test_what_cannot_be_followed_is_said_and_the_rest_goes_on(hub: Hub) -> None:
    wrong = {
        "mute:A:yes": Unsupported,
        "shut:A:yes": TransportError,
        "nobody:A:yes": AdapterNotFound,
        "acme:RAIN:maybe": InvalidId,
        "acme:FOG": NotFound,
        "not an id": InvalidId,
    }
    async with hub.watch("acme:RAIN:yes", *wrong, "acme:SNOW:yes") as updates:
        found = {key: type(error) for key, error in updates.errors.items()}
        assert found == wrong
        told: list[Ended] = []
        left = {AR, AS}
        while left or len(told) < 4:
            update = await anext(updates)
            if isinstance(update, Ended):
                told.append(update)
            elif isinstance(update, BookUpdate):
                left.discard(update.book.instrument)
        assert {one.venue for one in told} == {"mute", "shut", "nobody", "acme"}
        await updates.add("acme:RAIN:sometimes", "acme:HAIL:yes")
        assert isinstance(updates.errors["acme:RAIN:sometimes"], InvalidId)
        await books(updates, Instrument("acme", "HAIL", "yes"))


async def test_a_venue_that_gives_up_takes_nobody_with_it(
    hub: Hub, acme: PitVenue, other: PitVenue
) -> None:
    async with hub.watch(AR, AS, OR) as updates:
        await books(updates, AR, AS, OR)
        book = updates.books[AR]
        acme.pit.sockets[0].say(StreamError("no more"))
        ended = await heard(updates, Ended)
        assert (ended.venue, set(ended.instruments)) == ("acme", {AR, AS})
        assert isinstance(updates.errors[AR], StreamError)
        assert book.state is DataState.STALE
        assert set(updates.books) == {OR}
        other.pit.change("rain", 44)
        await books(updates, OR)
        await updates.add(AR)
        await books(updates, AR)
        assert AR not in updates.errors


async def test_a_connection_that_breaks_concerns_its_own_books(
    hub: Hub, acme: PitVenue, other: PitVenue
) -> None:
    async with hub.watch(AR, OR) as updates:
        await books(updates, AR, OR)
        acme.pit.cut(acme.pit.sockets[0])
        assert (await heard(updates, Disconnected)).instruments == (AR,)
        assert (await heard(updates, Connected)).instruments == (AR,)
        await books(updates, AR)


async def test_a_slow_reader_loses_nothing_but_what_is_announced(
    hub: Hub, acme: PitVenue
) -> None:
    async with hub.watch(AR, capacity=2) as updates:
        await books(updates, AR)
        for number in range(5):
            acme.pit.change("RAIN", 41 + number)
            acme.pit.cut(acme.pit.sockets[0])
            await anyio.wait_all_tasks_blocked()
        assert isinstance(await anext(updates), Lagged)
        book = (await heard(updates, BookUpdate)).book
        assert book.bid is not None
        assert book.bid.price == Decimal("0.45")


async def test_depth_is_asked_of_every_venue(hub: Hub, acme: PitVenue) -> None:
    async with hub.watch(AR, OR, depth=0) as updates:
        told = {(await heard(updates, QuoteUpdate)).quote.instrument for _ in range(2)}
        assert told == {AR, OR}
    with pytest.raises(InvalidRequest, match="0 or more"):
        hub.watch(AR, depth=-1)


class Broken(PitVenue):
    """A stranger's venue, with a bug where it is opened."""

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        raise ZeroDivisionError


class Hanging(PitVenue):
    """A stranger's venue that never gets ready."""

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        return _Never()


class _Never:
    async def __aenter__(self) -> Watch:
        await anyio.sleep_forever()
        raise AssertionError

    async def __aexit__(self, *exc: object) -> None:
        pass


async def test_a_bug_in_an_adapter_is_that_venues_error(acme: PitVenue) -> None:
    hub = Hub(
        {"acme": acme, "bad": Broken("bad"), "slow": Hanging("slow")}, timeout=0.1
    )
    async with hub.watch("bad:A:yes", "slow:A:yes", AR) as updates:
        assert isinstance(updates.errors["bad:A:yes"], AdapterBroken)
        assert isinstance(updates.errors["slow:A:yes"], TransportError)
        await books(updates, AR)


async def test_what_the_block_raises_comes_out_as_itself(hub: Hub) -> None:
    with pytest.raises(LookupError, match="mine"):
        async with hub.watch(AR):
            raise LookupError("mine")


async def test_accounts_of_several_venues_come_out_of_one_iterator(
    hub: Hub, acme: PitVenue, other: PitVenue
) -> None:
    async with hub.watch_account() as updates:
        for venue in acme, other:
            venue.account.put(Gap(()))
            await heard(updates, Gap)
        acme.account.close(AuthenticationFailed("401"))
        assert (await heard(updates, Ended)).venue == "acme"
        found = {name: type(error) for name, error in updates.errors.items()}
        assert found == {"acme": AuthenticationFailed}
        other.account.put(Connected(1))
        await heard(updates, Connected)


async def test_accounts_can_be_chosen(hub: Hub) -> None:
    async with hub.watch_account("shut", "other") as updates:
        assert (await heard(updates, Ended)).venue == "shut"
        assert set(updates.errors) == {"shut"}


async def test_a_venue_that_is_named_and_streams_no_account_says_so(hub: Hub) -> None:
    async with hub.watch_account("mute", "other") as updates:
        ended = await heard(updates, Ended)
        assert (ended.venue, ended.instruments) == ("mute", ())
        assert str(updates.errors["mute"]) == "mute has no account streaming"


async def test_without_a_venue_that_streams_accounts_nothing_is_waited_for() -> None:
    hub = Hub({"mute": PublicPit("mute", "A")})
    with pytest.raises(Unsupported, match=r"account streaming; open: mute"):
        hub.watch_account()


async def test_a_venue_without_accounts_is_watched() -> None:
    async with Hub({"acme": PublicPit("acme", "RAIN")}).watch(AR) as updates:
        await books(updates, AR)


async def test_whoever_still_reads_when_the_block_ends_is_let_go(hub: Hub) -> None:
    async with hub.watch(AR) as updates:
        await books(updates, AR)
    with anyio.fail_after(10):
        assert [update async for update in updates] == []
