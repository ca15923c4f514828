"""Importing is free: what is not used is not loaded."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import predcore

HEAVY = {
    "aiohttp",
    "anyio",
    "asyncio",
    "httpcore",
    "httpx",
    "msgspec",
    "pluggy",
    "pydantic",
    "pydantic_core",
    "rich",
    "starlette",
    "trio",
    "uvicorn",
}


def loaded_by(code: str) -> set[str]:
    """Top-level modules a fresh interpreter has after ``code``, and had not before."""
    script = f"""
import sys
before = set(sys.modules)
{code}
for name in set(sys.modules) - before:
    print(name.partition(".")[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import predcore",
        "import predcore.kit",
        "import predcore.sim",
        "import predcore.arbitrage",
        "from predcore.kit import wire, Request, fill, query, Pages, decoder, Drift",
        "from predcore import Instrument, MarketRef, NotFound, PriceLadder, Results",
    ],
)
def test_an_import_loads_nothing_heavy(code: str) -> None:
    assert not loaded_by(code) & HEAVY


@pytest.mark.parametrize(
    "code",
    [
        "import predcore.plugins",
        "import predcore_kalshi",
        "import predcore_polymarket",
        "import predcore_kalshi.models",
        "import predcore_polymarket.models",
        "import predcore_kalshi._plugin",
        "import predcore_polymarket._plugin",
    ],
)
def test_an_adapter_loads_nothing_heavy_but_pluggy_until_it_is_used(code: str) -> None:
    assert loaded_by(code) & HEAVY <= {"pluggy"}


@pytest.mark.parametrize("adapter", ["kalshi", "polymarket"])
def test_describing_one_adapter_does_not_import_the_other(adapter: str) -> None:
    found = loaded_by(f"import predcore; predcore.Registry().adapter({adapter!r})")
    assert {name for name in found if name.startswith("predcore_")} == {
        f"predcore_{adapter}"
    }
    assert not found & (HEAVY - {"pluggy"})


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    module: Any = predcore
    with pytest.raises(AttributeError, match="'predcore' has no attribute 'Exchange'"):
        _ = module.Exchange


def test_a_lazy_name_is_always_the_same_object() -> None:
    from predcore import _ids

    assert predcore.Instrument is _ids.Instrument
