"""``/public-profile`` and ``/comments``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from starlette.routing import Route

from ..answers import Ask
from ..ledger import Ledger
from ..listing import Listing
from ..notation import Json, Row, iso
from ..traders import Trader, trader
from .comments import Comment, comment_row, comments
from .pages import keyset_page, offset_page, ordered
from .refusals import GAMMA, invalid, missing

__all__ = ["People", "profile_row"]

_PARENTS = {"Event", "Series", "PerpsAsset"}
_LARGEST, _DEEPEST = 100, 200


class People:
    """What is known of the invented traders, and what they say."""

    def __init__(self, listing: Listing, ledger: Ledger) -> None:
        self._comments = comments(listing)
        self._ledger = ledger
        self._now = listing.now

    def routes(self) -> list[Route]:
        """``keyset`` and ``user_address`` before the ids they would be taken for."""
        return [
            GAMMA.get("/public-profile", self._profile),
            GAMMA.get("/comments", self._list),
            GAMMA.get("/comments/keyset", self._keyset),
            GAMMA.get("/comments/user_address/{address}", self._by_author),
            GAMMA.get("/comments/{id}", self._thread),
        ]

    def _profile(self, ask: Ask) -> Json:
        address = ask.text("address")
        if address is None:
            raise invalid("address is required")
        known = trader(address)
        if known is None:
            raise missing("profile not found")
        user: Row = {"id": str(known.number), "creator": False, "mod": False}
        row = profile_row(known) | {
            "createdAt": iso(_joined(self._now, known)),
            "users": [user],
            "verifiedBadge": False,
        }
        return {name: value for name, value in row.items() if name != "id"}

    def _list(self, ask: Ask) -> Json:
        """Newest first unless there is an order; offsets do not go deep."""
        rows = self._rows(ask, self._under(ask))
        return offset_page(
            ask,
            ordered(ask, rows) if ask.text("order") else rows[::-1],
            largest=_LARGEST,
            deepest=_DEEPEST,
            instead="/comments/keyset",
        )

    def _keyset(self, ask: Ask) -> Json:
        rows = ordered(ask, self._rows(ask, self._under(ask)))
        return keyset_page(ask, rows, "comments", largest=_LARGEST)

    def _by_author(self, ask: Ask) -> Json:
        address = ask.path["address"].lower()
        mine = [c for c in self._comments if c.author.wallet == address]
        return offset_page(
            ask,
            ordered(ask, self._rows(ask, mine)),
            largest=_LARGEST,
            deepest=_DEEPEST,
            instead="/comments/keyset",
        )

    def _thread(self, ask: Ask) -> Json:
        number = ask.path["id"]
        found = [c for c in self._comments if number in {c.id, c.above}]
        if not found:
            raise missing("id not found")
        return self._rows(ask, found)

    def _under(self, ask: Ask) -> list[Comment]:
        kind, parent = ask.text("parent_entity_type"), ask.text("parent_entity_id")
        if kind is None or parent is None:
            raise invalid("required query parameter is missing")
        if kind not in _PARENTS:
            raise invalid('expected value to be one of "Event, Series, PerpsAsset"')
        return [c for c in self._comments if (c.kind, c.parent) == (kind, parent)]

    def _rows(self, ask: Ask, found: Sequence[Comment]) -> list[Row]:
        ledger = self._ledger if ask.flag("get_positions") else None
        return [comment_row(comment, ledger) for comment in found]


def profile_row(person: Trader) -> Row:
    """A person as search finds them."""
    return {
        "id": str(person.number),
        "name": person.name or person.wallet,
        "pseudonym": person.pseudonym,
        "proxyWallet": person.wallet,
        "bio": person.bio,
        "displayUsernamePublic": bool(person.name),
        "profileImage": "",
    }


def _joined(now: datetime, person: Trader) -> datetime:
    return now - timedelta(days=30 * person.number)
