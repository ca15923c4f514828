"""Which fees are in force: event before series, by date, unless waived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kalshi.bodies import event, market, series
from kalshi.scripted import Wire
from predcore import BadResponse, InvalidRequest, NotFound, Unsupported
from predcore_kalshi import KalshiVenue
from predcore_kalshi._fee_rules import FeeFacts, FeeRule, rule_at, schedule_at
from predcore_kalshi._fees import CENT, CENTI_CENT, MICRO_DOLLAR
from predcore_kalshi.models import Event, EventFeeChange, Market, Series

D = Decimal
NOW = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NONE = FeeRule(None, None)
FULL = FeeRule("quadratic", D(1))
HALF = FeeRule("quadratic", D("0.5"))
MAKER = FeeRule("quadratic_with_maker_fees", D(1))


def facts(*, waiver: datetime | None = None, override: FeeRule = NONE) -> FeeFacts:
    return FeeFacts(
        market=Market(ticker="M", fee_waiver_expiration_time=waiver),
        event=Event(
            event_ticker="E",
            fee_type_override=override.fee_type,
            fee_multiplier_override=override.multiplier,
        ),
        series=Series(ticker="S", fee_type="quadratic", fee_multiplier=D(1)),
        read_at=NOW,
    )


def test_a_series_sets_the_fees() -> None:
    fees = schedule_at(facts(), NOW)
    assert (fees.fee_type, fees.multiplier) == FULL
    assert (fees.precision, fees.trade_fee_step) == (CENT, MICRO_DOLLAR)
    assert "quadratic times 1 (S)" in fees.source


def test_an_event_overrides_its_series() -> None:
    fees = schedule_at(facts(override=MAKER), NOW)
    assert (fees.fee_type, fees.multiplier) == MAKER


def test_an_override_of_the_multiplier_keeps_the_type_of_the_series() -> None:
    fees = schedule_at(facts(override=FeeRule(None, D(0))), NOW)
    assert (fees.fee_type, fees.multiplier) == ("quadratic", D(0))


def test_a_waiver_holds_until_it_expires() -> None:
    waived = facts(waiver=NOW + DAY)
    assert schedule_at(waived, NOW).multiplier == 0
    assert schedule_at(waived, NOW + DAY).multiplier == 1


def test_the_year_one_is_no_waiver() -> None:
    unset = facts(waiver=datetime(1, 1, 1, tzinfo=UTC))
    assert schedule_at(unset, NOW).multiplier == 1


def test_direct_members_have_a_finer_balance() -> None:
    assert schedule_at(facts(), NOW, direct_member=True).precision == CENTI_CENT


def test_model_fees_were_rounded_more_coarsely_once() -> None:
    before = datetime(2026, 8, 25, tzinfo=UTC)
    assert schedule_at(facts(), before).trade_fee_step == CENTI_CENT


def test_fees_without_a_formula_are_not_guessed_at() -> None:
    with pytest.raises(Unsupported, match="'flat'"):
        schedule_at(facts(override=FeeRule("flat", D(1))), NOW)


def test_a_series_that_does_not_say_its_fees_is_a_bad_answer() -> None:
    silent = FeeFacts(
        market=Market(ticker="M"),
        event=Event(event_ticker="E"),
        series=Series(ticker="S", fee_type="quadratic"),
        read_at=NOW,
    )
    with pytest.raises(BadResponse, match="fees of series S"):
        schedule_at(silent, NOW)


def test_a_scheduled_change_holds_from_its_instant_on() -> None:
    changes = [(NOW + DAY, HALF), (NOW + 2 * DAY, MAKER)]
    assert rule_at(FULL, changes, NOW, NOW) == FULL
    assert rule_at(FULL, changes, NOW + DAY, NOW) == HALF
    assert rule_at(FULL, changes, NOW + 3 * DAY, NOW) == MAKER


def test_a_past_instant_has_the_rule_of_the_change_before_it() -> None:
    changes = [(NOW - 2 * DAY, HALF), (NOW - DAY, MAKER)]
    assert rule_at(MAKER, changes, NOW - DAY, NOW) == MAKER
    assert rule_at(MAKER, changes, NOW - 1.5 * DAY, NOW) == HALF


def test_what_was_before_the_record_is_not_guessed_at() -> None:
    with pytest.raises(Unsupported, match="record of fees begins after"):
        rule_at(HALF, [(NOW - DAY, HALF)], NOW - 2 * DAY, NOW)


def test_a_rule_that_never_changed_held_always() -> None:
    assert rule_at(FULL, [(NOW + DAY, HALF)], NOW - 9 * DAY, NOW) == FULL


def test_a_change_without_a_date_changes_nothing() -> None:
    assert rule_at(FULL, [(None, HALF)], NOW + DAY, NOW) == FULL


def test_of_two_changes_at_one_instant_the_later_listed_holds() -> None:
    changes = [(NOW + DAY, NONE), (NOW + DAY, HALF)]
    assert rule_at(FULL, changes, NOW + DAY, NOW) == HALF


def test_changes_of_other_events_do_not_count() -> None:
    change = EventFeeChange(
        id="1", event_ticker="OTHER", fee_multiplier_override=D(0), scheduled_ts=NOW
    )
    known = FeeFacts(
        market=Market(ticker="M"),
        event=Event(event_ticker="E"),
        series=Series(ticker="S", fee_type="quadratic", fee_multiplier=D(1)),
        event_changes=[change],
        read_at=NOW,
    )
    assert schedule_at(known, NOW + DAY).multiplier == 1


@pytest.fixture
def priced(wire: Wire) -> Wire:
    """A market whose event and series say their fees."""
    wire.on("/markets/KXRAIN-26DEC-T1", {"market": market()})
    wire.on("/events/KXRAIN-26DEC", {"event": event(), "markets": []})
    wire.on("/series/KXRAIN", {"series": series(fee_multiplier=0.5)})
    return wire


async def test_the_fees_of_now_take_three_requests(
    priced: Wire, venue: KalshiVenue
) -> None:
    schedule = await venue.fees("KXRAIN-26DEC-T1")
    assert schedule.charge(D("0.50"), D(100)).fee == D("0.88")
    assert priced.paths == [
        "/markets/KXRAIN-26DEC-T1",
        "/events/KXRAIN-26DEC",
        "/series/KXRAIN",
    ]


async def test_the_fees_of_an_instant_follow_the_changes_on_record(
    priced: Wire, venue: KalshiVenue
) -> None:
    at = datetime.now(UTC) + 30 * DAY
    when = (at - DAY).isoformat()
    change = {
        "id": "1",
        "event_ticker": "KXRAIN-26DEC",
        "fee_type_override": "quadratic",
        "fee_multiplier_override": 2,
        "scheduled_ts": when,
    }
    priced.on("/events/fee_changes", {"event_fee_changes": [change], "cursor": ""})
    priced.on("/series/fee_changes", {"series_fee_change_arr": []})
    schedule = await venue.fees("KXRAIN-26DEC-T1", at=at)
    assert schedule.charge(D("0.50"), D(100)).fee == D("3.50")
    assert priced.params() == {"series_ticker": "KXRAIN", "show_historical": "true"}


async def test_a_direct_member_says_so_when_opening(priced: Wire) -> None:
    venue = priced.venue(direct_member=True)
    schedule = await venue.fees("KXRAIN-26DEC-T1")
    assert schedule.charge(D("0.50"), D(100)).fee == D("0.875")


async def test_the_fees_of_an_unknown_market_are_not_found(venue: KalshiVenue) -> None:
    with pytest.raises(NotFound):
        await venue.fees("NOSUCH")


async def test_an_instant_without_a_zone_is_refused(venue: KalshiVenue) -> None:
    with pytest.raises(InvalidRequest, match="time zone"):
        await venue.fees("KXRAIN-26DEC-T1", at=datetime(2026, 1, 1))  # noqa: DTZ001
