"""Claims on both boards: worded apart, priced alike, but for a few on purpose."""

from __future__ import annotations

from decimal import Decimal

from predcore import MarketStatus
from predcore.sim import (
    CLAIM_ARBITRAGE,
    CLAIM_ARBITRAGE_BITCOIN,
    CLAIM_ARBITRAGE_TEAMS,
    CLAIM_FEES_KILL,
    CLAIM_HALTED,
    CLAIM_INVERTED,
    CLAIM_NO_EDGE,
    CLAIM_TOO_SMALL,
    PROFITABLE_CLAIMS,
    Catalogue,
    SimMarket,
)
from sim.boards import BOARDS

EDGED = {*PROFITABLE_CLAIMS, CLAIM_FEES_KILL, CLAIM_TOO_SMALL}


def ask_of_claim(market: SimMarket, holds: bool) -> tuple[Decimal, Decimal] | None:
    """Best price and size at which the claim (or its opposite) can be bought."""
    if holds is not market.inverted:
        return market.asks[0] if market.asks else None
    if not market.bids:
        return None
    return 1 - market.bids[0].price, market.bids[0].size


def gross_edge(catalogue: Catalogue, claim: str) -> Decimal:
    """The most that a pair of the claim and its opposite pays over its cost."""
    sides = catalogue.claims()[claim]
    north, south = sides["north"][1], sides["south"][1]
    costs = [
        first[0] + second[0]
        for holds in (True, False)
        if (first := ask_of_claim(north, holds))
        and (second := ask_of_claim(south, not holds))
    ]
    return 1 - min(costs, default=Decimal(2))


def test_half_of_the_markets_are_listed_on_both_boards(catalogue: Catalogue) -> None:
    shared = len(catalogue.claims())
    for name in BOARDS:
        assert shared * 2 >= len(list(catalogue.boards[name].markets()))


def test_a_shared_claim_is_worded_differently_on_each_board(
    catalogue: Catalogue,
) -> None:
    for sides in catalogue.claims().values():
        assert sides["north"][1].question != sides["south"][1].question


def test_some_shared_claims_are_asked_the_other_way_round(
    catalogue: Catalogue,
) -> None:
    inverted = [c for c, s in catalogue.claims().items() if s["south"][1].inverted]
    assert CLAIM_INVERTED in inverted
    assert len(inverted) >= 3


def test_boards_agree_about_what_happened(catalogue: Catalogue) -> None:
    for claim, sides in catalogue.claims().items():
        payouts = {
            1 - market.payout if market.inverted else market.payout
            for _, market in sides.values()
            if market.payout is not None
        }
        assert len(payouts) <= 1, claim


def test_only_the_named_claims_have_an_edge_between_the_boards(
    catalogue: Catalogue,
) -> None:
    edged = {c for c in catalogue.claims() if gross_edge(catalogue, c) > 0}
    assert edged == EDGED


def test_the_profitable_claims_leave_more_than_any_fee_on_the_first_level(
    catalogue: Catalogue,
) -> None:
    for claim in (
        CLAIM_ARBITRAGE,
        CLAIM_ARBITRAGE_BITCOIN,
        CLAIM_ARBITRAGE_TEAMS,
        CLAIM_INVERTED,
    ):
        assert gross_edge(catalogue, claim) > Decimal("0.07") * Decimal("0.5")


def test_the_edge_that_fees_kill_is_two_cents(catalogue: Catalogue) -> None:
    assert gross_edge(catalogue, CLAIM_FEES_KILL) == Decimal("0.02")


def test_the_claim_that_is_too_small_loses_at_the_minimum_size(
    catalogue: Catalogue,
) -> None:
    sides = catalogue.claims()[CLAIM_TOO_SMALL]
    north, south = sides["north"][1], sides["south"][1]
    best, second, *_ = south.bids
    rest = south.min_size - best.size
    assert rest > 0
    received = best.price * best.size + second.price * rest
    assert received < north.asks[0].price * south.min_size


def test_the_claim_without_an_edge_has_both_books(catalogue: Catalogue) -> None:
    assert gross_edge(catalogue, CLAIM_NO_EDGE) <= 0
    for _, market in catalogue.claims()[CLAIM_NO_EDGE].values():
        assert market.bids
        assert market.asks


def test_the_halted_claim_trades_on_one_board_only(catalogue: Catalogue) -> None:
    sides = catalogue.claims()[CLAIM_HALTED]
    assert sides["north"][1].status is MarketStatus.OPEN
    assert sides["south"][1].status is MarketStatus.HALTED
