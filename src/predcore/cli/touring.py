"""What the demo looks at: the claims that simulated venues have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from json import dumps

from .. import Hub, Instrument, Market, MarketRef, Quote
from ..arbitrage import Pair, Pairs
from ..plugins import Simulator

__all__ = ["Claim", "best_sum", "pairs_of", "shared_claims", "to_toml"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim and who lists it: the market, and the outcome that says the same."""

    name: str
    listings: Mapping[str, tuple[Market, Instrument]]

    @property
    def title(self) -> str:
        """The question in the words of the first venue."""
        return next(iter(self.listings.values()))[0].title

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """One on each venue."""
        return tuple(instrument for _, instrument in self.listings.values())


async def shared_claims(hub: Hub, venues: Mapping[str, Simulator]) -> list[Claim]:
    """Every claim that two or more of the venues list, looked up through the hub."""
    named: dict[str, dict[MarketRef, bool]] = {}
    for name, venue in venues.items():
        for event, market in venue.board.markets():
            if market.claim is not None:
                ref = MarketRef(name, venue.market_id(event, market))
                named.setdefault(market.claim, {})[ref] = market.inverted
    shared = {claim: refs for claim, refs in named.items() if len(refs) > 1}
    markets = await hub.lookup([ref for refs in shared.values() for ref in refs])
    return [
        Claim(
            claim,
            {
                ref.venue: (markets[ref], markets[ref].instruments[inverted])
                for ref, inverted in refs.items()
            },
        )
        for claim, refs in shared.items()
    ]


def best_sum(quotes: Sequence[Quote]) -> Decimal | None:
    """The least that both sides of a claim cost, each bought where it is cheapest.

    Selling a claim at its bid is buying the other side at ``1 - bid``.
    """
    asks = [quote.ask for quote in quotes if quote.ask is not None]
    bids = [quote.bid for quote in quotes if quote.bid is not None]
    return min(asks) + 1 - max(bids) if asks and bids else None


def to_toml(pairs: Iterable[Pair]) -> str:
    """Pairs as ``predcore arb --pairs`` reads them."""
    return "\n".join(
        f"[[pair]]\nname = {dumps(pair.name)}\na = {dumps(str(pair.a))}\n"
        f"b = {dumps(str(pair.b))}\n"
        for pair in pairs
    )


def pairs_of(claims: Sequence[Claim]) -> Pairs:
    """The claims as a file of pairs would declare them."""
    return Pairs(
        Pair(claim.name, a, b)
        for claim in claims
        for a, b in combinations(claim.instruments, 2)
    )
