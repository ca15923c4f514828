"""Claims of the synthetic catalogue whose books are fixed by hand.

Every other pair of books straddles the same price, so these are the only ones with
an edge between the boards.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CLAIM_ARBITRAGE",
    "CLAIM_ARBITRAGE_BITCOIN",
    "CLAIM_ARBITRAGE_TEAMS",
    "CLAIM_FEES_KILL",
    "CLAIM_HALTED",
    "CLAIM_INVERTED",
    "CLAIM_NO_EDGE",
    "CLAIM_TOO_SMALL",
    "PROFITABLE_CLAIMS",
]

CLAIM_ARBITRAGE: Final = "rate-cut-december"
"""Profitable on two levels: buy the first outcome north, the second one south."""

CLAIM_ARBITRAGE_BITCOIN: Final = "bitcoin-120k-year-end"
"""Profitable the other way round, on sub-cent ladders: first outcome south."""

CLAIM_ARBITRAGE_TEAMS: Final = "gulls-beat-rams"
"""Profitable, and the south's outcomes are named after the teams."""

CLAIM_INVERTED: Final = "unemployment-rate-below-4-5"
"""Profitable; the south asks the opposite, so both first outcomes are bought."""

CLAIM_FEES_KILL: Final = "rate-hold-january"
"""Two cents of edge before fees, a loss after them."""

CLAIM_TOO_SMALL: Final = "bitcoin-150k-year-end"
"""An edge on 1.5 contracts, where the south's minimum is 5; five of them lose."""

CLAIM_NO_EDGE: Final = "rate-hold-december"
"""Both boards agree."""

CLAIM_HALTED: Final = "assistant-released-this-quarter"
"""Open in the north, halted in the south."""

PROFITABLE_CLAIMS: Final = (
    CLAIM_ARBITRAGE,
    CLAIM_ARBITRAGE_BITCOIN,
    CLAIM_ARBITRAGE_TEAMS,
    CLAIM_INVERTED,
)
