"""Which rows of a listing are meant: Gamma's query parameters, as predicates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from ..answers import Ask
from ..listed import ListedEvent
from ..notation import Json, Row
from .refusals import invalid

__all__ = ["Test", "event_tests", "matching", "market_tests"]

Test: TypeAlias = Callable[[Row], bool]

_MOST_VALUES = 100
_MARKET_LISTS = {
    "id": "id",
    "slug": "slug",
    "condition_ids": "conditionId",
    "question_ids": "questionID",
    "market_maker_address": "marketMakerAddress",
    "sports_market_types": "sportsMarketType",
    "uma_resolution_status": "umaResolutionStatus",
    "game_id": "gameId",
}
_MARKET_FLAGS = {"active": "active", "cyom": "cyom", "rfq_enabled": "rfqEnabled"}
_MARKET_RANGES = {"liquidity_num": "liquidityNum", "volume_num": "volumeNum"}
_EVENT_LISTS = {"id": "id", "slug": "slug", "game_id": "gameId"}
_EVENT_FLAGS = {
    name: name for name in ("active", "closed", "featured", "live", "ended", "cyom")
}
_EVENT_RANGES = {"liquidity": "liquidity", "volume": "volume"}
_TIMES = {
    "start_date": "startDate",
    "end_date": "endDate",
    "start_time": "startTime",
}
_TICKS = {True: Decimal("0.001"), False: Decimal("0.01")}


def matching(rows: Iterable[Row], tests: Iterable[Test]) -> list[Row]:
    """The rows that pass every test."""
    tests = tuple(tests)
    return [row for row in rows if all(test(row) for test in tests)]


def market_tests(ask: Ask, event_of: Callable[[Row], ListedEvent]) -> Iterator[Test]:
    """Filters of ``/markets``, which hides closed markets unless asked for them."""
    closed = ask.flag("closed") is True
    yield lambda row: row["closed"] is closed
    yield from _common(ask, _MARKET_LISTS, _MARKET_FLAGS, _MARKET_RANGES)
    if tokens := _values(ask, "clob_token_ids"):
        yield lambda row: any(f'"{t}"' in str(row["clobTokenIds"]) for t in tokens)
    decimalized = ask.flag("decimalized")
    if decimalized is not None:
        tick = _TICKS[decimalized]
        yield lambda row: row["orderPriceMinTickSize"] == tick
    yield from _tagged(ask, event_of)


def event_tests(ask: Ask, event_of: Callable[[Row], ListedEvent]) -> Iterator[Test]:
    """Filters of ``/events``."""
    yield from _common(ask, _EVENT_LISTS, _EVENT_FLAGS, _EVENT_RANGES)
    if title := ask.text("title_search"):
        yield lambda row: title.lower() in str(row["title"]).lower()
    if series := _values(ask, "series_id"):
        yield lambda row: event_of(row).series.id in series
    if recurrence := ask.text("recurrence"):
        yield lambda row: event_of(row).series.sim.frequency == recurrence
    if slug := ask.text("tag_slug"):
        yield lambda row: slug in {tag.slug for tag in event_of(row).tags}
    if excluded := _values(ask, "exclude_tag_id"):
        yield lambda row: excluded.isdisjoint(_tag_ids(event_of(row)))
    yield from _tagged(ask, event_of)


def _common(
    ask: Ask,
    lists: Mapping[str, str],
    flags: Mapping[str, str],
    ranges: Mapping[str, str],
) -> Iterator[Test]:
    for name, field in lists.items():
        if values := _values(ask, name):
            yield _one_of(field, values)
    for name, field in flags.items():
        flag = ask.flag(name)
        if flag is not None:
            yield _equal(field, flag)
    for name, field in ranges.items():
        yield from _between(field, ask.number(f"{name}_min"), ask.number(f"{name}_max"))
    for name, field in _TIMES.items():
        low, high = ask.instant(f"{name}_min"), ask.instant(f"{name}_max")
        yield from _between(field, low, high)


def _values(ask: Ask, name: str) -> set[str]:
    values = ask.texts(name)
    if len(values) > _MOST_VALUES:
        raise invalid(f"{name} accepts at most {_MOST_VALUES} values")
    return set(values)


def _one_of(field: str, values: set[str]) -> Test:
    return lambda row: row.get(field) in values


def _equal(field: str, flag: bool) -> Test:
    return lambda row: row.get(field) is flag


def _between(
    field: str, low: Decimal | datetime | None, high: Decimal | datetime | None
) -> Iterator[Test]:
    if low is not None:
        yield lambda row: _at_most(low, row.get(field))
    if high is not None:
        yield lambda row: _at_least(high, row.get(field))


def _at_most(bound: Decimal | datetime, value: Json) -> bool:
    if isinstance(bound, datetime):
        return isinstance(value, str) and bound <= datetime.fromisoformat(value)
    return isinstance(value, Decimal) and bound <= value


def _at_least(bound: Decimal | datetime, value: Json) -> bool:
    if isinstance(bound, datetime):
        return isinstance(value, str) and bound >= datetime.fromisoformat(value)
    return isinstance(value, Decimal) and bound >= value


def _tagged(ask: Ask, event_of: Callable[[Row], ListedEvent]) -> Iterator[Test]:
    wanted = _values(ask, "tag_id")
    if not wanted:
        return
    if ask.text("tag_match") == "all":
        yield lambda row: wanted <= _tag_ids(event_of(row))
    else:
        yield lambda row: not wanted.isdisjoint(_tag_ids(event_of(row)))


def _tag_ids(event: ListedEvent) -> set[str]:
    return {tag.id for tag in event.tags}
