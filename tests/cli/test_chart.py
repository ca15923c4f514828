"""Candles in a terminal: to scale, in time, and within the room there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from predcore import Candle, Instrument
from predcore.cli.chart import draw
from predcore.cli.tables import Line

YES = Instrument("acme", "RAIN", "yes")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def shown(lines: list[Line]) -> list[str]:
    return ["".join(cell.text for cell in line).rstrip() for line in lines]


def candle(number: int, start: str, end: str) -> Candle:
    low, high = sorted((Decimal(start), Decimal(end)))
    return Candle(
        instrument=YES,
        start=NOON + number * HOUR,
        end=NOON + (number + 1) * HOUR,
        open=Decimal(start),
        high=high,
        low=low,
        close=Decimal(end),
    )


def test_a_chart_leaves_gaps_for_quiet_hours() -> None:
    candles = [candle(0, "0.40", "0.41"), candle(3, "0.41", "0.40")]
    body = shown(draw(candles, interval=HOUR, room=60))[0]
    assert body.partition("│")[2] + body.partition("┤")[2] in {"╻     ╻", "┃     ┃"}


def test_a_chart_that_is_too_wide_keeps_the_newest() -> None:
    candles = [candle(number, "0.4", "0.5") for number in range(200)]
    lines = shown(draw(candles, interval=HOUR, room=50))
    assert max(map(len, lines)) <= 50
    assert f"{candles[-1].start:%m-%d %H:%M}" in lines[-1]
    assert f"{candles[0].start:%m-%d %H:%M}" not in lines[-1]


def test_a_price_that_never_moves_can_be_drawn() -> None:
    assert draw([candle(0, "0.5", "0.5")], interval=HOUR, room=50)


def test_candles_without_prices_draw_nothing() -> None:
    empty = Candle(instrument=YES, start=NOON, end=NOON + HOUR)
    assert draw([empty], interval=HOUR, room=50) == []
