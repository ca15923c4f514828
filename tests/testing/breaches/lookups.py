"""Breaches of looking markets up by id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from acme_predcore._venue import AcmeVenue
from predcore import (
    InvalidId,
    InvalidRequest,
    Market,
    NotFound,
    Results,
)
from predcore.testing import (
    CatalogueConformance,
)
from testing.breaches.breach import Breach


class TestFindsTheNearest(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        async def market(self, market_id: str) -> Market:
            for part in reversed(market_id.replace(",", "/").split("/")):
                try:
                    return await super().market(part.strip().upper())
                except NotFound:
                    continue
            raise NotFound(market_id)

    broken: ClassVar[set[str]] = {
        "test_an_id_that_is_nearly_a_markets_never_names_another"
    }


class TestFindsSomethingForAnyId(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        async def market(self, market_id: str) -> Market:
            try:
                return await super().market(market_id)
            except (InvalidId, NotFound):
                return await self._first()

        async def _first(self) -> Market:
            async for found in self.markets():
                return found
            raise AssertionError("the simulator lists something")

    broken: ClassVar[set[str]] = {
        "test_an_unknown_market_is_not_found",
        "test_a_hostile_id_never_names_a_market",
    }


class TestStumblesOverHostileIds(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        async def market(self, market_id: str) -> Market:
            if not market_id.isprintable():
                raise InvalidRequest("no")
            return await super().market(market_id)

    broken: ClassVar[set[str]] = {
        "test_a_hostile_id_never_names_a_market",
        "test_an_id_that_is_nearly_a_markets_never_names_another",
    }


class TestLooksUpTheFirstTwenty(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
            found = await super().lookup(market_ids[:20])
            return Results(market_ids, found)

    broken: ClassVar[set[str]] = {
        "test_looking_up_many_finds_what_looking_up_each_finds",
    }


class TestLooksUpAllOrNothing(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
            found = await super().lookup(market_ids)
            for error in found.errors.values():
                raise error
            return found

    broken: ClassVar[set[str]] = {
        "test_an_unknown_market_among_others_is_its_own_error",
        "test_hostile_ids_among_others_are_their_own_errors",
    }
