"""Commands that fail, by number."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACTION_REQUIRED",
    "AUTHENTICATION_REQUIRED",
    "CHANNELS_REQUIRED",
    "CHANNEL_ERROR",
    "INDEX_IDS_REQUIRED",
    "INVALID_PARAMETER",
    "MARKET_LIMIT",
    "MARKET_REQUIRED",
    "MESSAGES",
    "ONE_SID_REQUIRED",
    "OVERFLOW",
    "PARAMS_REQUIRED",
    "SHARD_FACTOR_POSITIVE",
    "SHARD_FACTOR_REQUIRED",
    "SHARD_FACTOR_TOO_LARGE",
    "SHARD_KEY_RANGE",
    "SIDS_REQUIRED",
    "TOO_MANY_REQUESTS",
    "UNDERLYINGS_REQUIRED",
    "UNKNOWN_CHANNEL",
    "UNKNOWN_COMMAND",
    "UNKNOWN_SID",
    "UNPROCESSABLE",
    "UNSUPPORTED_ACTION",
    "CommandError",
]

UNPROCESSABLE: Final = 1
PARAMS_REQUIRED: Final = 2
CHANNELS_REQUIRED: Final = 3
SIDS_REQUIRED: Final = 4
UNKNOWN_COMMAND: Final = 5
UNKNOWN_SID: Final = 7
UNKNOWN_CHANNEL: Final = 8
AUTHENTICATION_REQUIRED: Final = 9
CHANNEL_ERROR: Final = 10
INVALID_PARAMETER: Final = 11
ONE_SID_REQUIRED: Final = 12
UNSUPPORTED_ACTION: Final = 13
MARKET_REQUIRED: Final = 14
ACTION_REQUIRED: Final = 15
SHARD_FACTOR_POSITIVE: Final = 19
SHARD_FACTOR_REQUIRED: Final = 20
SHARD_KEY_RANGE: Final = 21
SHARD_FACTOR_TOO_LARGE: Final = 22
INDEX_IDS_REQUIRED: Final = 24
OVERFLOW: Final = 25
MARKET_LIMIT: Final = 26
TOO_MANY_REQUESTS: Final = 27
UNDERLYINGS_REQUIRED: Final = 28

MESSAGES = {
    UNPROCESSABLE: "Unable to process message",
    PARAMS_REQUIRED: "Params required",
    CHANNELS_REQUIRED: "Channels required",
    SIDS_REQUIRED: "Subscription IDs required",
    UNKNOWN_COMMAND: "Unknown command",
    UNKNOWN_SID: "Unknown subscription ID",
    UNKNOWN_CHANNEL: "Unknown channel name",
    AUTHENTICATION_REQUIRED: "Authentication required",
    CHANNEL_ERROR: "Channel error",
    INVALID_PARAMETER: "Invalid parameter",
    ONE_SID_REQUIRED: "Exactly one subscription ID is required",
    UNSUPPORTED_ACTION: "Unsupported action",
    MARKET_REQUIRED: "Market Ticker required",
    ACTION_REQUIRED: "Action required",
    18: "Command timeout",
    SHARD_FACTOR_POSITIVE: "shard_factor must be > 0",
    SHARD_FACTOR_REQUIRED: "shard_factor is required when shard_key is set",
    SHARD_KEY_RANGE: "shard_key must be >= 0 and < shard_factor",
    SHARD_FACTOR_TOO_LARGE: "shard_factor must be <= 100",
    23: "Match IDs required",
    INDEX_IDS_REQUIRED: "Index IDs required",
    OVERFLOW: "Subscription buffer overflow",
    MARKET_LIMIT: "Subscription market limit exceeded",
    TOO_MANY_REQUESTS: "Too many requests",
    UNDERLYINGS_REQUIRED: "Underlying tickers required",
}
"""What the venue says with each code; 18 and 23 only come as a simulated fault."""


class CommandError(Exception):
    """A command was not carried out.

    Attributes:
        code: a key of :data:`MESSAGES`.
    """

    def __init__(self, code: int) -> None:
        super().__init__(MESSAGES[code])
        self.code = code
