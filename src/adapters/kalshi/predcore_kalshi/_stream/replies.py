"""Answers to commands."""

from __future__ import annotations

from .envelope import Body, Message

__all__ = [
    "Error",
    "ErrorMessage",
    "OkMessage",
    "SubscribedMessage",
    "Subscription",
    "SubscriptionState",
    "UnsubscribedMessage",
]


class Subscription(Body, frozen=True):
    """A channel and the ``sid`` it has on this connection."""

    channel: str
    sid: int


class SubscribedMessage(Message, tag="subscribed", frozen=True):
    """Type ``subscribed``: one for each channel, before its data."""

    msg: Subscription


class UnsubscribedMessage(Message, tag="unsubscribed", frozen=True):
    """Type ``unsubscribed``; it has a ``seq`` like the data before it."""


class SubscriptionState(Body, frozen=True):
    """What a subscription is about after an update."""

    market_tickers: tuple[str, ...] | None = None
    market_ids: tuple[str, ...] | None = None
    index_ids: tuple[str, ...] | None = None
    underlying_tickers: tuple[str, ...] | None = None


class OkMessage(Message, tag="ok", frozen=True):
    """Type ``ok``: an update was made, or the list of subscriptions."""

    msg: SubscriptionState | tuple[Subscription, ...] | None = None


class Error(Body, frozen=True):
    """Why a command failed, or a subscription ended (codes 10 and 25)."""

    code: int
    msg: str | None = None
    market_ticker: str | None = None
    market_tickers: tuple[str, ...] | None = None


class ErrorMessage(Message, tag="error", frozen=True):
    """Type ``error``."""

    msg: Error
