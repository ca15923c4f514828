"""Which fees are in force at an instant. Pure functions over what the venue says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from predcore import BadResponse, Unsupported

from ._fees import CENT, CENTI_CENT, MICRO_DOLLAR, KalshiFees, coefficients
from ._mapping.values import instant

if TYPE_CHECKING:
    from .models.events import Event, EventFeeChange
    from .models.markets import Market
    from .models.series import Series, SeriesFeeChange

__all__ = ["FeeFacts", "FeeRule", "rule_at", "schedule_at"]

_MICRO_DOLLARS_SINCE = datetime(2026, 8, 26, tzinfo=UTC)
"""Model fees were rounded up to hundredths of a cent before."""


class FeeRule(NamedTuple):
    """A fee type and its multiplier; of an event, ``None`` is the series' own."""

    fee_type: str | None
    multiplier: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeFacts:
    """What decides the fees of a market, as read at ``read_at``."""

    market: Market
    event: Event
    series: Series
    event_changes: Sequence[EventFeeChange] = ()
    series_changes: Sequence[SeriesFeeChange] = ()
    read_at: datetime


def schedule_at(
    facts: FeeFacts, at: datetime, *, direct_member: bool = False
) -> KalshiFees:
    """The fees in force at ``at``.

    Event before series, each with its changes by date; nothing but rounding while a
    waiver lasts.

    Raises:
        Unsupported: no published formula, or from before the changes on record.
        BadResponse: the venue did not say what the fees are.
    """
    event, series = facts.event, facts.series
    own = rule_at(
        FeeRule(event.fee_type_override, event.fee_multiplier_override),
        (
            (change.scheduled_ts, _event_rule(change))
            for change in facts.event_changes
            if change.event_ticker == event.event_ticker
        ),
        at,
        facts.read_at,
    )
    general = rule_at(
        FeeRule(series.fee_type, series.fee_multiplier),
        (
            (change.scheduled_ts, _series_rule(change))
            for change in facts.series_changes
            if change.series_ticker == series.ticker
        ),
        at,
        facts.read_at,
    )
    fee_type = own.fee_type or general.fee_type
    multiplier = general.multiplier if own.multiplier is None else own.multiplier
    if fee_type is None or multiplier is None or multiplier < 0:
        raise BadResponse(f"the fees of series {series.ticker} are not given")
    waived = _waived(facts.market, at)
    if not waived:
        coefficients(fee_type)
    what = "fees waived" if waived else f"{fee_type} times {multiplier:f}"
    return KalshiFees(
        fee_type="quadratic" if waived else fee_type,
        multiplier=Decimal(0) if waived else multiplier,
        precision=CENTI_CENT if direct_member else CENT,
        trade_fee_step=MICRO_DOLLAR if at >= _MICRO_DOLLARS_SINCE else CENTI_CENT,
        source=f"Kalshi fee schedule: {what} ({series.ticker}), fee-rounding guide",
    )


def rule_at(
    current: FeeRule,
    changes: Iterable[tuple[datetime | None, FeeRule]],
    at: datetime,
    now: datetime,
) -> FeeRule:
    """The rule in force at ``at``, when ``current`` is the one in force ``now``.

    Raises ``Unsupported`` where the rule changed since and the one before it is not
    on record.
    """
    dated = sorted(
        ((when, rule) for when, rule in changes if when is not None),
        key=itemgetter(0),
    )
    if at >= now:
        coming = [rule for when, rule in dated if now < when <= at]
        return coming[-1] if coming else current
    before = [rule for when, rule in dated if when <= at]
    if before:
        return before[-1]
    if any(when <= now for when, _ in dated):
        raise Unsupported(
            f"Kalshi's record of fees begins after {at:%Y-%m-%d %H:%M} UTC"
        )
    return current


def _event_rule(change: EventFeeChange) -> FeeRule:
    return FeeRule(change.fee_type_override, change.fee_multiplier_override)


def _series_rule(change: SeriesFeeChange) -> FeeRule:
    return FeeRule(change.fee_type, change.fee_multiplier)


def _waived(market: Market, at: datetime) -> bool:
    until = instant(market.fee_waiver_expiration_time)
    return until is not None and at < until
