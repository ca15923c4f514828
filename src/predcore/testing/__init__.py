"""Proof that a venue keeps its promises: one suite per capability protocol.

Subclass the suites of the protocols your venue inherits, and say how to open it::

    class Acme:
        @pytest.fixture
        async def venue(self) -> AsyncGenerator[Venue]:
            async with predcore.connect("acme", transport=simulated) as venue:
                yield venue

    class TestBooks(Acme, BooksConformance):
        pass

Everything else (which markets exist, which have trades) the suites find out from the
venue; those of orders, accounts and streams also want to be told how an answer is lost,
who trades on the other side, how a market is resolved, how a connection is cut and a
book made to change. Each test is one promise. A promise that cannot be kept is waived
in the open, by overriding its test with a strict ``xfail`` that has a reason::

    class TestTrades(Acme, TradesConformance):
        @pytest.mark.xfail(reason="Acme numbers prints per day", strict=True)
        async def test_no_print_comes_twice(self, found):
            await super().test_no_print_comes_twice(found)

Against a live venue, run the suites once through a :class:`Recorder` and from then on
through a :class:`Replayer`.

Needs pytest and anyio's plugin for it, which is installed with predcore.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .account_streaming import (
        AccountStreamingConformance as AccountStreamingConformance,
    )
    from .amending import AmendingConformance as AmendingConformance
    from .books import BooksConformance as BooksConformance
    from .candles import CandlesConformance as CandlesConformance
    from .cassette import Recorder as Recorder
    from .cassette import Replayer as Replayer
    from .cassette import UnexpectedRequest as UnexpectedRequest
    from .catalogue import CatalogueConformance as CatalogueConformance
    from .fees import FeesConformance as FeesConformance
    from .holdings import Settle as Settle
    from .orders import Lose as Lose
    from .portfolio import PortfolioConformance as PortfolioConformance
    from .quotes import QuotesConformance as QuotesConformance
    from .search import SearchConformance as SearchConformance
    from .streaming import StreamingConformance as StreamingConformance
    from .suite import Suite as Suite
    from .trades import TradesConformance as TradesConformance
    from .trading import TradingConformance as TradingConformance
    from .watching import Cut as Cut
    from .watching import Move as Move

_HOMES = {
    ".account_streaming": "AccountStreamingConformance",
    ".amending": "AmendingConformance",
    ".books": "BooksConformance",
    ".candles": "CandlesConformance",
    ".cassette": "Recorder Replayer UnexpectedRequest",
    ".catalogue": "CatalogueConformance",
    ".fees": "FeesConformance",
    ".holdings": "Settle",
    ".orders": "Lose",
    ".portfolio": "PortfolioConformance",
    ".quotes": "QuotesConformance",
    ".search": "SearchConformance",
    ".streaming": "StreamingConformance",
    ".suite": "Suite",
    ".trades": "TradesConformance",
    ".trading": "TradingConformance",
    ".watching": "Cut Move",
}

__all__ = [
    "AccountStreamingConformance",
    "AmendingConformance",
    "BooksConformance",
    "CandlesConformance",
    "CatalogueConformance",
    "Cut",
    "FeesConformance",
    "Lose",
    "Move",
    "PortfolioConformance",
    "QuotesConformance",
    "Recorder",
    "Replayer",
    "SearchConformance",
    "Settle",
    "StreamingConformance",
    "Suite",
    "TradesConformance",
    "TradingConformance",
    "UnexpectedRequest",
]

_PARTS = (
    *(".cancelling", ".checks", ".events", ".fates", ".lookup", ".naming"),
    *(".placing", ".refusing", ".settling"),
)
pytest.register_assert_rewrite(*(__name__ + home for home in (*_HOMES, *_PARTS)))

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
