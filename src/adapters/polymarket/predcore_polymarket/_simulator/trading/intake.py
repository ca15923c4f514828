"""From a signed order to the exchange, or to the venue's reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import Side, TimeInForce
from predcore.sim.exchange import (
    FillRecord,
    NewOrder,
    Phase,
    Rejected,
    Rejection,
    SelfTrade,
)

from ..accounts.api_keys import ApiKey
from ..answers import Refused
from ..listed import ListedMarket
from ..notation import Row, text
from .backing import check_allowance, lacking
from .identity import checked_id, checked_member
from .modes import POST_ONLY
from .orders import FOK_KILLED, NO_MATCH, OrderType, Status, VenueOrder
from .payload import Sent
from .tap import OrderEvent
from .terms import MARKET_TYPES, Terms, bought_with, read_terms

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["Intake"]

_SOONEST = timedelta(minutes=3)
_EARLY = timedelta(minutes=1)
"""The venue stops an order this long before it expires."""
_DUST = Decimal("0.000001")
_TIMES = {
    OrderType.GTC: TimeInForce.GTC,
    OrderType.GTD: TimeInForce.GTD,
    OrderType.FAK: TimeInForce.IOC,
    OrderType.FOK: TimeInForce.FOK,
}


@dataclass(frozen=True, slots=True)
class _Draft:
    """An order that was found good so far, and what the book offers it.

    Attributes:
        crosses: it would trade at once.
        size, price: what the exchange is asked for.
        short: a fill-or-kill purchase that its budget cannot be spent on.
    """

    order: VenueOrder
    crosses: bool
    size: Decimal
    price: Decimal
    short: bool


class Intake:
    """Takes orders, one at a time."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def place(self, key: ApiKey, sent: Sent) -> Row:
        """The answer to an order; raises ``Refused`` with the venue's words."""
        draft = self._drafted(key, sent)
        order = draft.order
        if draft.crosses and order.market.seconds_delay and not order.post_only:
            return self._delay(order)
        fills = self._execute(draft)
        if order.type in MARKET_TYPES and not fills:
            # All it met were orders of its own wallet, which made way.
            raise _refused(NO_MATCH)
        return _answer(order, fills)

    def _drafted(self, key: ApiKey, sent: Sent) -> _Draft:
        floor = self._floor
        member = checked_member(key, sent, floor.members, floor.modes)
        market, outcome = self._listed(sent.token)
        order_id = checked_id(sent, member, market, floor.modes)
        self._check_mode(sent)
        terms = read_terms(
            order_id,
            sent.type,
            sent.order.side,
            sent.order.maker_amount,
            sent.order.taker_amount,
            floor.reporter.ticks[market.condition],
        )
        _check_expiration(sent, floor.now)
        order = VenueOrder(
            id=order_id,
            owner=key.id,
            member=member,
            market=market,
            outcome=outcome,
            side=terms.side,
            price=terms.price,
            size=terms.size,
            budget=terms.money if terms.budget else None,
            type=sent.type,
            post_only=sent.post_only,
            expiration=sent.expiration,
            builder=sent.order.builder,
            created_at=floor.now,
        )
        draft = self._measured(order)
        _check_least(draft, terms)
        if floor.orders.get(order_id) is not None:
            raise _refused(f"order {order_id} is invalid. Duplicated.")
        check_allowance(order, crosses=draft.crosses)
        return draft

    def _listed(self, token: str) -> tuple[ListedMarket, int]:
        found = self._floor.listing.by_token.get(token)
        phase = None
        if found is not None:
            phase = self._floor.exchange.market(found[0].condition).phase
        if found is None or phase not in {Phase.LISTED, Phase.OPEN, Phase.PAUSED}:
            raise _refused(f"the orderbook {token} does not exist")
        if phase is not Phase.OPEN:
            raise _refused("the market is not yet ready to process new orders")
        return found

    def _check_mode(self, sent: Sent) -> None:
        now = self._floor.now
        self._floor.modes.check_place(now)
        lasts = self._floor.modes.only_posts(now)
        if lasts is not None and not sent.post_only:
            seconds = max(1, -(-lasts // timedelta(seconds=1)))
            raise Refused(
                503,
                {
                    "error": POST_ONLY,
                    "code": "post_only_mode",
                    "retry_after_seconds": seconds,
                },
                {"retry-after": str(seconds)},
            )
        if sent.post_only and sent.type in MARKET_TYPES:
            raise _refused("invalid post-only order: only GTC and GTD orders can be")

    def _measured(self, order: VenueOrder) -> _Draft:
        """What the book offers an order now."""
        book = self._floor.exchange.book(order.market.condition, order.outcome)
        if order.side is Side.SELL:
            crosses = bool(book.bids) and book.bids[0].price >= order.price
            return _Draft(order, crosses, order.size, order.price, short=False)
        crosses = bool(book.asks) and book.asks[0].price <= order.price
        if order.budget is None or not crosses:
            return _Draft(order, crosses, order.size, order.price, short=not crosses)
        shares, worst, left = bought_with(order.budget, order.price, book.asks)
        return _Draft(order, bool(shares), shares, worst, short=left > _DUST)

    def _delay(self, order: VenueOrder) -> Row:
        floor = self._floor
        order.status = Status.DELAYED
        floor.orders.add(order)
        floor.reporter.moved(order, OrderEvent.PLACEMENT, floor.now)
        self.hold(order)
        return _body(order, "delayed", None)

    def hold(self, order: VenueOrder) -> None:
        """Let a delayed order go on once its time is over."""
        at = order.created_at + timedelta(seconds=order.market.seconds_delay)
        self._floor.agenda.plan(at, lambda now: self._release(order, now))

    def _release(self, order: VenueOrder, now: datetime) -> None:
        """Judge a delayed order once more, and let it meet the book."""
        try:
            self._execute(self._measured(order))
        except Refused as refusal:
            if order.status in {Status.DELAYED, Status.LIVE}:
                short = "balance" in str(refusal.body)
                order.status = Status.NO_BALANCE if short else Status.UNMATCHED
                self._floor.reporter.moved(order, OrderEvent.CANCELLATION, now)

    def _execute(self, draft: _Draft) -> tuple[FillRecord, ...]:
        floor, order = self._floor, draft.order
        if order.type in MARKET_TYPES and not draft.crosses:
            raise self._killed(order)
        if order.type is OrderType.FOK and order.budget is not None and draft.short:
            raise self._killed(order)
        floor.reporter.expect(order)
        try:
            return floor.exchange.place(self._new(draft)).fills
        except Rejected as rejected:
            floor.reporter.forget(order)
            raise self._reason(draft, rejected) from None

    def _killed(self, order: VenueOrder) -> Refused:
        whole = order.type is OrderType.FOK
        if order.status is Status.DELAYED:
            return _refused(NO_MATCH)
        order.status = Status.NO_FILL if whole else Status.NO_COUNTERPART
        self._floor.reporter.killed(order, self._floor.now)
        return _refused(FOK_KILLED if whole else NO_MATCH)

    def _new(self, draft: _Draft) -> NewOrder:
        order = draft.order
        expires_at = None
        if order.type is OrderType.GTD:
            expires_at = datetime.fromtimestamp(order.expiration, UTC) - _EARLY
        time_in_force = _TIMES[order.type]
        if order.budget is not None:
            time_in_force = TimeInForce.IOC
        return NewOrder(
            account=order.member.account,
            market=order.market.condition,
            outcome=order.outcome,
            side=order.side,
            price=draft.price,
            size=draft.size,
            time_in_force=time_in_force,
            expires_at=expires_at,
            post_only=order.post_only,
            self_trade=SelfTrade.MAKER,
            order_id=order.id,
        )

    def _reason(self, draft: _Draft, rejected: Rejected) -> Refused:
        order = draft.order
        match rejected.reason:
            case Rejection.FUNDS | Rejection.POSITION:
                return lacking(self._floor, order, crosses=draft.crosses)
            case Rejection.WOULD_CROSS:
                return _refused("invalid post-only order: order crosses book")
            case Rejection.UNFILLABLE:
                return self._killed(order)
            case Rejection.DUPLICATE:
                return _refused(f"order {order.id} is invalid. Duplicated.")
            case _:
                return _refused("the market is not yet ready to process new orders")


def _check_expiration(sent: Sent, now: datetime) -> None:
    good = sent.expiration == 0
    if sent.type is OrderType.GTD:
        good = sent.expiration >= (now + _SOONEST).timestamp()
    if not good:
        raise _refused("invalid expiration")


def _check_least(draft: _Draft, terms: Terms) -> None:
    """A purchase at once is worth a dollar; what rests has the market's least size."""
    order = draft.order
    at_once = order.type in MARKET_TYPES
    if order.side is Side.BUY and (at_once or draft.crosses) and terms.money < 1:
        raise _refused(
            f"invalid amount for a marketable BUY order (${text(terms.money)}), "
            "min size: $1"
        )
    least = order.market.sim.min_size
    if not at_once and not draft.crosses and order.size < least:
        raise _refused(
            f"order {order.id} is invalid. Size ({text(order.size)}) lower than the "
            f"minimum: {text(least)}"
        )


def _answer(order: VenueOrder, fills: tuple[FillRecord, ...]) -> Row:
    if not fills:
        return _body(order, "live", None)
    shares = sum((fill.size for fill in fills), Decimal(0))
    money = sum((fill.price * fill.size for fill in fills), Decimal(0)).quantize(_DUST)
    traded = (money, shares) if order.side is Side.BUY else (shares, money)
    return _body(order, "matched", traded)


def _body(
    order: VenueOrder, status: str, traded: tuple[Decimal, Decimal] | None
) -> Row:
    making, taking = map(text, traded) if traded else ("", "")
    return {
        "success": True,
        "errorMsg": "",
        "orderID": order.id,
        "status": status,
        "makingAmount": making,
        "takingAmount": taking,
        "tradeIDs": list(order.trades),
        "transactionsHashes": [],
    }


def _refused(message: str) -> Refused:
    return Refused(400, {"error": message})
