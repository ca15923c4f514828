"""Polymarket's wire with the answers written down.

Not in ``tests/polymarket``: a folder of that name cannot be imported where the
venue's own client, a package called ``polymarket``, is installed.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import httpx

from predcore.kit import Limiter, Pages, Retry
from predcore_polymarket import Polymarket, PolymarketVenue

__all__ = [
    "NO_TOKEN",
    "YES_TOKEN",
    "Answer",
    "Call",
    "Wire",
    "book",
    "check_call",
    "condition",
    "event",
    "keyset",
    "market",
    "page",
    "raw_path",
    "trade",
]

Answer: TypeAlias = "httpx.Response | dict[str, Any] | list[Any]"
Give: TypeAlias = Callable[[httpx.Request], Answer]
Call: TypeAlias = Callable[[Polymarket], "Pages[Any] | Awaitable[Any]"]

URLS = {
    service: f"http://venue.test/{service}"
    for service in ("gamma", "clob", "data", "relayer", "site")
}


class Wire:
    """Answers by service and path, and what was asked.

    A path with several answers gives them one after the other, and the last one
    again; one without is a 404.
    """

    def __init__(self) -> None:
        self.sent: list[httpx.Request] = []
        self._answers: dict[str, Give] = {}

    def on(self, path: str, *answers: Answer) -> None:
        """Answer a path: the service, then the path as sent, escapes included."""
        left = list(answers)

        def give(_: httpx.Request) -> Answer:
            return left.pop(0) if len(left) > 1 else left[0]

        self._answers[path] = give

    def ask(self, path: str, answer: Give) -> None:
        """Answer a path with what a function makes of the request."""
        self._answers[path] = answer

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [raw_path(request) for request in self.sent]

    def params(self, number: int = -1) -> list[tuple[str, str]]:
        """The query of a request, repeated names and all."""
        return list(self.sent[number].url.params.multi_items())

    def body(self, number: int = -1) -> Any:
        """The JSON a request carried."""
        return json.loads(self.sent[number].content)

    def polymarket(self, **options: Any) -> Polymarket:
        """A client on this wire: no rate budget, no second attempts."""
        options = {"limiter": Limiter({}), "retry": Retry(attempts=1), **options}
        transport = httpx.MockTransport(self.answer)
        return Polymarket(transport=transport, urls=URLS, **options)

    def venue(self, **options: Any) -> PolymarketVenue:
        """The unified view of such a client."""
        return PolymarketVenue(self.polymarket(**options))

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer one request; what an httpx transport calls."""
        self.sent.append(request)
        give = self._answers.get(raw_path(request))
        if give is None:
            refusal = {"type": "not found error", "error": "id not found"}
            return httpx.Response(404, json=refusal)
        answer = give(request)
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, json=answer)


def raw_path(request: httpx.Request) -> str:
    """Service and path, with its escapes."""
    return request.url.raw_path.decode().partition("?")[0].removeprefix("/")


def condition(number: int) -> str:
    """A condition id."""
    return f"0x{number:064x}"


def token(number: int, outcome: int) -> str:
    """A token id: 77 digits."""
    return str(7 * 10**76 + 10 * number + outcome)


YES_TOKEN, NO_TOKEN = token(1, 0), token(1, 1)


def market(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A market as Gamma sends it."""
    return {
        "id": str(500_000 + number),
        "question": "Will it rain?",
        "conditionId": condition(number),
        "slug": f"will-it-rain-{number}",
        "description": "If it rains.",
        "outcomes": '["Yes", "No"]',
        "outcomePrices": '["0.425", "0.575"]',
        "clobTokenIds": json.dumps([token(number, 0), token(number, 1)]),
        "active": True,
        "closed": False,
        "archived": False,
        "acceptingOrders": True,
        "acceptingOrdersTimestamp": "2026-11-01T00:00:00Z",
        "enableOrderBook": True,
        "endDate": "2026-12-31T00:00:00Z",
        "orderPriceMinTickSize": 0.01,
        "orderMinSize": 5,
        "bestBid": 0.4,
        "bestAsk": 0.45,
        "lastTradePrice": 0.42,
        "volume": "1000.5",
        "feesEnabled": True,
        "feeSchedule": {
            "exponent": 1,
            "rate": 0.05,
            "takerOnly": True,
            "rebateRate": 0.25,
        },
        "umaResolutionStatuses": "[]",
        **fields,
    }


def event(number: int = 1, **fields: Any) -> dict[str, Any]:
    """An event as Gamma sends it."""
    return {
        "id": str(30_000 + number),
        "slug": f"rain-{number}",
        "title": "Rain in December",
        "endDate": "2026-12-31T00:00:00Z",
        "active": True,
        "closed": False,
        "negRisk": False,
        "volume": 1000.5,
        "markets": [market(number)],
        "tags": [{"id": "7", "label": "Weather", "slug": "weather"}],
        **fields,
    }


def book(token_id: str = YES_TOKEN, **fields: Any) -> dict[str, Any]:
    """A book as the CLOB sends it: worst prices first."""
    return {
        "market": condition(1),
        "asset_id": token_id,
        "timestamp": "1796000000123",
        "hash": "0458ea5755c9f73d64a14636fa5c36ed460ec394",
        "bids": [
            {"price": "0.10", "size": "500"},
            {"price": "0.40", "size": "40.123456"},
        ],
        "asks": [{"price": "0.90", "size": "500"}, {"price": "0.45", "size": "25.5"}],
        "min_order_size": "5",
        "tick_size": "0.01",
        "neg_risk": False,
        "last_trade_price": "0.42",
        **fields,
    }


def trade(number: int, at: int, **fields: Any) -> dict[str, Any]:
    """A fill as version 2 of the Data API sends it."""
    return {
        "proxy_wallet": "0x" + "ab" * 20,
        "side": "BUY",
        "token_id": YES_TOKEN,
        "condition_id": condition(1),
        "size": 10.660967,
        "price": 0.42,
        "timestamp": at,
        "transaction_hash": f"0x{number:064x}",
        "outcome": "Yes",
        "outcome_index": 0,
        **fields,
    }


def page(*rows: Any, cursor: str | None = None) -> dict[str, Any]:
    """The envelope of version 2 of the Data API."""
    return {
        "data": list(rows),
        "pagination": {"has_more": cursor is not None, "next_cursor": cursor},
    }


def keyset(*markets: dict[str, Any]) -> Give:
    """``/markets/keyset`` over these markets, with the filters that look one up."""

    def known(row: dict[str, Any], request: httpx.Request) -> bool:
        asked = request.url.params
        names = {
            "condition_ids": [row["conditionId"]],
            "clob_token_ids": json.loads(row["clobTokenIds"]),
            "id": [row["id"]],
            "slug": [row["slug"]],
        }
        wanted = {name: set(asked.get_list(name)) for name in names if name in asked}
        same_state = (asked.get("closed") == "true") is row["closed"]
        return same_state and all(
            texts.intersection(names[name]) for name, texts in wanted.items()
        )

    def answer(request: httpx.Request) -> Answer:
        return {"markets": [row for row in markets if known(row, request)]}

    return answer


async def check_call(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, query: str, answer: Any
) -> None:
    """Check that a verb sends one GET of this path and query, and knows the answer."""
    wire.on(path, httpx.Response(200, json=answer))
    asked = call(polymarket)
    await (asked.first() if isinstance(asked, Pages) else asked)
    sent = wire.sent[0]
    assert (sent.method, wire.paths, sent.url.query.decode()) == ("GET", [path], query)
    assert sent.headers["user-agent"].startswith("predcore")
    assert polymarket.drift.report() == ()
