"""Version 2 of the Data API: combos, whose legs all have to come true."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Items, Known, Loose, wire

from ..names import SNAKE
from .v2_page import Paged

__all__ = [
    "ComboActivity",
    "ComboActivityPage",
    "ComboLeg",
    "ComboPosition",
    "ComboPositionPage",
    "LegEvent",
    "LegMarket",
]

_STATUS = Known(
    "OPEN",
    "REDEEMABLE",
    "PARTIAL",
    "RESOLVED_PARTIAL",
    "RESOLVED_WIN",
    "RESOLVED_LOSS",
)


@wire
class LegEvent:
    """The event a leg's market belongs to."""

    __dialect__ = SNAKE

    event_id: str | None = None
    event_slug: str | None = None
    event_title: str | None = None
    event_image: str | None = None


@wire
class LegMarket:
    """The market of a leg, as far as the service knows it."""

    __dialect__ = SNAKE

    market_id: str | None = None
    slug: str | None = None
    title: str | None = None
    question: str | None = None
    group_item_title: str | None = None
    sports_market_type: str | None = None
    line: Loose = None
    outcomes: Items[str] = ()
    outcome: str | None = None
    image_url: str | None = None
    icon_url: str | None = None
    category: str | None = None
    subcategory: str | None = None
    tags: Items[str] = ()
    end_date: str | None = None
    event: LegEvent | None = None


@wire
class ComboLeg:
    """One of the outcomes that a combo needs."""

    __dialect__ = SNAKE

    leg_index: int | None = None
    leg_position_id: str | None = None
    leg_condition_id: str | None = None
    leg_outcome_index: int | None = None
    leg_outcome_label: str | None = None
    leg_status: Annotated[str, _STATUS] | None = None
    leg_resolved_at: str | None = None
    leg_current_price: Loose = None
    market: LegMarket | None = None


@wire
class ComboPosition:
    """What a wallet holds, or held, of one combo; money is pUSD."""

    __dialect__ = SNAKE

    combo_condition_id: str
    combo_position_id: str
    proxy_wallet: str | None = None
    outcome_index: int | None = None
    outcome_label: str | None = None
    current_size: Loose = None
    """Shares."""
    entry_avg_price_usdc: Loose = None
    entry_cost_usdc: Loose = None
    """Rounded; exact without fees is the gross cost less ``entry_fees_usdc``."""
    gross_entry_cost_usdc: Loose = None
    entry_fees_usdc: Loose = None
    realized_payout_usdc: Loose = None
    status: Annotated[str, _STATUS] | None = None
    redeemable: bool | None = None
    first_entry_at: str | None = None
    resolved_at: str | None = None
    updated_at: str | None = None
    legs_total: int | None = None
    legs_resolved: int | None = None
    legs_pending: int | None = None
    legs: Items[ComboLeg] = ()


@wire
class ComboActivity:
    """What a wallet did with a combo other than trade it; money is pUSD."""

    __dialect__ = SNAKE

    id: str
    type: Annotated[
        str,
        Known("SPLIT", "MERGE", "CONVERT", "COMPRESS", "WRAP", "UNWRAP", "REDEEM"),
    ]
    proxy_wallet: str | None = None
    combo_condition_id: str | None = None
    combo_position_id: str | None = None
    amount_usdc: Loose = None
    payout_usdc: Loose = None
    """Of a ``REDEEM``."""
    timestamp: int | None = None
    transaction_hash: str | None = None
    block_number: int | None = None
    legs: Items[ComboLeg] = ()


@wire
class ComboPositionPage(Paged):
    """``/v2/positions/combos``."""

    data: tuple[ComboPosition, ...]


@wire
class ComboActivityPage(Paged):
    """``/v2/activity/combos``."""

    data: tuple[ComboActivity, ...]
