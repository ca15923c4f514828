"""How a breach is opened: Acme over its simulator, as a class that misbehaves."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import ClassVar

import pytest

from acme_predcore._plugin import predcore_adapter
from acme_predcore._venue import AcmeVenue
from predcore import Venue
from testing.simulated import open_simulated

__all__ = ["Breach"]


class Breach:
    """Opens Acme as ``Broken``; ``broken`` names the tests that must fail."""

    Broken: ClassVar[type[AcmeVenue]]
    broken: ClassVar[set[str]]
    sample: ClassVar[int] = 24

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    @pytest.fixture
    async def venue(self) -> AsyncGenerator[Venue]:
        async with open_simulated(predcore_adapter()) as honest:
            assert isinstance(honest, AcmeVenue)
            yield self.Broken(honest._http, honest._dial)

    @pytest.fixture
    def unknown_market(self) -> str:
        return "NO-SUCH-QUESTION"

    @pytest.fixture
    def unknown_event(self) -> str:
        return "NO-SUCH-EVENT"
