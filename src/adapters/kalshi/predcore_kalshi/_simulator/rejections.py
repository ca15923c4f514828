"""What the venue calls the reasons of the exchange."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from predcore.sim.exchange import Rejected, Rejection

from .refusals import Refusal, refused

__all__ = ["refusal_of", "rejecting"]

# Statuses and codes of INACTIVE and of the groups are not on record; the codes are
# the FIX names of the same engine.
_ANSWERS = {
    Rejection.ACCOUNT: (404, "user_not_found"),
    Rejection.MARKET: (404, "market_not_found"),
    Rejection.INACTIVE: (409, "market_inactive"),
    Rejection.PAUSED: (409, "trading_is_paused"),
    Rejection.PRICE: (400, "invalid_price"),
    Rejection.SIZE: (400, "invalid_order_size"),
    Rejection.EXPIRY: (400, "invalid_order"),
    Rejection.INVALID: (400, "invalid_order"),
    Rejection.FUNDS: (400, "insufficient_balance"),
    Rejection.DUPLICATE: (409, "order_already_exists"),
    Rejection.WOULD_CROSS: (400, "invalid_order"),
    Rejection.UNFILLABLE: (409, "fill_or_kill_insufficient_resting_volume"),
    Rejection.NOT_FOUND: (404, "not_found"),
    Rejection.GROUP_NOT_FOUND: (404, "order_group_not_found"),
    Rejection.GROUP_TRIGGERED: (409, "exceeded_order_group_risk_limit"),
    Rejection.PHASE: (409, "market_inactive"),
}
_SILENT = {
    Rejection.FUNDS,
    Rejection.DUPLICATE,
    Rejection.NOT_FOUND,
    Rejection.UNFILLABLE,
}


def refusal_of(rejected: Rejected) -> Refusal:
    """The answer to a request the exchange rejected."""
    status, code = _ANSWERS[rejected.reason]
    if rejected.reason is Rejection.WOULD_CROSS:
        return refused(status, code, "post only cross")
    if rejected.reason is Rejection.EXPIRY:
        return refused(status, code, f"expiration_time: {rejected.detail}")
    silent = rejected.reason in _SILENT
    return refused(status, code, None if silent else rejected.detail)


@contextmanager
def rejecting() -> Generator[None]:
    """Turn the exchange's rejections into the venue's refusals."""
    try:
        yield
    except Rejected as rejected:
        raise refusal_of(rejected) from None
