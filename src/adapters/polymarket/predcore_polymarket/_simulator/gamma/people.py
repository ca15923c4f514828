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
from .pages import keyset, offset_page, ordered
from .refusals import GAMMA, invalid, missing

__all__ = ["People", "profile_row"]

_PARENTS = {"Event", "Series", "PerpsAsset"}
_LARGEST, _DEEPEST = 100, 200


class People:
    """What is known of the invented traders, and what they say."""

    def __init__(self, listing: Listing, ledger: Ledger) -> None:
        self._comments = comments(listing)
        self._ledger = ledger
        self._now = listing.start

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
        found = self._under(ask)
        roots = self._rows(ask, [c for c in found if c.above is None])
        page = offset_page(
            ask,
            ordered(ask, roots) if ask.text("order") else roots[::-1],
            largest=_LARGEST,
            deepest=_DEEPEST,
            instead="/comments/keyset",
        )
        return self._with_replies(ask, page, found)

    def _keyset(self, ask: Ask) -> Json:
        found = self._under(ask)
        roots = self._rows(ask, [c for c in found if c.above is None])
        page, cursor = keyset(ask, ordered(ask, roots), largest=_LARGEST)
        return {"comments": self._with_replies(ask, page, found), **cursor}

    def _with_replies(
        self, ask: Ask, page: Sequence[Row], found: Sequence[Comment]
    ) -> list[Row]:
        """A limit counts remarks; their replies come on top of it."""
        shown: list[Row] = []
        for root in page:
            replies = [c for c in found if c.above == root["id"]]
            shown += [root, *self._rows(ask, replies)]
        return shown

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
        """A remark and its replies, by the id of any of them."""
        number = ask.path["id"]
        asked = next((c for c in self._comments if c.id == number), None)
        if asked is None:
            raise missing("id not found")
        root = asked.above or asked.id
        return self._rows(ask, [c for c in self._comments if root in {c.id, c.above}])

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
