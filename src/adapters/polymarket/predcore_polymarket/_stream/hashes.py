"""The venue's fingerprint of a book, where the stream's is made as that of REST is.

Whether it is has never been confirmed, so the first book of a connection decides: if
it has everything the recipe is made of and its hash comes out, the hashes of all the
others are checked; otherwise they are opaque.
"""

from __future__ import annotations

from hashlib import sha1

from msgspec import DecodeError, Raw, Struct
from msgspec.json import Decoder, encode
from msgspec.structs import replace

from .frames import Row

__all__ = ["Hashes", "recipe_hash"]


class Recipe(Struct, frozen=True, gc=False):
    """What is hashed: these members in this order, with an empty ``hash``."""

    market: str
    asset_id: str
    timestamp: str
    hash: str
    bids: list[Row]
    asks: list[Row]
    min_order_size: str
    tick_size: str
    neg_risk: bool
    last_trade_price: str


_BOOK = Decoder(Recipe)
_LIST = Decoder(list[Raw])


def recipe_hash(recipe: Recipe) -> str:
    """SHA-1 in 40 hex digits."""
    written = encode(replace(recipe, hash=""))
    return sha1(written, usedforsecurity=False).hexdigest()


class Hashes:
    """Checks the hashes of whole books, if they can be.

    Attributes:
        checked: whether they are; ``None`` before the first book.
    """

    def __init__(self) -> None:
        self.checked: bool | None = None
        self._frame: str | bytes = b""
        self._events: list[Raw] = []

    def forget(self) -> None:
        """Another connection, perhaps to another version of the venue."""
        self.checked = None

    def contradict(self, frame: str | bytes, number: int | None) -> bool:
        """Whether a book is not the one its hash was made of.

        Args:
            frame: a whole frame.
            number: of the event in it, where it is a list.
        """
        if self.checked is False:
            return False
        try:
            text: str | bytes | Raw = frame
            if number is not None:
                text = self._event(frame, number)
            recipe = _BOOK.decode(text)
        except (DecodeError, RecursionError):
            self.checked = bool(self.checked)
            return False
        same = recipe.hash == recipe_hash(recipe)
        if self.checked is None:
            self.checked = same
            return False
        return not same

    def _event(self, frame: str | bytes, number: int) -> Raw:
        """One of many: two hundred books are taken apart once, and then let go."""
        if frame is not self._frame:
            self._frame, self._events = frame, _LIST.decode(frame)
        event = self._events[number]
        if number == len(self._events) - 1:
            self._frame, self._events = b"", []
        return event
