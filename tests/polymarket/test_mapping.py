"""The catalogue in predcore's words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from polymarket_wire import condition, event, market
from predcore import BadResponse, Market, MarketStatus
from predcore.kit import decoder
from predcore_polymarket._lifecycle import closed_values, status_of
from predcore_polymarket._mapping import is_listed, to_event, to_market
from predcore_polymarket.models.gamma.event import Event as WireEvent
from predcore_polymarket.models.gamma.market import Market as WireMarket

D = Decimal
RESOLVED = {"closed": True, "umaResolutionStatus": "resolved"}


def wire(**fields: Any) -> WireMarket:
    return decoder(WireMarket)(json.dumps(market(**fields)).encode())


def mapped(**fields: Any) -> Market:
    return to_market(wire(**fields))


def mapped_event(**fields: Any) -> Any:
    return to_event(decoder(WireEvent)(json.dumps(event(**fields)).encode()))


def test_a_market_is_known_by_its_condition_id() -> None:
    found = mapped()
    assert (found.venue, found.id) == ("polymarket", condition(1))
    assert (found.title, found.rules) == ("Will it rain?", "If it rains.")
    assert str(found.instruments[0]) == f"polymarket:{condition(1)}:yes"
    assert isinstance(found.native, WireMarket)


def test_a_short_condition_id_is_padded() -> None:
    assert mapped(conditionId="0x" + "01" * 31).id == "0x" + "01" * 31 + "00"


def test_outcomes_are_named_by_the_venue_and_keyed_by_us() -> None:
    found = mapped(outcomes='["Kansas City", "St. Louis"]')
    assert [o.key for o in found.outcomes] == ["kansas-city", "st-louis"]
    assert [o.label for o in found.outcomes] == ["Kansas City", "St. Louis"]


def test_the_second_outcome_mirrors_the_prices_of_the_first() -> None:
    yes, no = mapped().outcomes
    assert (yes.bid, yes.ask, yes.last) == (D("0.4"), D("0.45"), D("0.42"))
    assert (no.bid, no.ask, no.last) == (D("0.55"), D("0.6"), None)


@pytest.mark.parametrize("nothing", [0, 1, None, "", "0", "1.5", -0.1])
def test_a_placeholder_is_no_price(nothing: object) -> None:
    found = mapped(bestBid=nothing, bestAsk=nothing, lastTradePrice=nothing)
    prices = [(o.bid, o.ask, o.last) for o in found.outcomes]
    assert prices == [(None, None, None)] * 2


def test_three_outcomes_are_three_and_only_the_first_is_priced() -> None:
    found = mapped(outcomes='["A", "B", "C"]')
    assert [o.bid for o in found.outcomes] == [D("0.4"), None, None]


def test_prices_run_from_a_tick_to_one_minus_a_tick() -> None:
    ladder = mapped(orderPriceMinTickSize=0.005).ladder
    assert ladder is not None
    assert next(iter(ladder.prices())) == D("0.005")
    assert ladder.previous(D(1)) == D("0.995")
    assert D("0.0075") not in ladder


def test_a_market_that_states_no_tick_has_no_ladder() -> None:
    assert mapped(orderPriceMinTickSize=None).ladder is None


def test_sizes_are_those_of_orders() -> None:
    found = mapped()
    assert (found.min_size, found.size_step) == (D(5), D("0.01"))


def test_money_is_not_passed_off_as_contracts() -> None:
    found = mapped()
    assert (found.volume, found.volume_24h, found.open_interest) == (None, None, None)
    assert found.native.volume == D("1000.5")


def test_the_address_leads_over_the_event() -> None:
    stub = {"id": "7", "slug": "rain", "seriesSlug": "weather"}
    found = mapped(events=[stub])
    assert found.url == "https://polymarket.com/event/rain/will-it-rain-1"
    assert (found.event, found.series) == ("7", "weather")
    assert mapped().url == "https://polymarket.com/market/will-it-rain-1"


def test_a_series_is_known_by_its_slug() -> None:
    stub = {"id": "7", "series": [{"id": "35", "slug": "fomc"}], "seriesSlug": "x"}
    assert mapped(events=[stub]).series == "fomc"


def test_a_closed_market_closed_when_it_did() -> None:
    ended = {"closedTime": "2026-11-22 12:00:00+00", "umaEndDate": None}
    found = mapped(**RESOLVED, **ended)
    assert found.closes_at == found.settles_at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert mapped(**ended).closes_at == datetime(2026, 12, 31, tzinfo=UTC)


STATUSES: list[tuple[dict[str, Any], MarketStatus]] = [
    ({}, MarketStatus.OPEN),
    ({"umaResolutionStatus": "proposed"}, MarketStatus.OPEN),
    ({"active": False}, MarketStatus.PENDING),
    ({"enableOrderBook": False, "acceptingOrders": None}, MarketStatus.PENDING),
    (
        {"acceptingOrders": None, "acceptingOrdersTimestamp": None},
        MarketStatus.PENDING,
    ),
    ({"acceptingOrders": False}, MarketStatus.HALTED),
    ({"archived": True}, MarketStatus.HALTED),
    ({"closed": True}, MarketStatus.CLOSED),
    ({"closed": True, "acceptingOrders": True}, MarketStatus.CLOSED),
    ({"closed": True, "umaResolutionStatus": "disputed"}, MarketStatus.CLOSED),
    ({"closed": True, "umaResolutionStatus": "pondered"}, MarketStatus.CLOSED),
    ({"closed": True, "outcomePrices": '["1", "0"]'}, MarketStatus.CLOSED),
    (RESOLVED, MarketStatus.SETTLED),
    ({"closed": True, "umaResolutionStatus": "settled"}, MarketStatus.SETTLED),
    ({"closed": True, "resolutionStatus": "resolved"}, MarketStatus.SETTLED),
    ({"closed": None, "active": None}, MarketStatus.UNKNOWN),
]


@pytest.mark.parametrize(("fields", "status"), STATUSES)
def test_a_status_comes_from_flags_that_overlap(
    fields: dict[str, Any], status: MarketStatus
) -> None:
    assert status_of(wire(**fields)) is status


@pytest.mark.parametrize(("fields", "status"), STATUSES)
def test_a_status_is_listed_where_it_is_looked_for(
    fields: dict[str, Any], status: MarketStatus
) -> None:
    closed = wire(**fields).closed
    assert closed is None or closed in closed_values(status)
    assert closed_values(None) == (False, True)


@pytest.mark.parametrize(
    ("prices", "paid"),
    [
        ('["1", "0"]', [D(1), D(0)]),
        ('["0", "1"]', [D(0), D(1)]),
        ('["0.5", "0.5"]', [D("0.5"), D("0.5")]),
        ('["1.0", "0.0"]', [D(1), D(0)]),
        ('["0", "0"]', [None, None]),
        ('["1", "1"]', [None, None]),
        ('["0.9995", "0.0005"]', [None, None]),
        ('["1"]', [None, None]),
        ('["x", "y"]', [None, None]),
        ("[]", [None, None]),
    ],
)
def test_only_decisive_prices_of_a_settled_market_are_payouts(
    prices: str, paid: list[Decimal | None]
) -> None:
    found = mapped(**RESOLVED, outcomePrices=prices)
    assert [o.payout for o in found.outcomes] == paid
    unsettled = mapped(closed=True, outcomePrices=prices)
    assert [o.payout for o in unsettled.outcomes] == [None, None]


@pytest.mark.parametrize("missing", [{"conditionId": ""}, {"outcomes": None}])
def test_a_draft_is_no_market(missing: dict[str, Any]) -> None:
    draft = wire(**missing)
    assert not is_listed(draft)
    with pytest.raises(BadResponse, match="no condition id or no outcomes"):
        to_market(draft)


def test_an_event_brings_its_markets_and_they_know_it() -> None:
    found = mapped_event()
    assert (found.id, found.title, found.category) == (
        "30001",
        "Rain in December",
        "Weather",
    )
    (only,) = found.markets
    assert (only.event, only.url) == (
        "30001",
        "https://polymarket.com/event/rain-1/will-it-rain-1",
    )


def test_an_event_leaves_drafts_out() -> None:
    rows = [market(1), market(2, conditionId=None)]
    assert len(mapped_event(markets=rows).markets) == 1


@pytest.mark.parametrize(
    ("fields", "exclusive"),
    [({"negRisk": True}, True), ({"enableNegRisk": True}, True), ({}, None)],
)
def test_only_neg_risk_promises_that_one_market_wins_at_most(
    fields: dict[str, Any], exclusive: bool | None
) -> None:
    assert mapped_event(**fields).exclusive is exclusive
