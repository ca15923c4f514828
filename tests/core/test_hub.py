"""The hub: routed by id, venues at the same time, failing one by one."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Iterator,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from decimal import Decimal

import anyio
import pytest

import predcore
from core.venues import NOW, Catalogue, Exchange, failing, market
from predcore import (
    AdapterBroken,
    AdapterNotFound,
    BadResponse,
    Hub,
    Instrument,
    InvalidId,
    Market,
    MarketRef,
    MarketStatus,
    NotFound,
    TransportError,
    Unsupported,
    Venue,
    default_registry,
)
from predcore.plugins import Adapter, Settings, hookimpl

DOWN = failing(TransportError("cannot connect"))


@pytest.fixture
def acme() -> Exchange:
    return Exchange("acme", "RAIN", "SNOW", "HAIL")


@pytest.fixture
def other() -> Exchange:
    return Exchange("other", "rain")


@pytest.fixture
def hub(acme: Exchange, other: Exchange) -> Hub:
    return Hub({"acme": acme, "other": other})


async def test_every_id_is_answered_in_the_order_asked(hub: Hub) -> None:
    asked = ["acme:SNOW:yes", "other:rain:no", "acme:RAIN:yes"]
    found = await hub.quotes(asked)
    assert list(found) == asked
    assert [quote.instrument for quote in found.values()] == [
        Instrument.parse(text) for text in asked
    ]


async def test_a_venue_is_asked_once_for_all_its_ids(
    hub: Hub, acme: Exchange, other: Exchange
) -> None:
    await hub.orderbooks(["acme:SNOW:yes", "other:rain:no", "acme:RAIN:yes"])
    assert acme.asked == [("acme:SNOW:yes", "acme:RAIN:yes")]
    assert other.asked == [("other:rain:no",)]


async def test_venues_are_asked_at_the_same_time() -> None:
    meeting = anyio.Event()

    async def arrive() -> None:
        meeting.set()

    async def wait() -> None:
        with anyio.fail_after(5):
            await meeting.wait()

    hub = Hub(
        {
            "first": Exchange("first", "A", hurdle=wait),
            "second": Exchange("second", "B", hurdle=arrive),
        }
    )
    found = await hub.quotes(["first:A:yes", "second:B:yes"])
    assert not found.errors


async def test_an_id_asked_twice_is_asked_once_and_answered(
    hub: Hub, acme: Exchange
) -> None:
    found = await hub.quotes(["acme:RAIN:yes", "acme:RAIN:yes"])
    assert list(found) == ["acme:RAIN:yes"]
    assert acme.asked == [("acme:RAIN:yes",)]


async def test_parsed_ids_are_answered_under_the_ids_given(hub: Hub) -> None:
    instrument = Instrument("acme", "RAIN", "yes")
    assert (await hub.quotes([instrument]))[instrument].bid == Decimal("0.49")
    ref = MarketRef("acme", "RAIN")
    assert (await hub.lookup([ref]))[ref].id == "RAIN"


async def test_a_venue_that_is_down_costs_only_its_own_ids(other: Exchange) -> None:
    hub = Hub({"acme": Exchange("acme", "RAIN", hurdle=DOWN), "other": other})
    found = await hub.quotes(["acme:RAIN:yes", "acme:SNOW:yes", "other:rain:yes"])
    assert list(found) == ["other:rain:yes"]
    assert set(found.errors) == {"acme:RAIN:yes", "acme:SNOW:yes"}
    with pytest.raises(TransportError, match="cannot connect"):
        found["acme:RAIN:yes"]


async def test_a_bug_in_one_adapter_costs_only_its_own_ids(other: Exchange) -> None:
    buggy = Exchange("acme", "RAIN", hurdle=failing(KeyError("price")))
    hub = Hub({"acme": buggy, "other": other})
    found = await hub.quotes(["acme:RAIN:yes", "other:rain:yes"])
    assert list(found) == ["other:rain:yes"]
    error = found.errors["acme:RAIN:yes"]
    assert isinstance(error, AdapterBroken)
    assert isinstance(error.__cause__, KeyError)
    assert "acme" in str(error)


async def test_a_slow_venue_is_left_behind_at_the_timeout(other: Exchange) -> None:
    slow = Exchange("acme", "RAIN", hurdle=anyio.sleep_forever)
    hub = Hub({"acme": slow, "other": other}, timeout=0.05)
    found = await hub.quotes(["acme:RAIN:yes", "other:rain:yes"])
    assert list(found) == ["other:rain:yes"]
    with pytest.raises(TransportError, match=r"within 0\.05 s"):
        found["acme:RAIN:yes"]


async def test_a_malformed_id_is_its_own_error(hub: Hub) -> None:
    found = await hub.quotes(["acme:RAIN:yes", "rain", "acme:RAIN", "acme:R\n:yes"])
    assert list(found) == ["acme:RAIN:yes"]
    assert all(isinstance(error, InvalidId) for error in found.errors.values())
    assert list(found.errors) == ["rain", "acme:RAIN", "acme:R\n:yes"]


async def test_an_unknown_id_is_its_own_error(hub: Hub) -> None:
    found = await hub.quotes(["acme:RAIN:yes", "acme:SUN:yes"])
    assert isinstance(found.errors["acme:SUN:yes"], NotFound)
    assert "acme:RAIN:yes" in found


async def test_an_id_of_a_venue_that_is_not_open_says_which_are(hub: Hub) -> None:
    found = await hub.quotes(["else:RAIN:yes"])
    with pytest.raises(AdapterNotFound, match="open: acme, other"):
        found["else:RAIN:yes"]


async def test_an_id_of_a_venue_that_did_not_open_says_why(acme: Exchange) -> None:
    hub = Hub({"acme": acme}, {"other": AdapterBroken("adapter 'other' is ill")})
    found = await hub.quotes(["acme:RAIN:yes", "other:rain:yes"])
    with pytest.raises(AdapterBroken, match="is ill"):
        found["other:rain:yes"]


async def test_a_venue_without_the_capability_is_unsupported(acme: Exchange) -> None:
    hub = Hub({"acme": acme, "plain": Catalogue("plain", "A")})
    found = await hub.quotes(["acme:RAIN:yes", "plain:A:yes"])
    assert list(found) == ["acme:RAIN:yes"]
    with pytest.raises(Unsupported, match="plain has no quotes"):
        found["plain:A:yes"]


async def test_single_verbs_raise_what_is_unsupported(hub: Hub) -> None:
    window = {"start": NOW - timedelta(hours=1), "end": NOW}
    with pytest.raises(Unsupported, match="no candles"):
        await hub.candles("acme:RAIN:yes", interval=timedelta(minutes=1), **window)
    with pytest.raises(Unsupported, match="no fees"):
        await hub.fees("acme:RAIN")
    with pytest.raises(Unsupported, match="no trades"):
        hub.trades("acme:RAIN")


async def test_single_verbs_are_routed_by_id(hub: Hub, other: Exchange) -> None:
    assert (await hub.market("other:rain")).venue == "other"
    assert (await hub.event("other:E-rain")).id == "E-rain"
    assert (await hub.quote("other:rain:yes")).ask == Decimal("0.51")
    book = await hub.orderbook("other:rain:yes", depth=1)
    assert (len(book.bids), len(book.asks)) == (1, 1)
    assert len(other.asked) == 4


async def test_single_verbs_raise_for_an_unknown_id(hub: Hub) -> None:
    with pytest.raises(NotFound):
        await hub.quote("acme:SUN:yes")
    with pytest.raises(InvalidId):
        await hub.market("acme")


async def test_single_verbs_end_at_the_timeout_too() -> None:
    slow = Exchange("acme", "RAIN", hurdle=anyio.sleep_forever)
    hub = Hub({"acme": slow}, timeout=0.05)
    for answer in (
        hub.market("acme:RAIN"),
        hub.event("acme:E-RAIN"),
        hub.quote("acme:RAIN:yes"),
        hub.orderbook("acme:RAIN:yes"),
    ):
        with pytest.raises(TransportError, match=r"within 0\.05 s"):
            await answer


async def test_the_depth_reaches_every_venue(hub: Hub) -> None:
    found = await hub.orderbooks(["acme:RAIN:yes", "other:rain:no"], depth=1)
    assert [len(book.bids) for book in found.values()] == [1, 1]


async def test_markets_are_gathered_venue_after_venue(hub: Hub) -> None:
    found = await hub.markets()
    assert [str(m.ref) for m in found] == [
        "acme:RAIN",
        "acme:SNOW",
        "acme:HAIL",
        "other:rain",
    ]
    assert not found.errors


async def test_a_limit_holds_for_each_venue_and_asks_for_no_page_more(
    hub: Hub, acme: Exchange
) -> None:
    found = await hub.markets(limit=2)
    assert [m.id for m in found] == ["RAIN", "SNOW", "rain"]
    assert len(acme.asked) == 1


async def test_a_limit_of_zero_asks_nothing(hub: Hub, acme: Exchange) -> None:
    assert len(await hub.markets(limit=0)) == 0
    assert acme.asked == []


async def test_only_the_venues_named_are_asked(hub: Hub, acme: Exchange) -> None:
    found = await hub.markets(venues=["other"])
    assert [m.venue for m in found] == ["other"]
    assert acme.asked == []


async def test_a_venue_missing_from_a_listing_is_an_error_beside_it(
    other: Exchange,
) -> None:
    down = Exchange("acme", "RAIN", hurdle=DOWN)
    hub = Hub(
        {"acme": down, "other": other, "plain": Catalogue("plain", "rain")},
        {"ill": AdapterBroken("ill")},
    )
    found = await hub.markets(query="rain")
    assert [m.venue for m in found] == ["other"]
    assert {name: type(error) for name, error in found.errors.items()} == {
        "acme": TransportError,
        "plain": Unsupported,
        "ill": AdapterBroken,
    }


async def test_a_venue_failing_on_its_second_page_gives_no_half_listing() -> None:
    class Tearing(Catalogue):
        async def answer(self, *asked: str) -> None:
            if asked != ("",):
                raise BadResponse("torn")

    hub = Hub({"acme": Tearing("acme", "A", "B", "C")})
    found = await hub.markets(limit=None)
    assert found.items == ()
    assert isinstance(found.errors["acme"], BadResponse)


async def test_events_are_gathered_too(hub: Hub) -> None:
    found = await hub.events(limit=1)
    assert [event.id for event in found] == ["E-RAIN", "E-rain"]


async def test_a_status_is_passed_on(hub: Hub, acme: Exchange) -> None:
    acme.shelf["SNOW"] = market("acme", "SNOW", status=MarketStatus.CLOSED)
    found = await hub.markets(status=MarketStatus.CLOSED)
    assert [m.id for m in found] == ["SNOW"]


async def test_the_hub_gives_its_venues_by_name(hub: Hub, acme: Exchange) -> None:
    assert hub["acme"] is acme
    with pytest.raises(AdapterNotFound, match="'else' is not open here"):
        hub["else"]


async def test_drift_is_reported_by_venue(hub: Hub, acme: Exchange) -> None:
    assert hub.drift() == {"acme": (), "other": ()}


async def test_a_stranger_may_list_with_an_async_generator() -> None:
    closed: list[str] = []

    class Generating(Catalogue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            return self._generate()

        async def _generate(self) -> AsyncGenerator[Market]:
            try:
                for found in self.shelf.values():
                    yield found
            finally:
                closed.append("yes")

    hub = Hub({"acme": Generating("acme", "A", "B", "C")})
    assert [m.id for m in await hub.markets(limit=2)] == ["A", "B"]
    assert closed == ["yes"]


class Plugin:
    """An adapter of one in-memory venue, or of none that opens."""

    def __init__(self, venue: Exchange, error: Exception | None = None) -> None:
        self._venue = venue
        self._error = error
        self.opened: list[Settings] = []
        self.closed = 0

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return Adapter(
            name=self._venue.name,
            title=self._venue.name.title(),
            open=self._open,
            venue=lambda: Exchange,
        )

    def _open(self, settings: Settings) -> AbstractAsyncContextManager[Venue]:
        @asynccontextmanager
        async def opened() -> AsyncGenerator[Venue]:
            self.opened.append(settings)
            if self._error is not None:
                raise self._error
            yield self._venue
            self.closed += 1

        return opened()


@pytest.fixture
def plugins(acme: Exchange, monkeypatch: pytest.MonkeyPatch) -> dict[str, Plugin]:
    """A registry of its own with a good and an ill adapter, and nothing else."""
    monkeypatch.setenv("PREDCORE_BLOCK", ",".join(default_registry().installed()))
    default_registry.cache_clear()
    request = {
        "acme": Plugin(acme),
        "ill": Plugin(Exchange("ill"), ImportError("no module named gmpy")),
    }
    for name, plugin in request.items():
        default_registry().register(plugin, name)
    return request


@pytest.fixture(autouse=True)
def _fresh_registry() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()


async def test_a_hub_of_no_names_opens_what_opens(plugins: dict[str, Plugin]) -> None:
    async with predcore.hub() as hub:
        assert list(hub.venues) == ["acme"]
        assert isinstance(hub.errors["ill"], AdapterBroken)
        assert "gmpy" in str(hub.errors["ill"])
    assert plugins["acme"].closed == 1


async def test_a_hub_raises_for_an_adapter_that_was_named(
    plugins: dict[str, Plugin],
) -> None:
    with pytest.raises(AdapterBroken, match="'ill' failed") as caught:
        async with predcore.hub("acme", "ill"):
            raise AssertionError("opened")
    assert isinstance(caught.value.__cause__, ImportError)
    assert plugins["acme"].opened


async def test_a_hub_raises_for_an_adapter_that_is_not_there(
    plugins: dict[str, Plugin],
) -> None:
    with pytest.raises(AdapterNotFound, match="no adapter 'nope'"):
        async with predcore.hub("nope"):
            raise AssertionError("opened")


async def test_each_venue_of_a_hub_may_have_settings_of_its_own(
    plugins: dict[str, Plugin],
) -> None:
    mine = Settings(environment="sandbox", timeout=1.0)
    async with predcore.hub("acme", settings={"acme": mine}):
        pass
    async with predcore.hub("acme", environment="demo"):
        pass
    first, second = plugins["acme"].opened
    assert first == mine
    assert second.environment == "demo"


async def test_connect_hands_its_arguments_to_the_adapter(
    plugins: dict[str, Plugin],
) -> None:
    async with predcore.connect(
        "acme", environment="sandbox", credentials={"key": "s3cret"}, colour="red"
    ) as venue:
        assert venue.name == "acme"
    [settings] = plugins["acme"].opened
    assert settings.environment == "sandbox"
    assert settings.options == {"colour": "red"}
    assert "s3cret" not in repr(settings)
