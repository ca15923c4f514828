"""Single numbers of tokens, one by one and in bulk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from predcore.kit import Decoder, Loose, Request, decoder, query

from ...models.clob import price as models
from .._resource import Resource
from .._values import one_to
from .books import MOST_BOOKS, tokens_body

__all__ = [
    "LastTradePrice",
    "LastTradesPrices",
    "Midpoint",
    "Midpoints",
    "Price",
    "Prices",
    "Spread",
    "Spreads",
]

T = TypeVar("T")
Side = Literal["BUY", "SELL"]

_PRICE = decoder(models.Price).pick(lambda found: found.price)
_MIDPOINT = decoder(models.Midpoint).pick(
    lambda found: found.mid_price if found.mid is None else found.mid
)
_SPREAD = decoder(models.Spread).pick(lambda found: found.spread)
_LAST = decoder(models.LastTradePrice)
_LASTS: Decoder[tuple[models.TokenLastTradePrice, ...]] = Decoder(
    tuple[models.TokenLastTradePrice, ...]
)
_LAST_BY_TOKEN = _LASTS.pick(lambda rows: {row.token_id: row for row in rows})
_NUMBERS: Decoder[dict[str, Decimal | None]] = Decoder(dict[str, Loose])
_SIDES: Decoder[dict[str, dict[str, Decimal | None]]] = Decoder(
    dict[str, dict[str, Loose]]
)


class _OfOne(Resource):
    """An endpoint about one token."""

    async def _get(self, path: str, parse: Decoder[T], bucket: str, **params: str) -> T:
        return await self._http.send(
            Request(path=path, query=query(params), parse=parse, bucket=bucket)
        )


class _OfMany(Resource):
    """An endpoint about up to 500 tokens; it reads, although it is a POST."""

    async def _post(self, path: str, parse: Decoder[T], bucket: str, body: bytes) -> T:
        return await self._http.send(
            Request(method="POST", path=path, body=body, parse=parse, bucket=bucket)
        )

    async def _post_tokens(
        self, path: str, parse: Decoder[T], bucket: str, token_ids: Sequence[str]
    ) -> T:
        one_to(MOST_BOOKS, token_ids, "token ids")
        return await self._post(path, parse, bucket, tokens_body(token_ids))


class Price(_OfOne):
    """The best price of one side."""

    async def get(self, token_id: str, side: Side) -> Decimal | None:
        """Fetch the best bid (``BUY``) or the best ask (``SELL``).

        It is the side of the resting order, not yours: ``BUY`` is not what you pay.
        """
        return await self._get(
            "/price", _PRICE, "clob.price", token_id=token_id, side=side
        )


class Prices(_OfMany):
    """Best prices of many tokens."""

    async def get(
        self, sides: Sequence[tuple[str, Side]]
    ) -> dict[str, dict[str, Decimal | None]]:
        """Fetch prices for ``(token id, side)`` pairs: token to side to price."""
        one_to(MOST_BOOKS, sides, "prices")
        rows = [{"token_id": token_id, "side": side} for token_id, side in sides]
        body = json.dumps(rows, separators=(",", ":")).encode()
        return await self._post("/prices", _SIDES, "clob.prices", body)


class Midpoint(_OfOne):
    """Halfway between bid and ask."""

    async def get(self, token_id: str) -> Decimal | None:
        """Fetch the midpoint of a token; raises ``NotFound`` without a book."""
        return await self._get(
            "/midpoint", _MIDPOINT, "clob.midpoint", token_id=token_id
        )


class Midpoints(_OfMany):
    """Midpoints of many tokens."""

    async def get(self, token_ids: Sequence[str]) -> dict[str, Decimal | None]:
        """Fetch up to 500 midpoints, by token id."""
        return await self._post_tokens(
            "/midpoints", _NUMBERS, "clob.midpoints", token_ids
        )


class Spread(_OfOne):
    """Ask minus bid."""

    async def get(self, token_id: str) -> Decimal | None:
        """Fetch the spread of a token; raises ``NotFound`` without a book."""
        return await self._get("/spread", _SPREAD, "clob", token_id=token_id)


class Spreads(_OfMany):
    """Spreads of many tokens."""

    async def get(self, token_ids: Sequence[str]) -> dict[str, Decimal | None]:
        """Fetch up to 500 spreads, by token id."""
        return await self._post_tokens("/spreads", _NUMBERS, "clob", token_ids)


class LastTradePrice(_OfOne):
    """The last fill."""

    async def get(self, token_id: str) -> models.LastTradePrice:
        """Fetch the last price; its ``side`` is empty if there never was a trade."""
        return await self._get("/last-trade-price", _LAST, "clob", token_id=token_id)


class LastTradesPrices(_OfMany):
    """The last fills of many tokens."""

    async def get(
        self, token_ids: Sequence[str]
    ) -> dict[str, models.TokenLastTradePrice]:
        """Fetch up to 500, by token id; tokens that never traded are left out."""
        return await self._post_tokens(
            "/last-trades-prices", _LAST_BY_TOKEN, "clob", token_ids
        )
