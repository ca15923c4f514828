"""The example adapter keeps every promise, and is found like any stranger's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import predcore
import test_conformance as example
from predcore import default_registry

EXAMPLE = Path(example.__file__).parent


class TestCatalogue(example.TestCatalogue):
    pass


class TestSearch(example.TestSearch):
    pass


class TestQuotes(example.TestQuotes):
    pass


class TestBooks(example.TestBooks):
    pass


class TestTrades(example.TestTrades):
    pass


class TestCandles(example.TestCandles):
    pass


class TestFees(example.TestFees):
    pass


class TestStreaming(example.TestStreaming):
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
    can = "catalogue search quotes books trades candles fees streaming"
    assert line.capabilities == tuple(can.split())
    assert line.simulator


@pytest.mark.usefixtures("installed")
async def test_the_example_opens_by_name() -> None:
    async with predcore.connect("acme", environment="sandbox") as venue:
        assert venue.name == "acme"


def test_the_metadata_of_the_example_names_its_plugin() -> None:
    project = (EXAMPLE / "pyproject.toml").read_text()
    assert '[project.entry-points."predcore.adapters.v1"]' in project
    assert 'acme = "acme_predcore._plugin"' in project


def test_the_example_passes_as_a_package_of_its_own() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-c", "pyproject.toml", "-k", "TestFees and asyncio"),
        ],
        cwd=EXAMPLE,
        env={**os.environ, "PYTHONPATH": str(EXAMPLE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
