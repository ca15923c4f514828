"""Gamma's view of a market, key for key as the venue serves it."""

from __future__ import annotations

from datetime import timedelta

from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Row, day, iso, nested, spaced, text
from ..prices import outcome_price
from .market_figures import amounts, prices, resolution, rewards

__all__ = ["market_row"]


def market_row(listing: Listing, market: ListedMarket) -> Row:
    """A market as it stands inside its event; the top level adds ``events``."""
    return {
        **_identity(market),
        **_state(market),
        **_schedule(market),
        **_trading(market),
        **prices(listing, market),
        **amounts(market),
        **rewards(market),
        **resolution(market),
        **_sports(market),
    }


def _identity(market: ListedMarket) -> Row:
    sim = market.sim
    return {
        "id": market.id,
        "question": sim.question,
        "conditionId": market.condition,
        "slug": market.slug,
        "resolutionSource": "",
        "image": "",
        "icon": "",
        "description": sim.rules,
        "outcomes": nested(sim.labels),
        "outcomePrices": nested([text(outcome_price(market, i)) for i in (0, 1)]),
        "clobTokenIds": nested(market.tokens),
        "marketMakerAddress": "",
        "groupItemTitle": sim.subtitle,
        "groupItemThreshold": str(market.position),
        "questionID": market.question_id,
    }


def _state(market: ListedMarket) -> Row:
    return {
        "active": market.active,
        "closed": market.closed,
        "archived": False,
        "new": not market.active,
        "featured": False,
        "restricted": True,
        "hasReviewedDates": True,
        "ready": False,
        "funded": False,
        "approved": True,
        "cyom": False,
        "pagerDutyNotificationEnabled": False,
        "automaticallyActive": True,
        "clearBookOnStart": True,
        "showGmpSeries": False,
        "showGmpOutcome": False,
        "manualActivation": False,
        "pendingDeployment": False,
        "deploying": False,
        "requiresTranslation": False,
    }


def _schedule(market: ListedMarket) -> Row:
    sim = market.sim
    return {
        "startDate": iso(sim.opens_at),
        "startDateIso": day(sim.opens_at),
        "endDate": iso(sim.closes_at),
        "endDateIso": day(sim.closes_at),
        "createdAt": iso(sim.opens_at - timedelta(hours=1)),
        "updatedAt": iso(sim.book_at),
        "deployingTimestamp": iso(sim.opens_at - timedelta(minutes=30)),
        "acceptingOrdersTimestamp": iso(sim.opens_at),
        **({"closedTime": spaced(sim.closes_at)} if market.closed else {}),
    }


def _trading(market: ListedMarket) -> Row:
    fees = market.fees
    row: Row = {
        "enableOrderBook": True,
        "acceptingOrders": market.accepting,
        "orderPriceMinTickSize": market.tick,
        "orderMinSize": market.sim.min_size,
        "negRisk": market.neg_risk,
        "negRiskOther": False,
        "rfqEnabled": False,
        "feesEnabled": fees is not None,
        "feeType": fees.kind if fees else None,
    }
    if market.neg_risk:
        row["negRiskMarketID"] = market.question_id[:-2] + "00"
        row["negRiskRequestID"] = market.question_id
    if fees:
        row["makerBaseFee"] = row["takerBaseFee"] = 1000
        row["feeSchedule"] = {
            "exponent": 1,
            "rate": fees.rate,
            "takerOnly": True,
            "rebateRate": fees.rebate,
        }
    return row


def _sports(market: ListedMarket) -> Row:
    if market.starts_at is None:
        return {}
    return {
        "sportsMarketType": "moneyline",
        "gameStartTime": spaced(market.starts_at),
        "eventStartTime": iso(market.starts_at),
        "secondsDelay": 3,
    }
