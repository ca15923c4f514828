"""What a client may say. ``id`` is its own, from 1, and comes back in the reply."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, json

__all__ = [
    "Channel",
    "Command",
    "ListSubscriptions",
    "Subscribe",
    "SubscribeParams",
    "Unsubscribe",
    "UnsubscribeParams",
    "UpdateParams",
    "UpdateSubscription",
    "encode",
]

Channel = Literal[
    "orderbook_delta",
    "ticker",
    "trade",
    "fill",
    "market_positions",
    "market_lifecycle_v2",
    "multivariate_market_lifecycle",
    "communications",
    "order_group_updates",
    "user_orders",
    "cfbenchmarks_value",
    "cfbenchmarks_value_5hz",
    "pyth_value",
]


class Command(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="cmd"):
    """A frame of ours."""

    id: int


class SubscribeParams(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which channels, and of what; markets by ticker, or by id for ``ticker``.

    Attributes:
        send_initial_snapshot: ``ticker`` only.
        skip_ticker_ack: leave the tickers out of ``ok``.
        use_yes_price: prices of *no* bids as prices of *yes*; the venue's default is
            announced to change, so say which.
        user_filter: ``self`` for your own requests for quotes alone.
        shard_factor, shard_key: of ``communications``; the key is under the factor,
            which is at most 100.
    """

    channels: tuple[Channel, ...]
    market_ticker: str | None = None
    market_tickers: tuple[str, ...] | None = None
    market_id: str | None = None
    market_ids: tuple[str, ...] | None = None
    send_initial_snapshot: bool | None = None
    skip_ticker_ack: bool | None = None
    use_yes_price: bool | None = None
    user_filter: Literal["", "self"] | None = None
    shard_factor: int | None = None
    shard_key: int | None = None
    index_ids: tuple[str, ...] | None = None
    underlying_tickers: tuple[str, ...] | None = None


class Subscribe(Command, tag="subscribe", frozen=True):
    """Answered by one ``subscribed`` for each channel."""

    params: SubscribeParams


class UnsubscribeParams(Struct, frozen=True, kw_only=True):
    """Which subscriptions; at least one."""

    sids: tuple[int, ...]


class Unsubscribe(Command, tag="unsubscribe", frozen=True):
    """Answered by ``unsubscribed``."""

    params: UnsubscribeParams


class UpdateParams(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What to change of one subscription.

    The actions on indices and underlyings are those of the channels that have them;
    ``get_snapshot`` and the two lists change nothing.
    """

    sid: int
    action: Literal[
        "add_markets",
        "delete_markets",
        "get_snapshot",
        "subscribe_indices",
        "unsubscribe_indices",
        "indexlist",
        "subscribe_underlyings",
        "unsubscribe_underlyings",
        "underlying_list",
    ]
    market_ticker: str | None = None
    market_tickers: tuple[str, ...] | None = None
    market_id: str | None = None
    market_ids: tuple[str, ...] | None = None
    send_initial_snapshot: bool | None = None
    index_ids: tuple[str, ...] | None = None
    underlying_tickers: tuple[str, ...] | None = None


class UpdateSubscription(Command, tag="update_subscription", frozen=True):
    """Answered by ``ok``, or by what was asked for."""

    params: UpdateParams


class ListSubscriptions(Command, tag="list_subscriptions", frozen=True):
    """Answered by ``ok`` with a list."""


def encode(command: Command) -> str:
    """The command as a frame."""
    return json.encode(command).decode()
