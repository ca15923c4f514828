"""What an account holds, by market and by event."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from predcore.sim.exchange import PositionView

from .call import Call
from .refusals import bad_request
from .wire import Json, count, instant, micro_dollars

__all__ = ["archived", "listed"]

_COUNTS: dict[str, Callable[[PositionView], Decimal]] = {
    "position": lambda position: position.size,
    "total_traded": lambda position: position.traded,
}
_NOTHING = Decimal(0)


def listed(call: Call) -> Json:
    """A page of positions that are not archived, the latest change first."""
    query = call.query
    state = query.choice("settlement_status", "all", "unsettled", "settled")
    counts = query.joined("count_filter") or []
    if not set(counts) <= set(_COUNTS):
        raise bad_request("count_filter knows position and total_traded")
    shard = query.integer("exchange_index", least=0)
    rows = [
        position
        for position in _of_states(call, state or "unsettled", archived=False)
        if all(_COUNTS[name](position) for name in counts)
        and shard in {None, position.wallet.shard}
    ]
    return _page(call, rows)


def archived(call: Call) -> Json:
    """A page of positions in markets that are archived."""
    return _page(call, _of_states(call, "settled", archived=True))


def _of_states(call: Call, state: str, *, archived: bool) -> list[PositionView]:
    query, listing = call.query, call.floor.listing
    subaccount = call.asked_subaccount()
    ticker, event = query.text("ticker"), query.text("event_ticker")
    found: list[PositionView] = []
    if state != "settled":
        found += call.exchange.positions(call.account, subaccount=subaccount)
    if state != "unsettled":
        gone = listing.archive
        found += [
            record.position
            for record in call.exchange.settlements(call.account, subaccount=subaccount)
            if (record.market in gone) is archived
        ]
    found = [
        position
        for position in found
        if ticker in {None, position.market}
        and event in {None, listing.rows[position.market].event_ticker}
    ]
    return sorted(found, key=lambda p: p.updated_at, reverse=True)


def _page(call: Call, rows: list[PositionView]) -> Json:
    page, cursor = call.query.page(rows, call.query.limit(default=100, most=1000))
    events: dict[str, list[PositionView]] = {}
    for position in page:
        event = call.floor.listing.rows[position.market].event_ticker
        events.setdefault(event, []).append(position)
    return {
        "market_positions": [_market_body(position) for position in page],
        "event_positions": [_event_body(*item) for item in events.items()],
        "cursor": cursor,
    }


def _market_body(position: PositionView) -> Json:
    return {
        "ticker": position.market,
        "exchange_index": position.wallet.shard,
        "position_fp": count(position.size),
        "total_traded_dollars": micro_dollars(position.traded),
        "market_exposure_dollars": micro_dollars(position.exposure),
        "realized_pnl_dollars": micro_dollars(position.realized),
        "fees_paid_dollars": micro_dollars(position.fees),
        "last_updated_ts": instant(position.updated_at),
    }


def _event_body(event_ticker: str, positions: list[PositionView]) -> Json:
    def total(amount: Callable[[PositionView], Decimal]) -> Decimal:
        return sum(map(amount, positions), _NOTHING)

    return {
        "event_ticker": event_ticker,
        "total_cost_dollars": micro_dollars(total(lambda p: p.traded)),
        "total_cost_shares_fp": count(total(lambda p: p.volume)),
        "event_exposure_dollars": micro_dollars(total(lambda p: p.exposure)),
        "realized_pnl_dollars": micro_dollars(total(lambda p: p.realized)),
        "fees_paid_dollars": micro_dollars(total(lambda p: p.fees)),
    }
