"""Rate budgets: those published, and what the venue says of a signer's."""

from __future__ import annotations

import logging

import pytest

from predcore import BudgetExceeded
from predcore.kit import Budget, Limiter, Reply
from predcore_polymarket._limits import BUDGETS, CANCELS, ORDERS, TIERS, SignerLimits


def reply(**headers: str) -> Reply:
    named = {f"poly-ratelimit-{name}": value for name, value in headers.items()}
    return Reply(200, named, b"{}")


def limiter() -> Limiter:
    return Limiter(BUDGETS, clock=lambda: 0.0)


async def fits(budgets: Limiter, bucket: str) -> int:
    """How many tokens are there at once."""
    count = 0
    while True:
        try:
            await budgets.acquire(bucket, patience=0)
        except BudgetExceeded:
            return count
        count += 1


async def test_a_signer_starts_with_the_lowest_tier() -> None:
    budgets = limiter()
    assert await fits(budgets, ORDERS) == 60
    assert await fits(budgets, CANCELS) == 120


async def test_a_tier_that_the_venue_tells_is_learned_for_the_next_refill() -> None:
    now = 0.0
    budgets = Limiter(BUDGETS, clock=lambda: now)
    limits = SignerLimits(budgets)
    limits.observe(reply(tier="Silver", remaining="59"))
    now = 10.0
    assert await fits(budgets, ORDERS) == 300
    assert await fits(budgets, CANCELS) == 600
    assert (limits.tier, limits.remaining) == ("Silver", "59")


@pytest.mark.parametrize("tier", ["", "Unobtainium", "standard"])
async def test_a_tier_that_nobody_knows_changes_nothing(tier: str) -> None:
    budgets = limiter()
    SignerLimits(budgets).observe(reply(tier=tier))
    assert await fits(budgets, ORDERS) == 60


async def test_budgets_of_ones_own_are_left_as_they_are() -> None:
    limits = SignerLimits(None)
    limits.observe(reply(tier="elite"))
    assert limits.tier == "elite"


def test_an_answer_without_a_word_about_limits_says_nothing() -> None:
    limits = SignerLimits(None)
    limits.observe(Reply(200, {}, b""))
    assert (limits.tier, limits.remaining, limits.warnings) == (None, None, 0)


def test_a_warning_is_counted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    limits = SignerLimits(None)
    with caplog.at_level(logging.WARNING, "predcore.polymarket"):
        limits.observe(reply(warning="true", remaining="-3"))
        limits.observe(reply(warning="false"))
    assert (limits.warnings, len(caplog.records)) == (1, 1)


def test_tiers_grow_and_cancel_twice_as_fast() -> None:
    rates = [tier.orders.rate for tier in TIERS.values()]
    assert rates == sorted(set(rates))
    for tier in TIERS.values():
        orders = tier.orders
        # Half a second more than a second's worth, and no half tokens.
        assert orders.capacity == orders.rate * 3 // 2
        assert tier.cancels == Budget(2 * orders.rate, 3 * orders.rate)


@pytest.mark.parametrize(
    ("bucket", "most"), [("clob.cancel_all", 6000), ("clob.cancel_market", 21_000)]
)
def test_no_ten_minutes_hold_more_cancels_than_allowed(bucket: str, most: int) -> None:
    budget = BUDGETS[bucket]
    assert budget.capacity + 600 * budget.rate == pytest.approx(most)
