"""Version 2's rankings."""

from __future__ import annotations

from starlette.routing import Route

from ..answers import Ask
from ..entries import Holding
from ..listing import Listing
from ..notation import Json, Row, iso
from .holdings import rounded
from .refusals import V2
from .standings import Standing, Standings
from .v2_pages import page

__all__ = ["Boards"]


class Boards:
    """The best traders and positions. Nobody builds applications here."""

    def __init__(self, listing: Listing, standings: Standings) -> None:
        self._listing = listing
        self._standings = standings

    def routes(self) -> list[Route]:
        """The builders' boards are empty."""
        return [
            V2.get("/v2/leaderboard", self._leaderboard),
            V2.get("/v2/biggest-winners", self._winners),
            V2.get("/v2/builders/leaderboard", lambda ask: page(ask, [])),
            V2.get("/v2/builders/volume", lambda ask: {"data": []}),
        ]

    def _leaderboard(self, ask: Ask) -> Json:
        """A page of ranks, or one user's; ``null`` for a user who has none."""
        user = ask.text("user")
        if user is not None:
            return {"data": self._of_user(ask, user.lower())}
        by_volume = ask.text("sort_by") == "VOLUME"
        rows = [
            {"rank": rank, **_trader(standing)}
            for rank, standing in enumerate(self._ranked(ask, by_volume=by_volume), 1)
        ]
        return page(ask, rows)

    def _of_user(self, ask: Ask, wallet: str) -> Json:
        ranks = {
            name: next(
                (
                    (rank, standing)
                    for rank, standing in enumerate(
                        self._ranked(ask, by_volume=by_volume), 1
                    )
                    if standing.trader.wallet == wallet
                ),
                None,
            )
            for name, by_volume in (("rank_pnl", False), ("rank_volume", True))
        }
        found = ranks["rank_pnl"]
        if found is None:
            return None
        placed = {name: entry[0] for name, entry in ranks.items() if entry}
        return {**_trader(found[1]), **placed}

    def _ranked(self, ask: Ask, *, by_volume: bool) -> list[Standing]:
        window, category = ask.text("time_period"), ask.text("category")
        return self._standings.ranked(window, category, by_volume=by_volume)

    def _winners(self, ask: Ask) -> Json:
        wins = enumerate(self._standings.wins(), 1)
        return page(ask, [self._winner(rank, holding) for rank, holding in wins])

    def _winner(self, rank: int, holding: Holding) -> Row:
        event = self._listing.event_of(holding.market)
        return {
            "win_rank": rank,
            "kind": "market",
            "user_id": holding.trader.wallet,
            "user_name": holding.trader.name,
            "pnl": rounded(holding.realized),
            "initial_value": rounded(holding.paid),
            "final_value": rounded(holding.paid + holding.realized),
            "resolved_at": iso(holding.last_at),
            "profile_image": "",
            "condition_id": holding.market.condition,
            "position_id": holding.market.tokens[holding.outcome],
            "event_id": event.id,
            "event_slug": event.slug,
            "event_title": event.sim.title,
        }


def _trader(standing: Standing) -> Row:
    return {
        "user_id": standing.trader.wallet,
        "user_name": standing.trader.name,
        "pnl": standing.pnl,
        "volume": standing.volume,
        "profile_image": "",
        "x_username": "",
        "verified": False,
    }
