"""Every operation of the venue has a method, and the page of them is true."""

from __future__ import annotations

import re

from polymarket_operations import PAGE, page

OPERATIONS = """
gamma GET /events GET /events/keyset GET /events/{} GET /events/slug/{}
gamma GET /events/{}/tags GET /markets GET /markets/keyset GET /markets/{}
gamma GET /markets/slug/{} GET /markets/{}/tags GET /tags GET /tags/{}
gamma GET /tags/slug/{} GET /tags/{}/related-tags GET /tags/{}/related-tags/tags
gamma GET /tags/slug/{}/related-tags GET /tags/slug/{}/related-tags/tags
gamma GET /series GET /series/{} GET /sports GET /sports/market-types GET /teams
gamma GET /comments GET /comments/keyset GET /comments/{}
gamma GET /comments/user_address/{} GET /public-search GET /public-profile
clob GET /ok GET /time GET /version GET /book POST /books GET /price POST /prices
clob GET /midpoint POST /midpoints GET /spread POST /spreads GET /last-trade-price
clob POST /last-trades-prices GET /tick-size GET /neg-risk GET /fee-rate
clob GET /markets-by-token/{} GET /clob-markets/{} GET /markets GET /markets/{}
clob GET /sampling-markets GET /simplified-markets GET /sampling-simplified-markets
clob GET /prices-history POST /batch-prices-history GET /rewards/markets/current
clob GET /rewards/markets/{} GET /rewards/markets/multi GET /rebates/current
clob GET /fees/builder-fees/{} GET /builder/trades
clob POST /auth/api-key GET /auth/derive-api-key GET /auth/api-keys
clob DELETE /auth/api-key GET /auth/ban-status/closed-only
clob POST /order DELETE /order POST /orders DELETE /orders DELETE /cancel-all
clob DELETE /cancel-market-orders POST /v1/heartbeats POST /heartbeats
clob GET /data/order/{} GET /data/orders GET /data/trades
clob GET /balance-allowance GET /balance-allowance/update
clob GET /notifications DELETE /notifications GET /order-scoring POST /orders-scoring
clob GET /rewards/user GET /rewards/user/total GET /rewards/user/percentages
clob GET /rewards/user/markets
data GET /v2/positions GET /v2/trades GET /v2/activity GET /v2/value
data GET /v2/user-stats GET /v2/user-pnl GET /v2/user-volume GET /v2/holders
data GET /v2/oi GET /v2/live-volume GET /v2/resolutions GET /v2/tokens
data GET /v2/prices-history GET /v2/leaderboard GET /v2/biggest-winners
data GET /v2/builders/leaderboard GET /v2/builders/volume GET /v2/status
data GET /v2/activity/combos GET /v2/positions/combos GET /v2/approvals
data GET /positions GET /trades GET /activity GET /closed-positions GET /holders
data GET /value GET /oi GET /live-volume GET /traded GET /v1/leaderboard
data GET /v1/market-positions GET /v1/accounting/snapshot
relayer POST /submit GET /transaction GET /transactions GET /nonce
relayer GET /relay-payload GET /deployed
site GET /api/geoblock
"""
"""By service, as the venue documents them; ``{}`` is an id."""

ROW = re.compile(r"^\| `[\w.]+` \| (\w+) \| `([A-Z]+) (\S+)` \|", re.MULTILINE)


def documented() -> set[tuple[str, str, str]]:
    found: set[tuple[str, str, str]] = set()
    for line in OPERATIONS.strip().splitlines():
        service, *words = line.split()
        found.update(
            (service, method, path)
            for method, path in zip(words[::2], words[1::2], strict=True)
        )
    return found


def test_every_operation_of_the_venue_has_a_method_and_no_method_has_another() -> None:
    reached = {
        (service, method, re.sub(r"\{\w+\}", "{}", path))
        for service, method, path in ROW.findall(page())
    }
    assert reached == documented()


def test_the_page_of_operations_is_what_the_code_does() -> None:
    how = "run `python -m polymarket_operations` in tests/ to write it"
    assert PAGE.read_text() == page(), how
