"""What a venue holds for you."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any

from pydantic import AwareDatetime, InstanceOf

from ._ids import Instrument, MarketRef
from ._model import Probability, Size, model

__all__ = ["Balance", "Position", "Settlement"]


@model
class Balance:
    """Money, in the venue's own.

    Attributes:
        currency: as ``USD``.
        total: cash, whether or not open orders have a claim on it.
        available: what new orders may use, where the venue says.
        positions_value: the venue's valuation of what you hold, where it says.
        parts: by the venue's own divisions (shards, subaccounts), where it has them.
    """

    currency: str
    total: Decimal
    available: Decimal | None = None
    positions_value: Decimal | None = None
    parts: InstanceOf[Mapping[str, Decimal]] = field(default_factory=dict[str, Decimal])
    at: AwareDatetime | None = None
    native: Any = field(default=None, repr=False, compare=False)


@model
class Position:
    """Contracts of one outcome that you hold; ``size`` is never negative.

    Attributes:
        cost: paid for what is held, where the venue says; ``average_price`` per
            contract.
        realized: profit already taken, ``fees`` paid, where the venue says.
    """

    instrument: InstanceOf[Instrument]
    size: Size
    average_price: Probability | None = None
    cost: Decimal | None = None
    realized: Decimal | None = None
    fees: Decimal | None = None
    updated_at: AwareDatetime | None = None
    native: Any = field(default=None, repr=False, compare=False)


@model
class Settlement:
    """What a resolved market paid you.

    Attributes:
        outcome: the winning outcome's key; ``None`` where the pay-out was split.
        payout: money received at settlement.
    """

    market: InstanceOf[MarketRef]
    outcome: str | None = None
    payout: Decimal
    fee: Decimal | None = None
    at: AwareDatetime
    native: Any = field(default=None, repr=False, compare=False)
