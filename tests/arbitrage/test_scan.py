"""Scans of small venues: every figure by hand, every refusal with its reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext

import pytest

from arbitrage.exchange import (
    NOON,
    Exchange,
    Listing,
    Quadratic,
    Rounded,
    levels,
    listing,
)
from predcore import (
    Charge,
    DataState,
    FeeSchedule,
    Hub,
    Instrument,
    InvalidId,
    Level,
    Liquidity,
    MarketStatus,
    Side,
    TransportError,
)
from predcore.arbitrage import (
    Limits,
    Opportunity,
    Pair,
    Pairs,
    Reason,
    Rejection,
    Relation,
    Report,
    scan,
)

YES, NO = Instrument("acme", "RAIN", "yes"), Instrument("acme", "RAIN", "no")
DRY, WET = Instrument("zed", "rain", "dry"), Instrument("zed", "rain", "wet")
RAIN = Pair("rain", YES, WET)
ZERO = Decimal(0)
THREE = {"yes": levels("0.4 x 1"), "no": levels("0.4 x 1"), "tie": levels("0.4 x 1")}


def acme(
    *yes: str,
    no: tuple[Level, ...] = (),
    schedule: FeeSchedule | None = None,
    min_size: str | None = "1",
    size_step: str | None = "1",
    ladder: str | None = "0.01",
    status: MarketStatus = MarketStatus.OPEN,
    closes_at: datetime | None = None,
    settles_at: datetime | None = None,
) -> Listing:
    asks = {"yes": levels(*yes), "no": no}
    return listing(
        "acme",
        "RAIN",
        asks,
        schedule=schedule,
        min_size=min_size,
        size_step=size_step,
        ladder=ladder,
        status=status,
        closes_at=closes_at,
        settles_at=settles_at,
    )


def zed(
    *dry: str,
    wet: tuple[Level, ...] = (),
    schedule: FeeSchedule | None = None,
    min_size: str | None = "1",
    size_step: str | None = "1",
    status: MarketStatus = MarketStatus.OPEN,
    closes_at: datetime | None = None,
) -> Listing:
    asks = {"dry": levels(*dry), "wet": wet}
    return listing(
        "zed",
        "rain",
        asks,
        schedule=schedule,
        min_size=min_size,
        size_step=size_step,
        status=status,
        closes_at=closes_at,
    )


def noon() -> datetime:
    return NOON


def opened(*listings: Listing) -> Hub:
    venues = {it.market.venue: Exchange(it.market.venue) for it in listings}
    for it in listings:
        venues[it.market.venue].listings[it.market.id] = it
    return Hub(venues)


async def scanned(
    *listings: Listing, pair: Pair = RAIN, limits: Limits | None = None
) -> Report:
    return await scan(opened(*listings), [pair], limits=limits, now=noon)


async def found(
    *listings: Listing, pair: Pair = RAIN, limits: Limits | None = None
) -> Opportunity:
    report = await scanned(*listings, pair=pair, limits=limits)
    (opportunity,) = report.opportunities
    return opportunity


async def refused(
    *listings: Listing, pair: Pair = RAIN, limits: Limits | None = None
) -> Rejection:
    report = await scanned(*listings, pair=pair, limits=limits)
    assert report.opportunities == ()
    return report.rejections[0]


async def test_every_figure_is_the_one_worked_out_by_hand() -> None:
    it = await found(
        acme(
            "0.40 x 100",
            "0.45 x 50",
            schedule=Quadratic(Decimal("0.07")),
            settles_at=NOON + timedelta(days=73),
        ),
        zed(
            "0.52 x 120",
            "0.60 x 500",
            schedule=Quadratic(Decimal("0.02")),
            closes_at=NOON + timedelta(days=10),
        ),
    )
    # The first 100 cost 0.40 + 0.0168 and 0.52 + 0.004992, so each nets 0.058208.
    # The next 20 cost 0.45 + 0.017325 and the same: 0.007683. Then 0.60 is too much.
    assert it.size == 120
    assert it.direction == (YES, DRY)
    first, second = it.legs
    assert first.fills == levels("0.40 x 100", "0.45 x 20")
    assert second.fills == levels("0.52 x 120")
    assert (first.cost, second.cost) == (Decimal("49.00"), Decimal("62.40"))
    # 0.07 (100 * 0.24 + 20 * 0.2475) and 0.02 * 120 * 0.2496.
    assert (first.fees, second.fees) == (Decimal("2.0265"), Decimal("0.59904"))
    assert (first.side, second.side) == (Side.BUY, Side.BUY)
    assert first.average_price == Decimal(49) / Decimal(120)
    assert second.average_price == Decimal("0.52")
    assert (first.worst_price, second.worst_price) == (Decimal("0.45"), Decimal("0.52"))
    assert it.cost == Decimal("111.40")
    assert it.fees == Decimal("2.62554")
    assert it.payout == 120
    assert it.profit == Decimal("5.97446")
    assert it.return_on_capital == Decimal("5.97446") / Decimal("114.02554")
    assert it.settles_at == NOON + timedelta(days=73)
    # 73 days are a fifth of 365.
    assert it.annualised == it.return_on_capital * 5


async def test_the_precision_of_the_callers_program_does_not_matter() -> None:
    fees = Quadratic(Decimal("0.07"))
    listings = (
        acme("0.4321 x 123.45", size_step="0.01", schedule=fees),
        zed("0.5 x 500", size_step="0.01"),
    )
    usual = await found(*listings)
    with localcontext(prec=3):
        assert await found(*listings) == usual


async def test_the_opposite_direction_is_found_as_well() -> None:
    it = await found(acme(no=levels("0.30 x 7")), zed(wet=levels("0.60 x 9")))
    assert it.direction == (NO, WET)
    assert it.size == 7
    assert it.profit == Decimal("0.70")


async def test_complements_are_bought_as_they_are_and_as_their_opposites() -> None:
    pair = Pair("rain", YES, DRY, Relation.COMPLEMENT)
    it = await found(acme("0.30 x 7"), zed("0.60 x 9"), pair=pair)
    assert it.direction == (YES, DRY)
    no, wet = levels("0.20 x 7"), levels("0.60 x 9")
    it = await found(acme(no=no), zed(wet=wet), pair=pair)
    assert it.direction == (NO, WET)


async def test_a_claim_and_the_complement_of_its_opposite_are_one_pair() -> None:
    listings = acme("0.30 x 7"), zed("0.60 x 9")
    same = await found(*listings, pair=Pair("rain", YES, WET, Relation.SAME))
    other = await found(*listings, pair=Pair("rain", YES, DRY, Relation.COMPLEMENT))
    assert same.legs == other.legs


async def test_fractions_are_bought_on_the_coarser_grid() -> None:
    it = await found(
        acme("0.40 x 10.57", size_step="0.01"),
        zed("0.50 x 219.217767", size_step="0.1"),
    )
    assert it.size == Decimal("10.5")


async def test_whole_shares_are_bought_where_a_venue_names_no_grid() -> None:
    it = await found(acme("0.40 x 10.57", size_step=None), zed("0.50 x 20"))
    assert it.size == 10


async def test_an_old_price_between_two_ticks_is_reached_by_the_next_one() -> None:
    it = await found(acme("0.405 x 10"), zed("0.50 x 20"))
    assert it.legs[0].worst_price == Decimal("0.405")
    assert it.legs[0].limit_price == Decimal("0.41")
    assert it.cost == Decimal("9.05")
    it = await found(acme("0.405 x 10", ladder=None), zed("0.50 x 20"))
    assert it.legs[0].limit_price == Decimal("0.405")


async def test_a_level_no_order_can_reach_is_not_used() -> None:
    it = await refused(acme("0.995 x 10"), zed("0.001 x 20"))
    assert it.reason is Reason.EMPTY_BOOK
    assert it.detail == "acme:RAIN:yes: nobody sells at a price an order can have"


async def test_a_leg_says_how_old_its_book_is() -> None:
    first, second = acme("0.40 x 10"), zed("0.50 x 20")
    first.received_at = NOON - timedelta(seconds=3)
    second.venue_time = NOON - timedelta(hours=1)
    legs = (await found(first, second)).legs
    assert [leg.age for leg in legs] == [timedelta(seconds=3), timedelta(0)]
    assert [leg.received_at for leg in legs] == [first.received_at, NOON]
    assert [leg.venue_time for leg in legs] == [None, second.venue_time]
    assert [leg.state for leg in legs] == [DataState.LIVE, DataState.LIVE]


async def test_asks_that_add_up_to_one_leave_no_edge() -> None:
    it = await refused(acme("0.45 x 10"), zed("0.55 x 20"))
    assert it.reason is Reason.NO_EDGE
    assert it.edge == 0
    assert it.direction == (YES, DRY)
    assert it.detail == "best asks 0.45 + 0.55 leave 0 a share, before fees"


async def test_an_edge_that_fees_eat_is_told_with_both_numbers() -> None:
    schedule = Quadratic(Decimal("0.07"))
    it = await refused(
        acme("0.45 x 10", schedule=schedule), zed("0.538 x 20", schedule=schedule)
    )
    assert it.reason is Reason.FEES
    assert it.edge == Decimal("0.012")
    assert it.detail == (
        "best asks 0.45 + 0.538 leave 0.012 a share; buying 1 gains 0.012 and "
        "pays 0.03472392 in fees"
    )


async def test_fewer_shares_than_a_venue_takes_are_refused() -> None:
    it = await refused(acme("0.40 x 3", min_size=None), zed("0.50 x 20", min_size="5"))
    assert it.reason is Reason.SIZE
    assert it.edge == Decimal("0.10")
    assert it.detail == (
        "3 and 20 for sale in steps of 1; the least is 5 (acme:RAIN none, zed:rain 5)"
    )


async def test_a_minimum_of_the_file_is_told_beside_the_venues() -> None:
    limits = Limits(min_size=Decimal(7))
    it = await refused(acme("0.40 x 3"), zed("0.50 x 20"), limits=limits)
    assert it.detail.endswith("(acme:RAIN 1, zed:rain 1, min_size 7)")


async def test_less_than_one_step_is_too_small() -> None:
    it = await refused(acme("0.40 x 0.9"), zed("0.50 x 20"))
    assert it.reason is Reason.SIZE


async def test_a_minimum_that_reaches_into_worse_levels_can_cost_the_profit() -> None:
    it = await refused(acme("0.40 x 3", "0.80 x 50"), zed("0.50 x 20", min_size="10"))
    assert it.reason is Reason.SIZE
    assert it.detail.startswith("buying 3 nets 0.3; the least is 10")


async def test_a_minimum_that_still_pays_is_bought() -> None:
    it = await found(acme("0.40 x 3", "0.51 x 50"), zed("0.50 x 20", min_size="10"))
    # Three at 0.90 and seven at 1.01.
    assert it.size == 10
    assert it.profit == Decimal("0.23")


async def test_the_limits_ask_for_more_than_an_edge() -> None:
    listings = acme("0.40 x 3"), zed("0.50 x 20")
    for limits in (
        Limits(min_profit=Decimal("0.31")),
        Limits(min_return=Decimal("0.12")),
    ):
        it = await refused(*listings, limits=limits)
        assert it.reason is Reason.THRESHOLD
        assert it.detail.startswith("buying 3 nets 0.3 on 2.7; the limits are ")
    it = await refused(*listings, limits=Limits(min_size=Decimal(4)))
    assert it.reason is Reason.SIZE
    enough = Limits(min_profit=Decimal("0.30"), min_return=Decimal("0.11"))
    assert (await found(*listings, limits=enough)).profit == Decimal("0.30")


@pytest.mark.parametrize("state", [DataState.STALE, DataState.REBUILDING])
async def test_a_book_that_is_not_live_is_not_used(state: DataState) -> None:
    first = acme("0.40 x 10")
    first.state = state
    it = await refused(first, zed("0.50 x 20"))
    assert it.reason is Reason.STALE
    assert it.detail == f"acme:RAIN:yes: the book is {state}"


async def test_a_book_that_arrived_too_long_ago_is_stale() -> None:
    first = acme("0.40 x 10")
    first.received_at = NOON - timedelta(seconds=10, milliseconds=1)
    it = await refused(first, zed("0.50 x 20"))
    assert it.reason is Reason.STALE
    assert it.detail == "acme:RAIN:yes: received 10.001 s ago, not within 0:00:10"
    limits = Limits(max_age=timedelta(seconds=11))
    assert (await found(first, zed("0.50 x 20"), limits=limits)).size == 10


async def test_the_date_a_venue_gives_counts_when_it_is_asked_for() -> None:
    first, second = acme("0.40 x 10"), zed("0.50 x 20")
    second.venue_time = NOON - timedelta(minutes=2)
    assert (await found(first, second)).size == 10
    limits = Limits(max_venue_age=timedelta(minutes=1))
    it = await refused(first, second, limits=limits)
    assert it.reason is Reason.STALE
    assert it.detail == "zed:rain:dry: dated 120.000 s back, not within 0:01:00"


async def test_an_empty_book_is_no_offer() -> None:
    it = await refused(acme(), zed("0.50 x 20"))
    assert it.reason is Reason.EMPTY_BOOK
    assert it.edge is None


@pytest.mark.parametrize(
    "status", [status for status in MarketStatus if status is not MarketStatus.OPEN]
)
async def test_a_market_that_is_not_open_takes_its_pair_out(
    status: MarketStatus,
) -> None:
    report = await scanned(acme("0.40 x 10"), zed("0.50 x 20", status=status))
    (it,) = report.rejections
    assert it.reason is Reason.MARKET_NOT_OPEN
    assert it.detail == f"zed:rain is {status}"


async def test_an_unknown_market_or_outcome_is_not_found() -> None:
    listings = acme("0.40 x 10"), zed("0.50 x 20")
    absent = Pair("x", YES, Instrument("zed", "snow", "wet"))
    it = await refused(*listings, pair=absent)
    assert (it.reason, it.direction) == (Reason.NOT_FOUND, None)
    assert it.detail == "zed has no market 'snow'"
    it = await refused(*listings, pair=Pair("x", YES, Instrument("zed", "rain", "no")))
    assert it.reason is Reason.NOT_FOUND
    assert it.detail == "zed:rain has the outcomes dry, wet; not 'no'"


async def test_an_outcome_among_three_has_no_opposite_to_buy() -> None:
    three = listing("acme", "CUP", THREE)
    cup = Instrument("acme", "CUP", "tie")
    same = await scanned(three, zed("0.50 x 20"), pair=Pair("cup", cup, WET))
    # The outcome can be bought, its opposite cannot.
    assert len(same.opportunities) == 1
    (it,) = same.rejections
    assert it.reason is Reason.NOT_COMPLEMENTARY
    assert "3 outcomes" in it.detail


async def test_two_names_of_one_claim_are_not_its_two_sides() -> None:
    it = await refused(acme("0.40 x 10"), pair=Pair("x", YES, NO))
    assert it.reason is Reason.NOT_COMPLEMENTARY
    assert it.detail == "both sides would be acme:RAIN:yes; check the relation"


async def test_both_sides_can_be_on_one_venue() -> None:
    pair = Pair("x", YES, NO, Relation.COMPLEMENT)
    it = await found(acme("0.40 x 10", no=levels("0.55 x 4")), pair=pair)
    assert it.direction == (YES, NO)
    assert it.size == 4


async def test_a_venue_that_is_not_open_takes_only_its_pairs_out() -> None:
    hub = opened(acme("0.40 x 10", no=levels("0.55 x 4")))
    inside = Pair("inside", YES, NO, Relation.COMPLEMENT)
    report = await scan(hub, [RAIN, inside], now=noon)
    assert [it.pair for it in report.opportunities] == [inside]
    (it,) = report.rejected_pairs()
    assert (it.pair, it.reason) == (RAIN, Reason.VENUE_ERROR)


@pytest.mark.parametrize("verb", ["lookup", "fees", "orderbooks"])
@pytest.mark.parametrize(
    "error", [TransportError("no answer"), ZeroDivisionError("a bug")]
)
async def test_a_failing_venue_is_a_rejection_and_no_exception(
    verb: str, error: Exception
) -> None:
    zed_venue = Exchange("zed", zed("0.50 x 20"))
    zed_venue.fail[verb] = error
    hub = Hub({"acme": Exchange("acme", acme("0.40 x 10")), "zed": zed_venue})
    report = await scan(hub, [RAIN], now=noon)
    (it,) = report.rejected_pairs()
    assert it.reason is Reason.VENUE_ERROR
    assert str(error) in it.detail


async def test_an_id_the_venue_cannot_read_is_not_found() -> None:
    zed_venue = Exchange("zed", zed("0.50 x 20"))
    zed_venue.fail["lookup"] = InvalidId("'rain' is no id here")
    hub = Hub({"acme": Exchange("acme", acme("0.40 x 10")), "zed": zed_venue})
    (it,) = (await scan(hub, [RAIN], now=noon)).rejections
    assert it.reason is Reason.NOT_FOUND


async def test_many_pairs_cost_one_bulk_request_a_venue_and_one_schedule_a_market() -> (
    None
):
    acme_venue = Exchange("acme", acme("0.40 x 10"))
    zed_venue = Exchange("zed", zed("0.50 x 20"))
    hub = Hub({"acme": acme_venue, "zed": zed_venue})
    pairs = [Pair(f"rain {number}", YES, WET) for number in range(5)]
    report = await scan(hub, pairs, now=noon)
    assert len(report.opportunities) == 5
    for venue in (acme_venue, zed_venue):
        assert venue.calls == ["lookup", "orderbooks", "fees"]


async def test_fees_are_asked_for_only_where_there_is_an_edge() -> None:
    acme_venue = Exchange("acme", acme("0.50 x 10"))
    hub = Hub({"acme": acme_venue, "zed": Exchange("zed", zed("0.50 x 20"))})
    await scan(hub, [RAIN], now=noon)
    assert acme_venue.calls == ["lookup", "orderbooks"]


class OutOfRange:
    """A schedule that cannot charge."""

    source = "made up"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = ZERO,
    ) -> Charge:
        raise IndexError(f"no fee of {count} at {price} ({side}, {liquidity}, {carry})")


async def test_fees_that_cannot_be_computed_are_a_rejection() -> None:
    it = await refused(acme("0.40 x 10", schedule=OutOfRange()), zed("0.50 x 20"))
    assert it.reason is Reason.VENUE_ERROR
    assert it.detail.startswith("fees of acme:RAIN: adapter 'acme' failed: IndexError")
    assert it.edge == Decimal("0.10")


async def test_a_report_lists_the_largest_profit_first() -> None:
    listings = acme("0.40 x 10", no=levels("0.50 x 9")), zed("0.50 x 20")
    inside = Pair("inside", YES, NO, Relation.COMPLEMENT)
    report = await scan(opened(*listings), [inside, RAIN], now=noon)
    assert [it.pair.name for it in report.opportunities] == ["rain", "inside"]
    assert [it.profit for it in report.opportunities] == [1, Decimal("0.90")]
    assert report.scanned_at == NOON


async def test_a_rejected_pair_is_told_by_the_direction_that_came_closest() -> None:
    schedule = Rounded(Decimal("0.07"))
    report = await scanned(
        acme("0.60 x 10", no=levels("0.48 x 10"), schedule=schedule),
        zed("0.50 x 20", wet=levels("0.51 x 20"), schedule=schedule),
    )
    assert [it.reason for it in report.rejections] == [Reason.NO_EDGE, Reason.FEES]
    (it,) = report.rejected_pairs()
    assert it.reason is Reason.FEES


async def test_the_limits_of_a_file_hold_until_others_are_given() -> None:
    hub = opened(acme("0.40 x 10"), zed("0.50 x 20"))
    pairs = Pairs([RAIN], Limits(min_profit=Decimal(2)))
    strict = await scan(hub, pairs, now=noon)
    assert strict.rejections[0].reason is Reason.THRESHOLD
    assert (await scan(hub, pairs, limits=Limits(), now=noon)).opportunities


async def test_no_pairs_make_an_empty_report() -> None:
    report = await scan(Hub({}), [], now=noon)
    assert (report.opportunities, report.rejections) == ((), ())


async def test_the_clock_is_the_computers_unless_another_is_given() -> None:
    before = datetime.now(UTC)
    report = await scan(Hub({}), [])
    assert before <= report.scanned_at <= datetime.now(UTC)


async def test_what_settles_at_an_unknown_or_past_time_is_not_annualised() -> None:
    for days, known in ((None, False), (-1, True), (0, True)):
        closes_at = None if days is None else NOON + timedelta(days=days)
        it = await found(
            acme("0.40 x 10", closes_at=NOON - timedelta(days=3)),
            zed("0.50 x 20", closes_at=closes_at),
        )
        assert it.annualised is None
        assert (it.settles_at is not None) is known
