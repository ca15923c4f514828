"""Large models list their fields as the venue sends them, which is read the fastest."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import fields

from predcore_kalshi.models import Event, Fill, Market, Order, Series, Trade

LARGE: list[Any] = [Event, Fill, Market, Order, Series, Trade]


@pytest.mark.parametrize("model", LARGE)
def test_fields_are_in_alphabetical_order(model: Any) -> None:
    names = [field.name for field in fields(model)]
    assert names == sorted(names)
