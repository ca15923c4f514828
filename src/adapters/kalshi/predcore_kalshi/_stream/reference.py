"""Prices of underlyings. Times ``*_ms`` and ``received_at`` are Unix milliseconds."""

from __future__ import annotations

from decimal import Decimal

from .envelope import Body, Message

__all__ = [
    "CfbenchmarksValue",
    "CfbenchmarksValue5hz",
    "CfbenchmarksValue5hzIndexlist",
    "CfbenchmarksValue5hzIndexlistMessage",
    "CfbenchmarksValue5hzMessage",
    "CfbenchmarksValueIndexlist",
    "CfbenchmarksValueIndexlistMessage",
    "CfbenchmarksValueMessage",
    "IndexAverage",
    "PythValue",
    "PythValueMessage",
    "PythValueUnderlyingList",
    "PythValueUnderlyingListMessage",
]


class IndexAverage(Body, frozen=True):
    """An average over ``window_size`` ticks."""

    value: Decimal
    window_size: int | None = None
    window_start_ts_ms: int | None = None
    window_end_ts_exclusive: int | None = None


class CfbenchmarksValue(Body, frozen=True):
    """An index, once a second, with its averages; ``data`` is the upstream frame."""

    index_id: str
    received_at: int | None = None
    data: str | None = None
    avg_60s_data: IndexAverage | None = None
    last_60s_windowed_average_15min: IndexAverage | None = None


class CfbenchmarksValueMessage(Message, tag="cfbenchmarks_value", frozen=True):
    """Type ``cfbenchmarks_value``."""

    msg: CfbenchmarksValue


class CfbenchmarksValueIndexlist(Body, frozen=True):
    """The indices there are."""

    index_ids: tuple[str, ...]


class CfbenchmarksValueIndexlistMessage(
    Message, tag="cfbenchmarks_value_indexlist", frozen=True
):
    """Type ``cfbenchmarks_value_indexlist``."""

    msg: CfbenchmarksValueIndexlist


class CfbenchmarksValue5hz(Body, frozen=True):
    """An index, up to five times a second."""

    index_id: str
    value_usd: Decimal | None = None
    source_ts_ms: int | None = None
    received_at: int | None = None
    data: str | None = None


class CfbenchmarksValue5hzMessage(Message, tag="cfbenchmarks_value_5hz", frozen=True):
    """Type ``cfbenchmarks_value_5hz``."""

    msg: CfbenchmarksValue5hz


class CfbenchmarksValue5hzIndexlist(Body, frozen=True):
    """The indices there are."""

    index_ids: tuple[str, ...]


class CfbenchmarksValue5hzIndexlistMessage(
    Message, tag="cfbenchmarks_value_5hz_indexlist", frozen=True
):
    """Type ``cfbenchmarks_value_5hz_indexlist``."""

    msg: CfbenchmarksValue5hzIndexlist


class PythValue(Body, frozen=True):
    """A price or a yield."""

    underlying_ticker: str
    value_usd: Decimal | None = None
    source_ts_ms: int | None = None
    received_at: int | None = None


class PythValueMessage(Message, tag="pyth_value", frozen=True):
    """Type ``pyth_value``."""

    msg: PythValue


class PythValueUnderlyingList(Body, frozen=True):
    """The underlyings there are."""

    underlying_tickers: tuple[str, ...]


class PythValueUnderlyingListMessage(
    Message, tag="pyth_value_underlying_list", frozen=True
):
    """Type ``pyth_value_underlying_list``."""

    msg: PythValueUnderlyingList
