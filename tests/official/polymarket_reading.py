"""Reads a venue through its official client and writes what it understood, as JSON.

Run by the interpreter of that client's own environment, as
``python polymarket_reading.py GAMMA CLOB DATA WALLET``. The client is unmodified; only
the hosts of its environment are replaced, and since that has no public constructor
the private one is used.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

polymarket: Any = import_module("polymarket")
environments: Any = import_module("polymarket.environments")


def main(gamma: str, clob: str, data: str, wallet: str) -> None:
    """Write one JSON object; numbers are texts."""
    config = dataclasses.replace(
        environments.PRODUCTION._config, gamma_url=gamma, clob_url=clob, data_url=data
    )
    environment = environments._create_environment(name="simulator", config=config)
    with polymarket.PublicClient(environment=environment) as client:
        found = catalogue(client) | books(client) | people(client, wallet)
    json.dump(found, sys.stdout, default=str)


def catalogue(client: Any) -> dict[str, Any]:
    """What Gamma lists."""
    markets = items(client.list_markets(page_size=10))
    closed = items(client.list_markets(page_size=10, closed=True))
    events = items(client.list_events(page_size=5))
    return {
        "markets": [market(each) for each in markets],
        "closed": [market(each) for each in closed],
        "events": {each.id: [m.condition_id for m in each.markets] for each in events},
        "by_slug": client.get_market(slug=markets[0].slug).condition_id,
        "event_by_slug": client.get_event(slug=events[0].slug).title,
        "series": [each.slug for each in items(client.list_series())],
        "one_series": client.get_series(items(client.list_series())[0].id).title,
        "tags": [each.slug for each in items(client.list_tags())],
        "related": len(client.get_related_tags(slug="crypto")),
        "sports": [each.sport for each in client.get_sports()],
        "market_types": client.get_sports_market_types().market_types,
        "teams": [each.name for each in items(client.list_teams())],
        "search": [
            e.title for page in items(client.search(q="bitcoin")) for e in page.events
        ],
        "comments": len(
            items(
                client.list_comments(
                    parent_entity_id=events[0].id, parent_entity_type="Event"
                )
            )
        ),
    }


def books(client: Any) -> dict[str, Any]:
    """What the CLOB quotes, for both tokens of every open market."""
    listed = [m for m in items(client.list_markets()) if m.state.accepting_orders]
    tokens = [t.token_id for m in listed for t in (m.outcomes.yes, m.outcomes.no)]
    both = [
        polymarket.PriceRequest(token, side)
        for token in tokens
        for side in ("BUY", "SELL")
    ]
    first = tokens[0]
    return {
        "books": [book(each) for each in client.get_order_books(asset_ids=tokens)],
        "book": book(client.get_order_book(asset_id=first)),
        "prices": client.get_prices(requests=both),
        "price": client.get_price(asset_id=first, side="BUY"),
        "midpoints": client.get_midpoints(asset_ids=tokens),
        "midpoint": client.get_midpoint(asset_id=first),
        "spreads": client.get_spreads(asset_ids=tokens),
        "spread": client.get_spread(asset_id=first),
        "last": {
            each.asset_id: [each.price, each.side]
            for each in client.get_last_trade_prices(asset_ids=tokens)
        },
        "last_of_one": client.get_last_trade_price(asset_id=first).price,
        "rewards": len(items(client.list_current_rewards())),
        "reward_markets": len(items(client.list_reward_markets())),
    }


def people(client: Any, wallet: str) -> dict[str, Any]:
    """What the data API tells of one market and of one wallet."""
    condition = items(client.list_markets())[0].condition_id
    token = items(client.list_markets())[0].outcomes.yes.token_id
    settled = items(client.list_markets(closed=True))[0].condition_id
    return {
        "trades": [
            [each.asset_id, each.side, each.price, each.size, each.timestamp]
            for each in items(client.list_trades(condition_id=condition, page_size=7))
        ],
        "activity": len(items(client.list_activity(user=wallet))),
        "positions": len(items(client.list_positions(user=wallet))),
        "closed_positions": len(
            items(client.list_positions(user=wallet, status="CLOSED"))
        ),
        "value": client.get_portfolio_value(user=wallet).value,
        "stats": client.get_user_stats(user=wallet).traded_market_count,
        "pnl": len(client.get_user_pnl(user=wallet).points),
        "volume": client.get_user_volume(user=wallet).volume,
        "holders": len(items(client.list_market_holders(condition_ids=condition))),
        "open_interest": client.get_open_interests(condition_ids=condition)[0].value,
        "live_volume": client.get_event_live_volume(
            event_ids=int(items(client.list_events())[0].id)
        ).taker_volume_total,
        "history": len(items(client.list_price_history(asset_id=token, interval="1h"))),
        "tokens": [
            each.asset_id
            for each in client.get_token_references(condition_ids=condition)
        ],
        "resolutions": [
            each.status for each in client.get_resolutions(condition_ids=settled)
        ],
        "leaderboard": [
            each.wallet for each in items(client.list_trader_leaderboard())
        ],
        "standing": client.get_trader_leaderboard_standing(user=wallet).pnl_rank,
        "winners": len(items(client.list_biggest_winners())),
        "profile": client.get_public_profile(wallet).pseudonym,
    }


def market(each: Any) -> dict[str, Any]:
    """The fields a trader needs."""
    return {
        "condition_id": each.condition_id,
        "question": each.question,
        "closed": each.state.closed,
        "neg_risk": each.state.neg_risk,
        "labels": [each.outcomes.yes.label, each.outcomes.no.label],
        "tokens": [each.outcomes.yes.token_id, each.outcomes.no.token_id],
        "prices": [each.outcomes.yes.price, each.outcomes.no.price],
        "tick": each.trading.minimum_tick_size,
        "min_size": each.trading.minimum_order_size,
        "fee_rate": each.trading.fee_schedule and each.trading.fee_schedule.rate,
        "best_bid": each.prices.best_bid,
        "event": each.events[0].id,
    }


def book(each: Any) -> dict[str, Any]:
    """Levels in the order of the wire."""
    return {
        "condition_id": each.condition_id,
        "asset_id": each.asset_id,
        "bids": [[level.price, level.size] for level in each.bids],
        "asks": [[level.price, level.size] for level in each.asks],
        "at": each.timestamp,
        "tick": each.tick_size,
        "neg_risk": each.neg_risk,
    }


def items(pages: Iterable[Any]) -> list[Any]:
    """Everything on every page."""
    return [item for page in pages for item in page.items]


if __name__ == "__main__":
    main(*sys.argv[1:])
