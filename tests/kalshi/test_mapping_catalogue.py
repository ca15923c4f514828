"""Kalshi's markets and events to predcore's."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kalshi import bodies, natives
from predcore import BadResponse, MarketStatus
from predcore.kit import decoder
from predcore_kalshi import models
from predcore_kalshi._mapping.catalogue import to_event, to_market

D = Decimal


def test_a_market_keeps_what_both_vocabularies_have() -> None:
    market = to_market(natives.market(), "KXRAIN")
    assert str(market.ref) == "kalshi:KXRAIN-26DEC-T1"
    assert (market.event, market.series) == ("KXRAIN-26DEC", "KXRAIN")
    assert market.title == "Will it rain?"
    assert market.rules == "If it rains."
    assert market.status is MarketStatus.OPEN
    assert market.closes_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert (market.volume, market.open_interest) == (D(100), D(50))
    assert (market.min_size, market.size_step) == (D("0.01"), D("0.01"))
    assert isinstance(market.native, models.Market)


def test_both_outcomes_show_their_own_side_of_the_book() -> None:
    yes, no = to_market(natives.market()).outcomes
    assert (yes.key, yes.label, yes.bid, yes.ask, yes.last) == (
        ("yes", "Rain", D("0.40"), D("0.45"), D("0.42"))
    )
    assert (no.key, no.label, no.bid, no.ask, no.last) == (
        ("no", "No", D("0.55"), D("0.60"), D("0.58"))
    )


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("initialized", MarketStatus.PENDING),
        ("active", MarketStatus.OPEN),
        ("inactive", MarketStatus.HALTED),
        ("closed", MarketStatus.CLOSED),
        ("determined", MarketStatus.DETERMINED),
        ("disputed", MarketStatus.DETERMINED),
        ("amended", MarketStatus.DETERMINED),
        ("finalized", MarketStatus.SETTLED),
        ("brand_new", MarketStatus.UNKNOWN),
        (None, MarketStatus.UNKNOWN),
    ],
)
def test_every_status_has_a_meaning(said: str | None, status: MarketStatus) -> None:
    assert to_market(natives.market(status=said)).status is status


def test_placeholders_are_absence() -> None:
    one_sided = natives.market(
        yes_bid_dollars="0.0000",
        yes_bid_size_fp="0.00",
        no_ask_dollars="1.0000",
        last_price_dollars="0.0000",
    )
    yes, no = to_market(one_sided).outcomes
    assert (yes.bid, yes.ask, yes.last) == (None, D("0.45"), None)
    assert (no.bid, no.ask, no.last) == (D("0.55"), None, None)


def test_a_market_nobody_ever_quoted_has_no_prices() -> None:
    never = natives.market(
        yes_bid_dollars="0.0000",
        yes_ask_dollars="0.0000",
        no_bid_dollars="1.0000",
        no_ask_dollars="1.0000",
        yes_bid_size_fp="0.00",
        yes_ask_size_fp="0.00",
    )
    for outcome in to_market(never).outcomes:
        assert (outcome.bid, outcome.ask) == (None, None)


def test_the_year_one_is_no_time() -> None:
    market = to_market(
        natives.market(
            close_time="0001-01-01T00:00:00Z", settlement_ts="0001-01-01T00:00:00Z"
        )
    )
    assert market.closes_at is None
    assert market.settles_at == datetime(2026, 12, 31, 11, tzinfo=UTC)


def test_a_market_settles_after_its_timer_or_when_it_did() -> None:
    expected = datetime(2026, 12, 31, 11, tzinfo=UTC)
    assert to_market(natives.market()).settles_at == expected
    settled = to_market(natives.market(settlement_ts="2026-12-30T00:00:00Z"))
    assert settled.settles_at == datetime(2026, 12, 30, tzinfo=UTC)
    latest = natives.market(
        expected_expiration_time=None, latest_expiration_time="2027-01-07T00:00:00Z"
    )
    assert to_market(latest).settles_at == datetime(2027, 1, 7, 1, tzinfo=UTC)
    assert to_market(natives.market(expected_expiration_time=None)).settles_at is None


@pytest.mark.parametrize(
    ("result", "value", "yes", "no"),
    [
        ("yes", "1.0000", D(1), D(0)),
        ("no", "0.0000", D(0), D(1)),
        ("scalar", "0.5970", D("0.597"), D("0.403")),
        ("", None, None, None),
        (None, "0.0000", None, None),
    ],
)
def test_a_payout_is_known_once_determined(
    result: str | None, value: str | None, yes: Decimal | None, no: Decimal | None
) -> None:
    market = to_market(natives.market(result=result, settlement_value_dollars=value))
    assert [outcome.payout for outcome in market.outcomes] == [yes, no]


@pytest.mark.parametrize(
    ("title", "answer", "shown"),
    [
        ("Bitcoin  price on Mar 15?", "$80,000 or above", "… ($80,000 or above)"),
        ("Will the **high** be <80°?", "79° or below", "… (79° or below)"),
        ("Will Ann win?", "Ann", "…"),
        (None, "Ann", "Ann"),
        (None, None, "KXRAIN-26DEC-T1"),
    ],
)
def test_a_title_tells_the_markets_of_an_event_apart(
    title: str | None, answer: str | None, shown: str
) -> None:
    plain = (title or "").replace("**", "").replace("  ", " ")
    market = to_market(natives.market(title=title, yes_sub_title=answer))
    assert market.title == shown.replace("…", plain)


def test_the_ladder_is_the_union_of_the_bands() -> None:
    bands = [
        {"start": "0.0000", "end": "0.1000", "step": "0.0010"},
        {"start": "0.1000", "end": "0.9000", "step": "0.0100"},
        {"start": "0.9000", "end": "1.0000", "step": "0.0010"},
    ]
    ladder = to_market(natives.market(price_ranges=bands)).ladder
    assert ladder is not None
    assert D("0.057") in ladder
    assert D("0.157") not in ladder
    assert D("0.955") in ladder


def test_no_bands_are_no_ladder() -> None:
    assert to_market(natives.market(price_ranges=None)).ladder is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"yes_bid_dollars": "1.2000"},
        {"volume_fp": "-1.00"},
        {"price_ranges": [{"start": "0.5", "end": "0.1", "step": "0.01"}]},
    ],
)
def test_an_impossible_market_is_a_bad_answer(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadResponse):
        to_market(natives.market(**wrong))


def test_an_event_gives_its_markets_its_series() -> None:
    body = json.dumps(bodies.event(markets=[bodies.market()])).encode()
    event = to_event(decoder(models.Event)(body), whole=True)
    assert event.markets is not None
    assert [market.series for market in event.markets] == ["KXRAIN"]
    assert event.closes_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert event.exclusive is True


def test_an_event_whose_markets_were_not_asked_for_does_not_say_none() -> None:
    body = json.dumps(bodies.event()).encode()
    assert to_event(decoder(models.Event)(body), whole=False).markets is None
