"""``/prices-history``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from predcore import InvalidRequest
from predcore.kit import Request, decoder, query

from ...models.clob.price import BatchHistory, History, PricePoint
from .._resource import Resource
from .._values import one_to, seconds

__all__ = ["BatchPricesHistory", "PricesHistory"]

_HISTORY = decoder(History)
_BATCH = decoder(BatchHistory)
_MOST_MARKETS = 20

Interval = Literal["max", "all", "1m", "1w", "1d", "6h", "1h"]


class PricesHistory(Resource):
    """Sampled prices of one token."""

    async def get(
        self,
        market: str,
        *,
        interval: Interval | None = None,
        start_ts: datetime | None = None,
        end_ts: datetime | None = None,
        fidelity: int | None = None,
    ) -> tuple[PricePoint, ...]:
        """Fetch prices, oldest first.

        Args:
            market: the token id, in spite of the name.
            interval: up to now, where ``1m`` is a month; or give both instants.
            start_ts, end_ts: at most 15 days apart.
            fidelity: minutes between samples.
        """
        _check_span(interval, start_ts, end_ts)
        params = {
            "market": market,
            "interval": interval,
            "startTs": seconds(start_ts),
            "endTs": seconds(end_ts),
            "fidelity": fidelity,
        }
        found = await self._http.send(
            Request(
                path="/prices-history",
                query=query(params),
                parse=_HISTORY,
                bucket="clob.history",
            )
        )
        return found.history


class BatchPricesHistory(Resource):
    """Sampled prices of up to 20 tokens."""

    async def get(
        self,
        markets: Sequence[str],
        *,
        interval: Interval | None = None,
        start_ts: datetime | None = None,
        end_ts: datetime | None = None,
        fidelity: int | None = None,
    ) -> dict[str, tuple[PricePoint, ...]]:
        """Fetch prices by token id; arguments as in ``prices_history.get``."""
        one_to(_MOST_MARKETS, markets, "token ids")
        _check_span(interval, start_ts, end_ts)
        wanted: dict[str, Any] = {
            "markets": list(markets),
            "interval": interval,
            "start_ts": seconds(start_ts),
            "end_ts": seconds(end_ts),
            "fidelity": fidelity,
        }
        body = {name: value for name, value in wanted.items() if value is not None}
        found = await self._http.send(
            Request(
                method="POST",
                path="/batch-prices-history",
                body=json.dumps(body, separators=(",", ":")).encode(),
                parse=_BATCH,
                bucket="clob.history",
            )
        )
        return found.history


def _check_span(
    interval: str | None, start: datetime | None, end: datetime | None
) -> None:
    if (interval is None) == (start is None and end is None):
        raise InvalidRequest("give either an interval or start_ts and end_ts")
