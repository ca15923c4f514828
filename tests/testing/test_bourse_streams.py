"""A venue that keeps the promises of streams passes, and knows nothing of sockets."""

from __future__ import annotations

import pytest

from predcore.sim.exchange import Exchange
from predcore.testing import Cut, StreamingConformance
from testing.bourse_streams import StreamingBourse
from testing.bourse_traded import Traded


class TestStreaming(Traded, StreamingConformance):
    @pytest.fixture
    def venue(self, exchange: Exchange) -> StreamingBourse:
        return StreamingBourse(exchange, "trader")

    @pytest.fixture
    def cut(self, venue: StreamingBourse) -> Cut:
        return venue.cut
