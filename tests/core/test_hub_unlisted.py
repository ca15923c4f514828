"""What a venue does not list takes nothing else of it with it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

import anyio
import pytest

from core.venues import Catalogue
from predcore import (
    BookView,
    Ended,
    Hub,
    Instrument,
    InvalidId,
    NotFound,
    PredcoreError,
    Streaming,
    Unsupported,
    Update,
    Watch,
)
from predcore.kit import LocalBook, Scale

KNOWN = ("RAIN", "SNOW")
RAIN, SNOW, NONE = (Instrument("acme", name, "yes") for name in (*KNOWN, "NONE"))
_STEPS = Scale(2)


class Quiet(Watch):
    """Follows what is listed, and tells nothing."""

    def __init__(self, error: PredcoreError) -> None:
        self._error = error
        self._books: dict[Instrument, BookView] = {}

    async def __anext__(self) -> Update:
        await anyio.sleep_forever()
        raise AssertionError

    async def add(self, *instruments: Instrument) -> None:
        if any(one.market not in KNOWN for one in instruments):
            raise self._error
        self._books |= {one: LocalBook(one, _STEPS, _STEPS) for one in instruments}

    async def remove(self, *instruments: Instrument) -> None:
        raise AssertionError

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        return self._books


class Acme(Catalogue, Streaming):
    """Says in its own way that it does not list something."""

    def __init__(self, error: PredcoreError) -> None:
        super().__init__("acme", *KNOWN)
        self._error = error

    @asynccontextmanager
    async def watch(
        self, *instruments: Instrument, trades: bool = False, depth: int | None = None
    ) -> AsyncGenerator[Watch]:
        watch = Quiet(self._error)
        await watch.add(*instruments)
        yield watch


@pytest.fixture(
    params=[
        NotFound("no such market"),
        InvalidId("no id of Acme's"),
        Unsupported("a market of three outcomes"),
    ]
)
def error(request: pytest.FixtureRequest) -> PredcoreError:
    found: PredcoreError = request.param
    return found


@pytest.fixture
def hub(error: PredcoreError) -> Hub:
    return Hub({"acme": Acme(error)})


async def test_what_is_not_listed_is_an_error_of_its_own_from_the_start(
    hub: Hub, error: PredcoreError
) -> None:
    async with hub.watch(RAIN, NONE, SNOW) as updates:
        assert set(updates.books) == {RAIN, SNOW}
        assert updates.errors == {NONE: error}
        assert await anext(updates) == Ended("acme", error, (NONE,))


async def test_what_is_not_listed_is_an_error_of_its_own_when_it_is_added(
    hub: Hub, error: PredcoreError
) -> None:
    async with hub.watch(RAIN) as updates:
        await updates.add(NONE, SNOW)
        assert set(updates.books) == {RAIN, SNOW}
        assert updates.errors == {NONE: error}
