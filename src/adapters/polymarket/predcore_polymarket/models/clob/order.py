"""Orders: one that rests, what came of placing one, what came of cancelling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from predcore.kit import Items, Known, Loose, wire

from ..._codes import is_refusal
from ..names import SNAKE
from .instants import instant
from .words import ORDER_STATUSES, OrderType, Side, plain_order_status

__all__ = ["CancelAnswer", "OpenOrder", "OrderPage", "PlacedOrder"]


def _placed(name: str) -> str:
    irregular = {
        "order_id": "orderID",
        "trade_ids": "tradeIDs",
    }
    first, *rest = name.split("_")
    return irregular.get(name) or first + "".join(map(str.capitalize, rest))


_PLACED = SNAKE._replace(rename=_placed)
_TAKEN = frozenset({"live", "matched", "delayed", "unmatched"})


@wire
class OpenOrder:
    """An order as ``/data/orders`` and ``/data/order/{id}`` read it back.

    Sizes are shares: only the venue's specification claims that they are millionths,
    and no answer ever seen bears it out.
    """

    __dialect__ = SNAKE

    id: str
    """The EIP-712 digest of the order, 0x and 64 hex digits."""
    market: str
    """Condition id."""
    asset_id: str
    """Token id."""
    owner: str | None = None
    """The API key that placed it."""
    maker_address: str | None = None
    """The wallet that pays."""
    side: Side | None = None
    price: Loose = None
    original_size: Loose = None
    """Shares; of a ``BUY`` that is ``FAK`` or ``FOK``, the pUSD it may spend: the user
    channel was seen to tell that, and the listings are taken to."""
    size_matched: Loose = None
    """Shares; ``None`` where the venue sent an empty text, which it does for zero."""
    outcome: str | None = None
    order_type: OrderType | None = None
    status: Annotated[str, ORDER_STATUSES] | None = None
    """As sent; see ``plain_status``."""
    expiration: str | None = None
    """Seconds since 1970, ``0`` or nothing for none; see ``expires_at``."""
    associate_trades: Items[str] = ()
    """Ids of its trades."""
    created_at: str | None = None
    """In one of the venue's forms of time; see ``created``."""

    @property
    def plain_status(self) -> str:
        """The status without the prefix that some answers have; may be empty."""
        return plain_order_status(self.status)

    @property
    def created(self) -> datetime | None:
        """When the venue took it; raises ``BadResponse`` for no time."""
        return instant(self.created_at)

    @property
    def expires_at(self) -> datetime | None:
        """The stated expiry; the venue ends the order a minute before."""
        return instant(self.expiration)


@wire
class OrderPage:
    """One page; the cursor ``LTE=``, or none, means it is the last."""

    __dialect__ = SNAKE

    data: Items[OpenOrder] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None


@wire
class PlacedOrder:
    """What became of one order: ``POST /order``, or one of ``POST /orders``.

    A refused order of a batch may carry ``success`` and no ``order_id``.
    """

    __dialect__ = _PLACED

    success: bool | None = None
    error_msg: str | None = None
    order_id: str | None = None
    status: (
        Annotated[str, Known("live", "matched", "delayed", "unmatched", "")] | None
    ) = None
    making_amount: Loose = None
    """What was given at once, in pUSD (``BUY``) or shares; ``None`` if nothing."""
    taking_amount: Loose = None
    """What was taken at once, in shares (``BUY``) or pUSD."""
    trade_ids: Items[str] = ()
    """Its fills at once; those of later have other ids."""
    transactions_hashes: Items[str] = ()
    """Seldom filled in: confirm by the ids of trades."""

    @property
    def accepted(self) -> bool:
        """Whether the venue says that it took the order.

        ``matched`` may be in part, ``delayed`` may still come to nothing.
        """
        taken = self.status in {"live", "matched", "delayed"}
        return taken and not (self.refused or self.undecided)

    @property
    def refused(self) -> bool:
        """Whether the venue says that it did not take the order, for a reason that is
        known or for none. A success without an id is no success.
        """
        if self._said_no:
            known = not self.error_msg or is_refusal(self.error_msg)
            return known and not self._is_there
        return bool(self.success) and not self.order_id

    @property
    def undecided(self) -> bool:
        """Whether it says neither or both, or something never heard: the order has to
        be read to know."""
        return not self.refused and (self._said_no or self.success is None)

    @property
    def _said_no(self) -> bool:
        return bool(self.error_msg) or self.success is False

    @property
    def _is_there(self) -> bool:
        """Whether it has the id and a state of an order that was taken."""
        return bool(self.order_id) and self.status in _TAKEN


@wire
class CancelAnswer:
    """What was cancelled, and why the others were not; always HTTP 200."""

    __dialect__ = SNAKE

    canceled: Items[str]
    not_canceled: dict[str, str | None] | None = None

    @property
    def reasons(self) -> Mapping[str, str]:
        """Order id to the venue's words, for those that were not cancelled."""
        return {key: why or "" for key, why in (self.not_canceled or {}).items()}
