"""What every test shares: both event loops, and hypothesis without a stopwatch."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Machines that run tests are busy; a slow example is not a wrong one.
settings.register_profile("predcore", deadline=None)
settings.load_profile("predcore")


@pytest.fixture(scope="module", params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run async tests on asyncio and on trio.

    Override it in a module whose subject runs on one of them only.
    """
    backend: str = request.param
    return backend
