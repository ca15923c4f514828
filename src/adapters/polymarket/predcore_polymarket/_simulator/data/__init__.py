"""The data API, both versions: what the invented traders did and have."""

from __future__ import annotations

from starlette.routing import Route

from ..ledger import Ledger
from ..listing import Listing
from . import v1_feeds, v1_markets, v1_wallets, v2_feeds, v2_markets, v2_wallets
from .holdings import Holdings
from .standings import Standings
from .v2_boards import Boards
from .v2_records import Records

__all__ = ["routes"]


def routes(listing: Listing, ledger: Ledger) -> list[Route]:
    """Every public endpoint of both versions."""
    holdings = Holdings(listing, ledger)
    standings = Standings(listing, ledger, holdings)
    parts = (
        v1_feeds.Feeds(listing, ledger),
        v1_wallets.Wallets(listing, holdings, standings),
        v1_markets.Markets(listing, holdings),
        v2_feeds.Feeds(listing, ledger, holdings),
        v2_wallets.Wallets(listing, ledger, holdings),
        v2_markets.Markets(listing, holdings),
        Records(listing),
        Boards(listing, standings),
    )
    return [route for part in parts for route in part.routes()]
