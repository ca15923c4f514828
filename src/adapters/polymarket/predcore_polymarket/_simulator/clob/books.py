"""``/book`` and everything that is read off it."""

from __future__ import annotations

from decimal import Decimal

from starlette.routing import Route

from predcore import Side

from ..answers import Ask
from ..listing import Listing
from ..notation import Json, Row, text
from ..prices import best_ask, best_bid, last_trade, midpoint, orderbook, spread
from .refusals import CLOB, invalid
from .tokens import Token, Tokens

__all__ = ["Books"]

_NEVER: Row = {"price": "0.5", "side": ""}


class Books:
    """Order books and prices, one token at a time or in bulk.

    A bulk answer leaves out tokens without a book.
    """

    def __init__(self, listing: Listing) -> None:
        self._tokens = Tokens(listing)

    def routes(self) -> list[Route]:
        """Bulk reads are POST, and GET with the tokens in the query."""
        bulk = {
            "/books": self._books,
            "/prices": self._prices,
            "/midpoints": self._midpoints,
            "/spreads": self._spreads,
            "/last-trades-prices": self._last_trades,
        }
        return [
            CLOB.get("/book", self._book),
            CLOB.get("/price", self._price),
            CLOB.get("/midpoint", self._midpoint),
            CLOB.get("/spread", self._spread),
            CLOB.get("/last-trade-price", self._last_trade),
            *(CLOB.get(path, handler) for path, handler in bulk.items()),
            *(CLOB.post(path, handler) for path, handler in bulk.items()),
        ]

    def _book(self, ask: Ask) -> Json:
        token = self._tokens.booked(ask)
        return orderbook(token.market, token.outcome)

    def _books(self, ask: Ask) -> Json:
        return [orderbook(t.market, t.outcome) for t, _ in self._tokens.many(ask)]

    def _price(self, ask: Ask) -> Json:
        side = _side(ask.text("side") or "none")
        return {"price": text(_best(self._tokens.booked(ask), side))}

    def _prices(self, ask: Ask) -> Json:
        """Without a side a token is priced for selling, as the venue does it."""
        answer: dict[str, Row] = {}
        for token, side in self._tokens.many(ask):
            chosen = _side(side or "SELL")
            price = text(_best(token, chosen))
            answer.setdefault(token.id, {})[chosen.value.upper()] = price
        return answer

    def _midpoint(self, ask: Ask) -> Json:
        token = self._tokens.booked(ask)
        return {"mid": text(midpoint(token.market, token.outcome))}

    def _midpoints(self, ask: Ask) -> Json:
        tokens = self._tokens.many(ask)
        return {t.id: text(midpoint(t.market, t.outcome)) for t, _ in tokens}

    def _spread(self, ask: Ask) -> Json:
        token = self._tokens.booked(ask)
        return {"spread": text(spread(token.market, token.outcome))}

    def _spreads(self, ask: Ask) -> Json:
        tokens = self._tokens.many(ask)
        return {t.id: text(spread(t.market, t.outcome)) for t, _ in tokens}

    def _last_trade(self, ask: Ask) -> Json:
        return _last(self._tokens.booked(ask)) or _NEVER

    def _last_trades(self, ask: Ask) -> Json:
        found = ((token, _last(token)) for token, _ in self._tokens.many(ask))
        return [{"token_id": token.id, **last} for token, last in found if last]


def _side(name: str) -> Side:
    try:
        return Side(name.lower())
    except ValueError:
        raise invalid("Invalid side") from None


def _best(token: Token, side: Side) -> Decimal:
    """``BUY`` is the best bid, ``SELL`` the best ask; a missing one is 0 or 1."""
    if side is Side.BUY:
        return best_bid(token.market, token.outcome) or Decimal(0)
    return best_ask(token.market, token.outcome) or Decimal(1)


def _last(token: Token) -> Row | None:
    last = last_trade(token.market, token.outcome)
    return {"price": text(last[0]), "side": last[1].value.upper()} if last else None
