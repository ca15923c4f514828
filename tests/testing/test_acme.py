"""The example adapter keeps every promise, and is found like any stranger's."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest

import predcore
from acme_predcore._plugin import predcore_adapter
from predcore import Venue, default_registry
from predcore.testing import (
    BooksConformance,
    CandlesConformance,
    CatalogueConformance,
    FeesConformance,
    QuotesConformance,
    SearchConformance,
    TradesConformance,
)
from testing.simulated import open_simulated

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "acme"


class Acme:
    """Opens Acme over its simulator."""

    @pytest.fixture
    async def venue(self) -> AsyncGenerator[Venue]:
        async with open_simulated(predcore_adapter()) as venue:
            yield venue

    @pytest.fixture
    def unknown_market(self) -> str:
        return "NO-SUCH-QUESTION"

    @pytest.fixture
    def unknown_event(self) -> str:
        return "NO-SUCH-EVENT"


class TestCatalogue(Acme, CatalogueConformance):
    pass


class TestSearch(Acme, SearchConformance):
    pass


class TestQuotes(Acme, QuotesConformance):
    pass


class TestBooks(Acme, BooksConformance):
    pass


class TestTrades(Acme, TradesConformance):
    pass


class TestCandles(Acme, CandlesConformance):
    pass


class TestFees(Acme, FeesConformance):
    pass


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The metadata that pip would write; the package is on the path already."""
    info = tmp_path / "acme_predcore-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: acme-predcore\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[predcore.adapters.v1]\nacme = acme_predcore._plugin\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()


@pytest.mark.usefixtures("installed")
def test_the_example_is_listed_with_what_it_can() -> None:
    [line] = [one for one in default_registry().listing() if one.name == "acme"]
    assert line.error is None
    assert line.distribution == "acme-predcore 1.0"
    assert line.environments == ("live", "sandbox")
    assert line.capabilities == tuple(predcore.CAPABILITIES)
    assert line.simulator


@pytest.mark.usefixtures("installed")
async def test_the_example_opens_by_name() -> None:
    async with predcore.connect("acme", environment="sandbox") as venue:
        assert venue.name == "acme"


def test_the_metadata_of_the_example_names_its_plugin() -> None:
    project = (EXAMPLE / "pyproject.toml").read_text()
    assert '[project.entry-points."predcore.adapters.v1"]' in project
    assert 'acme = "acme_predcore._plugin"' in project
