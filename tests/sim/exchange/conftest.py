"""What the tests of the exchange share."""

from __future__ import annotations

import pytest

from sim.exchange.trading import Desk, open_desk


@pytest.fixture
def desk() -> Desk:
    return open_desk()
