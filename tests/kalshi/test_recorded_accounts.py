"""Orders, fills and money as the venue was recorded sending them, in our words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from predcore import Instrument, Liquidity, OrderStatus, Side
from predcore.kit import decoder
from predcore_kalshi._mapping.account import to_balance, to_position
from predcore_kalshi._mapping.fills import to_fill
from predcore_kalshi._mapping.orders import to_order
from predcore_kalshi.models import balances, fills, orders, positions
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

D = Decimal
YES = Instrument("kalshi", "KXWTACHALLENGERMATCH-26JUN11JIMLEP-LEP", "yes")


def recorded(name: str, shape: type[Any]) -> Any:
    [path] = (PAYLOADS / "kalshi" / "rest").glob(f"{name}__*.json")
    return decoder(shape)(path.read_bytes())


def test_the_recorded_orders_were_filled_cancelled_and_told_once() -> None:
    page = recorded("portfolio_orders_list", orders.OrderPage)
    found = [to_order(one) for one in page.orders]
    assert len({one.id for one in found}) == len(found) > 5
    taken, cancelled = found[:2]
    assert (taken.instrument, taken.side) == (YES, Side.BUY)
    assert (taken.status, taken.filled) == (OrderStatus.FILLED, taken.size)
    assert (taken.price, taken.fees) == (D("0.99"), D("0.0175"))
    assert (cancelled.status, cancelled.remaining) == (OrderStatus.CANCELLED, D(0))


def test_the_recorded_fill_was_cheaper_than_its_limit() -> None:
    page = recorded("portfolio_fills", fills.FillPage)
    fill = to_fill(page.fills[0])
    assert (fill.instrument, fill.side, fill.price) == (YES, Side.BUY, D("0.52"))
    assert (fill.fee, fill.liquidity) == (D("0.0175"), Liquidity.TAKER)


def test_the_recorded_position_is_what_the_recorded_fills_bought() -> None:
    bought = [to_fill(one) for one in recorded("portfolio_fills", fills.FillPage).fills]
    page = recorded("portfolio_positions", positions.PositionPage)
    [held] = [to_position(one) for one in page.market_positions]
    assert held is not None
    assert held.size == sum(fill.size for fill in bought)
    assert held.cost == sum(fill.price * fill.size for fill in bought)
    assert held.fees == sum(fill.fee or D(0) for fill in bought)


def test_the_recorded_balance_is_exact_beyond_its_cents() -> None:
    balance = to_balance(recorded("portfolio_balance", balances.Balance))
    assert balance.total == D("98.0186")
    assert balance.parts == {"0": D("98.0186")}
    assert balance.positions_value == D("1.98")
