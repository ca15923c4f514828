"""A venue that keeps the promises of streams passes, and knows nothing of sockets."""

from __future__ import annotations

from typing import ClassVar

import pytest

from predcore.testing import (
    AccountStreamingConformance,
    Cut,
    Move,
    StreamingConformance,
)
from testing.bourse import Bourse
from testing.bourse_streams import StreamingBourse
from testing.bourse_traded import Traded


class Streamed(Traded):
    Kind: ClassVar[type[Bourse]] = StreamingBourse

    @pytest.fixture
    def cut(self, venue: StreamingBourse) -> Cut:
        return venue.cut


class TestStreaming(Streamed, StreamingConformance):
    @pytest.fixture
    def move(self, venue: StreamingBourse) -> Move:
        return venue.move


class TestAccountStreaming(Streamed, AccountStreamingConformance):
    pass
