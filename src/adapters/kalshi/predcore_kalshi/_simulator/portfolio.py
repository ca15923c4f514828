"""Cash, fills, pay-outs, and money to and from banks."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from predcore import Liquidity, Side
from predcore.sim.exchange import FillRecord, PositionView, SettlementRecord

from .call import Call, forbidden
from .ledger import SHARDS
from .wire import Json, cents, count, dollars, instant, micro_dollars, unix

__all__ = [
    "archived_fills",
    "balance",
    "deposits",
    "fills",
    "resting_value",
    "settlements",
    "withdrawals",
]

_RESULTS = {Decimal(1): "yes", Decimal(0): "no"}


def balance(call: Call) -> Json:
    """Cash of a subaccount; resting orders have a claim on it but do not reduce it."""
    subaccount = call.asked_subaccount()
    asked = call.query.integer("exchange_index", least=0)
    cash = {
        view.wallet.shard: view.cash
        for view in call.exchange.accounts.balances(call.account)
        if view.wallet.subaccount == subaccount and asked in {None, view.wallet.shard}
    }
    total = sum(cash.values(), Decimal(0))
    held = call.exchange.positions(call.account, subaccount=subaccount)
    value = sum(
        (_value(call, p) for p in held if asked in {None, p.wallet.shard}), Decimal(0)
    )
    body: Json = {
        "balance": cents(total),
        "balance_dollars": dollars(total),
        "portfolio_value": cents(value),
        "updated_ts": unix(call.floor.now),
    }
    if call.key.subaccount is None:
        shards = SHARDS if asked is None else (asked,)
        body["balance_breakdown"] = [
            {"exchange_index": n, "balance": dollars(cash.get(n, Decimal(0)))}
            for n in shards
        ]
    return body


def _value(call: Call, position: PositionView) -> Decimal:
    """What a position would fetch at the last price, which is one way to value it."""
    view = call.exchange.market(position.market)
    price = view.payout if view.payout is not None else view.last_price
    if price is None:
        return position.exposure
    return abs(position.size) * (price if position.size > 0 else 1 - price)


def fills(call: Call) -> Json:
    """A page of fills that are not archived, newest first."""
    return _fills(call, archived=False)


def archived_fills(call: Call) -> Json:
    """A page of fills from before the historical cutoff."""
    return _fills(call, archived=True)


def _fills(call: Call, *, archived: bool) -> Json:
    query = call.query
    tickers, order_id = query.joined("ticker", most=100), query.text("order_id")
    since, until = query.instant("min_ts"), query.instant("max_ts")
    shard = query.integer("exchange_index", least=0)
    cutoff = call.floor.listing.cutoff
    every = call.exchange.fills(
        call.account, subaccount=call.asked_subaccounts(), order_id=order_id
    )
    rows = [
        _fill(fill)
        for fill in reversed(every)
        if (fill.at < cutoff) is archived
        and (tickers is None or fill.market in tickers)
        and shard in {None, fill.wallet.shard}
        and (since is None or fill.at >= since)
        and (until is None or fill.at <= until)
    ]
    return call.page("fills", rows, most=1000)


def _fill(fill: FillRecord) -> Json:
    bid = fill.side is Side.BUY
    return {
        "fill_id": fill.trade_id,
        "trade_id": fill.trade_id,
        "order_id": fill.order_id,
        "ticker": fill.market,
        "market_ticker": fill.market,
        "exchange_index": fill.wallet.shard,
        "side": "yes" if bid else "no",
        "action": "buy",
        "outcome_side": "yes" if bid else "no",
        "book_side": "bid" if bid else "ask",
        "count_fp": count(fill.size),
        "yes_price_dollars": dollars(fill.price),
        "no_price_dollars": dollars(1 - fill.price),
        "is_taker": fill.liquidity is Liquidity.TAKER,
        "fee_cost": micro_dollars(fill.fee),
        "created_time": instant(fill.at),
        "ts": unix(fill.at),
        "subaccount_number": fill.wallet.subaccount,
    }


def settlements(call: Call) -> Json:
    """A page of pay-outs, newest first; also of what was sold before."""
    query = call.query
    ticker, event = query.text("ticker"), query.text("event_ticker")
    since, until = query.instant("min_ts"), query.instant("max_ts")
    every = call.exchange.settlements(call.account, subaccount=call.asked_subaccounts())
    rows = [
        _settlement(record, event_ticker)
        for record, event_ticker in _with_events(call, reversed(every))
        if ticker in {None, record.market}
        and event in {None, event_ticker}
        and (since is None or record.at >= since)
        and (until is None or record.at <= until)
    ]
    return call.page("settlements", rows, most=1000)


def _with_events(
    call: Call, records: Iterable[SettlementRecord]
) -> Iterable[tuple[SettlementRecord, str]]:
    rows = call.floor.listing.rows
    return ((record, rows[record.market].event_ticker) for record in records)


def _settlement(record: SettlementRecord, event_ticker: str) -> Json:
    held = record.position
    return {
        "ticker": record.market,
        "event_ticker": event_ticker,
        "exchange_index": record.wallet.shard,
        "market_result": _RESULTS.get(record.payout, "scalar"),
        "yes_count_fp": count(held.bought),
        "yes_total_cost_dollars": micro_dollars(held.bought_value),
        "no_count_fp": count(held.sold),
        "no_total_cost_dollars": micro_dollars(held.sold - held.sold_value),
        "revenue": cents(record.revenue),
        "value": cents(record.payout),
        "settled_time": instant(record.at),
        "fee_cost": micro_dollars(held.fees + record.fee),
    }


def deposits(call: Call) -> Json:
    """A page of money that came from banks, newest first."""
    return call.page("deposits", call.ledger.deposits[::-1], most=500)


def withdrawals(call: Call) -> Json:
    """A page of money that went to banks, newest first."""
    return call.page("withdrawals", call.ledger.withdrawals[::-1], most=500)


def resting_value(call: Call) -> Json:
    """For clearing members only."""
    del call
    raise forbidden()
