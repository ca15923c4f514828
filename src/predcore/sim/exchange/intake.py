"""From what is asked to an order, or to a reason why not."""

from __future__ import annotations

from datetime import datetime

from ... import Liquidity, TimeInForce
from .checks import (
    AT_ONCE,
    check_client_id,
    check_open,
    check_order_id,
    check_outcome,
    check_size,
    check_terms,
    check_tick,
)
from .ledger import Ledger
from .matching import Floor
from .orders import NewOrder, Placed, Reason, Wallet, opposite
from .refusals import Rejected, Rejection
from .state import Listed, State, Task
from .units import to_size
from .views import order_view
from .working import Working

__all__ = ["Intake"]


class Intake:
    """Takes new orders."""

    def __init__(self, state: State, ledger: Ledger, floor: Floor) -> None:
        self._state = state
        self._ledger = ledger
        self._floor = floor

    def place(self, new: NewOrder, now: datetime) -> Placed:
        """Match an order and rest what is left; raises ``Rejected``."""
        state = self._state
        state.account(new.account)
        listed = state.at(new.market)
        check_client_id(state, new.account, new.client_id)
        if new.order_id is not None:
            check_order_id(state, new.order_id)
        check_open(state, listed)
        order = self._draft(new, listed, now)
        if order.group is not None:
            self._check_group(order, order.group)
        if new.reduce_only and not self._reduce(order):
            self.enter(order)
            self._floor.withdraw(listed, order, Reason.REDUCE_ONLY)
            return Placed(order_view(order), ())
        crosses = self._check_reach(listed, order, new)
        self.enter(order)
        fills = self._floor.match(listed, order) if crosses else []
        if order.remaining:
            if new.time_in_force in AT_ONCE:
                self._floor.withdraw(listed, order, Reason.IMMEDIATE)
            else:
                self._floor.rest(listed, order)
        return Placed(order_view(order), tuple(fills))

    def enter(self, order: Working) -> None:
        """Take an order in: from here on it exists."""
        state = self._state
        state.numbered.append(order)
        state.orders[order.id] = order
        account = state.accounts[order.wallet.account]
        account.orders.append(order)
        if order.client_id is not None:
            account.client_ids[order.client_id] = order.number
        if order.group is not None:
            state.grouped[order.group][order.number] = order
        if order.expires_at is not None:
            state.plan(order.expires_at, Task.EXPIRE, order.id)
        state.journal.order(order)

    def _draft(self, new: NewOrder, listed: Listed, now: datetime) -> Working:
        state = self._state
        if new.outcome:
            check_outcome(new.outcome)
        tick = check_tick(listed, new.price, new.outcome)
        size = check_size(listed, new.size)
        if size < listed.market.min_size:
            raise Rejected(
                Rejection.SIZE,
                f"{new.size} is less than {to_size(listed.market.min_size)}",
            )
        check_terms(new, now)
        wallet = Wallet(new.account, new.subaccount, listed.market.shard)
        state.purse(wallet)
        return Working(
            number=len(state.numbered) + 1,
            id=new.order_id or state.ids.new(),
            client_id=new.client_id,
            wallet=wallet,
            market=new.market,
            side=opposite(new.side) if new.outcome else new.side,
            tick=tick,
            size=size,
            remaining=size,
            time_in_force=new.time_in_force,
            expires_at=new.expires_at,
            post_only=new.post_only,
            reduce_only=new.reduce_only,
            cancel_on_pause=new.cancel_on_pause,
            self_trade=new.self_trade,
            group=new.group,
            created_at=now,
            updated_at=now,
            outcome=new.outcome,
        )

    def _check_group(self, order: Working, name: str) -> None:
        group = self._state.groups.get(name)
        if group is None or group.wallet != order.wallet:
            raise Rejected(
                Rejection.GROUP_NOT_FOUND,
                f"wallet {tuple(order.wallet)} has no group {name!r}",
            )
        if group.triggered:
            raise Rejected(
                Rejection.GROUP_TRIGGERED, f"group {group.id!r} waits for its reset"
            )

    def _reduce(self, order: Working) -> bool:
        """Cap an order at what it can reduce; gives whether that is anything."""
        reducible = self._ledger.reducible(order)
        if reducible:
            order.size = order.remaining = min(order.size, reducible)
        return bool(reducible)

    def _check_reach(self, listed: Listed, order: Working, new: NewOrder) -> bool:
        """Whether an order would trade at once; raises ``Rejected``."""
        half = listed.book.against(order.side)
        crosses = half.reaches(order.tick)
        liquidity = Liquidity.TAKER if crosses else Liquidity.MAKER
        self._ledger.check(listed, order, order.tick, order.remaining, liquidity)
        if crosses and order.post_only:
            raise Rejected(Rejection.WOULD_CROSS, "post-only, and it would have traded")
        whole = order.time_in_force is TimeInForce.FOK
        if whole and not half.holds(order.remaining, order.tick):
            self._use_up(new)
            raise Rejected(
                Rejection.UNFILLABLE,
                f"fewer than {to_size(order.remaining)} contracts can be had",
            )
        return crosses

    def _use_up(self, new: NewOrder) -> None:
        """Have an order that came to nothing keep its ids."""
        if new.client_id is not None:
            self._state.accounts[new.account].client_ids[new.client_id] = 0
        if new.order_id is not None:
            self._state.spent.add(new.order_id)
