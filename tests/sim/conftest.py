"""The embedded catalogue at a fixed instant."""

from __future__ import annotations

import pytest

from predcore.sim import Catalogue, synthetic
from sim.boards import NOW


@pytest.fixture(scope="session", params=[0, 7])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """What must hold, holds for any seed."""
    seed: int = request.param
    return synthetic(seed, now=NOW)
