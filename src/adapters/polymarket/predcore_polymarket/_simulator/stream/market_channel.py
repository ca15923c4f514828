"""``/ws/market``: books, changes and prints of tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..notation import Row
from .announcer import Announcement, Announcer
from .conversation import Conversation, members, names
from .outbox import Outbox

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["MarketChannel"]

_UNREADABLE = 1007


class MarketChannel(Conversation):
    """One client of the channel.

    It begins with a frame of type ``market`` and goes on with operations. Tokens that
    are followed already are passed over, whatever else a frame changes.
    """

    def __init__(self, floor: Floor, announcer: Announcer) -> None:
        self.outbox = Outbox()
        self._floor = floor
        self._announcer = announcer
        self._tokens: set[str] = set()
        self._custom = False
        self._begun = False

    def receive(self, text: str) -> None:
        """Answer a frame."""
        if text == "PING":
            self.outbox.put("PONG")
            return
        asked = members(text)
        tokens = None if asked is None else names(asked.get("assets_ids", []))
        if asked is None or tokens is None:
            self.outbox.close(_UNREADABLE)
        elif not self._begun and asked.get("type") == "market":
            self._begun = True
            self._follow(tokens, asked)
        elif self._begun and asked.get("operation") == "subscribe":
            self._follow(tokens, asked)
        elif self._begun and asked.get("operation") == "unsubscribe":
            self._tokens.difference_update(tokens)
        else:
            self.outbox.close(_UNREADABLE)

    def _follow(self, tokens: Sequence[str], asked: Mapping[str, Any]) -> None:
        custom = asked.get("custom_feature_enabled")
        if isinstance(custom, bool):
            self._custom = custom
        new = [token for token in dict.fromkeys(tokens) if token not in self._tokens]
        self._tokens.update(new)
        books: list[Row] = []
        for token in new:
            found = self._floor.listing.by_token.get(token)
            if found is None:
                continue
            self._announcer.follow(found[0])
            book = self._announcer.dump(*found)
            if book is not None:
                books.append(book)
        if asked.get("initial_dump", True) and new:
            self.outbox.tell(books)

    def hear(self, news: Announcement) -> None:
        """Tell what the client wants to know."""
        if news.custom and not self._custom:
            return
        if not news.tokens or not self._tokens.isdisjoint(news.tokens):
            self.outbox.put(news.text)

    def tick(self, seconds: int) -> None:
        """Nothing happens by the clock alone."""
