"""Which tokens a request is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..answers import Ask
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Json
from .refusals import NO_ORDERBOOK, invalid, missing

__all__ = ["Token", "Tokens"]

_MOST = 500


class Token(NamedTuple):
    """One outcome of a market."""

    id: str
    market: ListedMarket
    outcome: int


class Tokens:
    """Reads token ids out of requests and looks them up."""

    def __init__(self, listing: Listing) -> None:
        self._by_token = listing.by_token

    def known(self, token_id: str | None) -> Token:
        """A listed token, whether or not it has a book."""
        if not token_id:
            raise invalid("Invalid token id")
        found = self._by_token.get(token_id)
        if found is None:
            raise missing("market not found")
        return Token(token_id, *found)

    def booked(self, ask: Ask) -> Token:
        """The token of ``token_id``; closed markets have no book."""
        token_id = ask.text("token_id")
        if token_id is None:
            raise invalid("Invalid token id")
        found = self._by_token.get(token_id)
        if found is None or not found[0].booked:
            raise missing(NO_ORDERBOOK)
        return Token(token_id, *found)

    def many(self, ask: Ask) -> list[tuple[Token, str]]:
        """Those tokens of a bulk request that have a book, each with its ``side``.

        The tokens are in the body of a POST, and comma-separated in the query of a
        GET. They come back in the order of their ids, once each.
        """
        wanted = _pairs(ask)
        if len(wanted) > _MOST:
            raise invalid("Payload exceeds the limit")
        return [
            (Token(token_id, *found), side)
            for token_id, side in sorted(set(wanted))
            if (found := self._by_token.get(token_id)) and found[0].booked
        ]


def _pairs(ask: Ask) -> list[tuple[str, str]]:
    if ask.body is None:
        sides = ask.listed("sides")
        tokens = ask.listed("token_ids")
        if sides and len(sides) != len(tokens):
            raise invalid("Invalid payload")
        return list(zip(tokens, sides or [""] * len(tokens), strict=True))
    if not isinstance(ask.body, Sequence) or isinstance(ask.body, str):
        raise invalid("Invalid payload")
    return [_pair(row) for row in ask.body]


def _pair(row: Json) -> tuple[str, str]:
    if isinstance(row, Mapping):
        token_id, side = row.get("token_id"), row.get("side", "")
        if isinstance(token_id, str) and isinstance(side, str):
            return token_id, side
    raise invalid("Invalid payload")
