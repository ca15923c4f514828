"""How breaches of streams are opened and heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pytest

from predcore import Update
from predcore.sim.exchange import Exchange, Record
from predcore.testing import Cut
from testing.bourse_streams import Listening, StreamingBourse
from testing.breaches.orders import Breach

__all__ = ["Silent", "Streamed"]


class Streamed(Breach):
    """Opens a broken bourse with streams; hears nothing for a second at most."""

    patience: ClassVar[float] = 1.0

    @pytest.fixture
    def venue(self, exchange: Exchange) -> StreamingBourse:
        venue = self.Kind(exchange, "trader")
        assert isinstance(venue, StreamingBourse)
        return venue

    @pytest.fixture
    def cut(self, venue: StreamingBourse) -> Cut:
        return venue.cut


class Silent(StreamingBourse):
    """Never tells one kind of update."""

    kept: ClassVar[type]

    def updates(self, record: Record, to: Listening) -> Iterator[Update]:
        for update in super().updates(record, to):
            if not isinstance(update, self.kept):
                yield update
