"""What the order-book service tells an account."""

from __future__ import annotations

from datetime import datetime

from predcore.kit import Items, Loose, wire

from ..names import SNAKE
from .instants import instant
from .market import MarketToken
from .words import OrderType, Side

__all__ = ["Notification", "NotificationPayload"]

_CAMEL = {
    "event_slug": "eventSlug",
    "event_title": "eventTitle",
    "market_url": "marketUrl",
    "parent_comment_id": "parentCommentID",
    "parent_entity_id": "parentEntityID",
    "parent_entity_type": "parentEntityType",
    "portfolio_url": "portfolioUrl",
    "position_id": "positionId",
    "proxy_wallet": "proxyWallet",
    "redeemed_condition_id": "conditionId",
    "redeemed_outcome_index": "outcomeIndex",
    "series_slug": "seriesSlug",
    "series_title": "seriesTitle",
    "txn_hash": "txnHash",
    "user_address": "userAddress",
}


def _spelt(name: str) -> str:
    return _CAMEL.get(name, name)


@wire
class NotificationPayload:
    """What a notification is about; each kind has a few of these.

    Orders have ``order_id`` to ``trade_id``, markets ``condition_id`` to ``tokens``,
    payments ``proxy_wallet`` to ``redeemed_outcome_index``, comments ``body`` and the
    parents, a better tier the last four.
    """

    __dialect__ = SNAKE._replace(rename=_spelt)

    order_id: str | None = None
    asset_id: str | None = None
    """Token id."""
    token_id: str | None = None
    """What some messages call it."""
    market: str | None = None
    """Condition id."""
    side: Side | None = None
    type: OrderType | None = None
    price: Loose = None
    original_size: Loose = None
    """Shares, as the other two."""
    matched_size: Loose = None
    remaining_size: Loose = None
    outcome: str | None = None
    outcome_index: int | None = None
    transaction_hash: str | None = None
    trade_id: str | None = None

    condition_id: str | None = None
    question_id: str | None = None
    question: str | None = None
    market_slug: str | None = None
    event_slug: str | None = None
    series_slug: str | None = None
    icon: str | None = None
    image: str | None = None
    active: bool | None = None
    closed: bool | None = None
    minimum_order_size: Loose = None
    minimum_tick_size: Loose = None
    neg_risk: bool | None = None
    tokens: Items[MarketToken] = ()

    proxy_wallet: str | None = None
    txn_hash: str | None = None
    reward: Loose = None
    """pUSD, as ``amount``."""
    amount: Loose = None
    redeemed_condition_id: str | None = None
    position: str | None = None
    position_id: str | None = None
    legs: int | None = None
    slug: str | None = None
    market_url: str | None = None
    portfolio_url: str | None = None
    redeemed_outcome_index: int | None = None

    id: str | None = None
    body: str | None = None
    user_address: str | None = None
    parent_comment_id: str | None = None
    parent_entity_id: str | None = None
    parent_entity_type: str | None = None
    event_title: str | None = None
    series_title: str | None = None

    previous_tier: int | None = None
    tier: int | None = None
    rebate_bps: int | None = None
    snapshot_date: str | None = None


@wire
class Notification:
    """Something that happened to the account.

    ``type`` is 1 for a cancelled order, 2 for a fill, 3 for a new market, 4 for a
    resolved one, 5 for a reward, 6 for a comment, 7 for yield, 8 for a fill that
    failed, 9 and 10 for positions and combos redeemed, 11 for a better tier.
    """

    __dialect__ = SNAKE

    id: str
    type: int
    owner: str | None = None
    """An API key."""
    payload: NotificationPayload | None = None
    timestamp: str | None = None
    """In one of the venue's forms of time; see ``at``."""

    @property
    def at(self) -> datetime | None:
        """When it happened; raises ``BadResponse`` for no time."""
        return instant(self.timestamp)
