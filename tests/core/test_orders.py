"""What is true of orders and trades at every venue."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from predcore import Amending, Fill, Finality, Instrument, Side, Trading, capabilities


class Changing(Trading, Amending):
    """Orders that can be changed."""


class Fixed(Trading):
    """Orders that cannot."""


def fill(**fields: Any) -> Fill:
    return Fill(
        id="t1",
        order_id="o1",
        instrument=Instrument("acme", "RAIN", "yes"),
        side=Side.BUY,
        price=Decimal("0.5"),
        size=Decimal(1),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        **fields,
    )


def test_a_fill_of_a_venue_that_settles_at_once_is_final() -> None:
    assert fill().finality is Finality.FINAL
    assert fill().final


@pytest.mark.parametrize("finality", [one for one in Finality if one != "final"])
def test_a_fill_that_may_be_undone_or_was_is_not_final(finality: Finality) -> None:
    assert not fill(finality=finality).final


def test_changing_orders_is_a_capability_of_its_own() -> None:
    assert capabilities(Changing) == ("trading", "amending")
    assert capabilities(Fixed) == ("trading",)
