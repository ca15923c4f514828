"""What people say under events and series: invented, and always the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from ..ledger import Ledger
from ..listed import ListedEvent, ListedSeries
from ..listing import Listing
from ..notation import Row, iso, text
from ..traders import TRADERS, Trader

__all__ = ["Comment", "Parent", "comment_row", "comments", "count"]

Parent = Literal["Event", "Series"]

_REMARKS = (
    "Priced about right, I think.",
    "Read the rules before you buy this.",
    "Who is selling at this price?",
    "Adding on every dip.",
)
_REPLY = "Fair point."


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark, or a reply to the remark ``above``."""

    id: str
    kind: Parent
    parent: str
    author: Trader
    body: str
    at: datetime
    above: str | None = None


def count(entity: ListedEvent | ListedSeries) -> int:
    """How many comments an entity has: one to four remarks and a reply."""
    return int(entity.id) % len(_REMARKS) + 2


@cache
def comments(listing: Listing) -> tuple[Comment, ...]:
    """Every comment, oldest first within its entity."""
    return tuple(
        comment
        for kind, entities in (("Event", listing.events), ("Series", listing.series))
        for entity in entities
        for comment in _under(listing, "Event" if kind == "Event" else "Series", entity)
    )


def comment_row(comment: Comment, ledger: Ledger | None = None) -> Row:
    """As Gamma serves it; with a ledger, the author's positions too."""
    author = comment.author
    profile: Row = {
        "name": author.name or author.wallet,
        "pseudonym": author.pseudonym,
        "displayUsernamePublic": bool(author.name),
        "bio": author.bio,
        "proxyWallet": author.wallet,
        "baseAddress": author.wallet,
        "profileImage": "",
    }
    if ledger:
        profile["positions"] = [
            {"tokenId": token, "positionSize": text(holding.size.scaleb(6) // 1)}
            for (wallet, token), holding in ledger.holdings.items()
            if wallet == author.wallet and holding.size
        ]
    row: Row = {
        "id": comment.id,
        "body": comment.body,
        "parentEntityType": comment.kind,
        "parentEntityID": int(comment.parent),
        "userAddress": author.wallet,
        "createdAt": iso(comment.at),
        "updatedAt": iso(comment.at),
        "profile": profile,
        "reactions": [],
        "reportCount": 0,
        "reactionCount": 0,
    }
    if comment.above:
        row["parentCommentID"] = comment.above
    return row


def _under(
    listing: Listing, kind: Parent, entity: ListedEvent | ListedSeries
) -> tuple[Comment, ...]:
    number = int(entity.id)
    made: list[Comment] = []
    for place in range(count(entity)):
        last = place == count(entity) - 1
        made.append(
            Comment(
                id=str(number * 10 + place),
                kind=kind,
                parent=entity.id,
                author=TRADERS[(number + place) % len(TRADERS)],
                body=_REPLY if last else _REMARKS[place],
                at=listing.start - timedelta(hours=number % 48, minutes=60 - place),
                above=made[0].id if last else None,
            )
        )
    return tuple(made)
