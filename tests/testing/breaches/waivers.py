"""Promises left out: quietly, without a reason, or in the open."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from acme_predcore._venue import AcmeVenue
from predcore.testing import (
    BooksConformance,
    Suite,
)
from testing.breaches import prices
from testing.breaches.breach import Breach


class TestDoesNotInherit(Breach, Suite):
    class Able:
        """Something that could pass for books, and says it is none."""

    protocol: ClassVar[type] = Able
    Broken: ClassVar[type[AcmeVenue]] = AcmeVenue
    broken: ClassVar[set[str]] = {"test_every_promise_is_kept_or_waived_in_the_open"}


class TestWaivesInSilence(Breach, BooksConformance):
    Broken: ClassVar[type[AcmeVenue]] = AcmeVenue

    async def test_a_book_is_not_crossed(self, books: Any) -> None:
        del books

    broken: ClassVar[set[str]] = {"test_every_promise_is_kept_or_waived_in_the_open"}


class TestWaivesWithoutAReason(Breach, BooksConformance):
    Broken: ClassVar[type[AcmeVenue]] = prices.TestBooksCrossed.Broken

    @pytest.mark.xfail(strict=True)
    async def test_a_book_is_not_crossed(self, books: Any) -> None:
        await super().test_a_book_is_not_crossed(books)

    broken: ClassVar[set[str]] = {
        "test_every_promise_is_kept_or_waived_in_the_open",
        "test_a_bid_for_one_outcome_is_an_offer_of_the_other",
    }


class TestWaivesInTheOpen(Breach, BooksConformance):
    Broken: ClassVar[type[AcmeVenue]] = prices.TestBooksCrossed.Broken
    mirrored = False

    @pytest.mark.xfail(reason="Acme matches once a minute", strict=True)
    async def test_a_book_is_not_crossed(self, books: Any) -> None:
        await super().test_a_book_is_not_crossed(books)

    broken: ClassVar[set[str]] = set()


class TestWaivesWhatIsKept(Breach, BooksConformance):
    Broken: ClassVar[type[AcmeVenue]] = AcmeVenue

    @pytest.mark.xfail(reason="it was crossed once", strict=True)
    async def test_a_book_is_not_crossed(self, books: Any) -> None:
        await super().test_a_book_is_not_crossed(books)

    broken: ClassVar[set[str]] = {"test_a_book_is_not_crossed"}
