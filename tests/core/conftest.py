"""Two venues in memory with a hub over them, and a folder to install plugins into."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.site import Site
from core.venues import Exchange
from predcore import Hub


@pytest.fixture
def acme() -> Exchange:
    return Exchange("acme", "RAIN", "SNOW", "HAIL")


@pytest.fixture
def other() -> Exchange:
    return Exchange("other", "rain")


@pytest.fixture
def hub(acme: Exchange, other: Exchange) -> Hub:
    return Hub({"acme": acme, "other": other})


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    for name in [name for name in sys.modules if name.startswith("site_")]:
        monkeypatch.delitem(sys.modules, name)
    return Site(tmp_path)
