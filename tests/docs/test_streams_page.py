"""The bounds on the page about streams are those of the code."""

from __future__ import annotations

import inspect
from pathlib import Path

from predcore import Hub, Update
from predcore.kit import Backoff, Sampling, Watchdog, watch
from predcore_kalshi import KalshiVenue
from predcore_polymarket import PolymarketVenue

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = " ".join((DOCS / "how-to" / "streams.md").read_text("utf-8").split())


def default(of: object, name: str) -> float:
    assert callable(of)
    found: float = inspect.signature(of).parameters[name].default
    return found


def test_it_says_when_silence_is_called_out() -> None:
    first, brief = default(Watchdog, "first"), default(Watchdog, "brief")
    at_most = default(Watchdog, "quiet") + first
    assert f"`Stalled` {at_most:g} seconds after the last message" in PAGE
    assert f"never under {brief + first:g}" in PAGE


def test_it_says_how_much_is_compared() -> None:
    found = Sampling()
    assert (found.pauses, found.every, found.longest) == (10, 10, 600)
    assert f"or {found.quiet:g} seconds if that is more" in PAGE
    assert f"every ten seconds, {found.books} of the books" in PAGE


def test_it_says_how_much_may_wait() -> None:
    hub, venue = default(Hub.watch, "capacity"), default(watch, "capacity")
    assert f"({hub:,} of the hub's, {venue:,} of a venue's)" in PAGE


def test_it_says_how_reconnects_are_spaced() -> None:
    assert (Backoff().base, Backoff().cap) == (0.5, 30.0)


def test_it_says_what_every_update_means() -> None:
    kinds: tuple[type, ...] = Update.__args__
    told = {kind.__name__ for kind in kinds}
    assert {name for name in told if f"`{name}`" not in PAGE} == set()


def test_the_venues_pages_say_how_much_goes_on_one_connection() -> None:
    for venue in (KalshiVenue, PolymarketVenue):
        page = (DOCS / "venues" / f"{venue.name}.md").read_text("utf-8")
        unit = "markets" if venue is KalshiVenue else "tokens"
        text = " ".join(page.split())
        assert f"{venue.per_connection:,} {unit} go on one connection" in text
