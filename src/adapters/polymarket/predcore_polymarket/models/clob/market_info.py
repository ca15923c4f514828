"""Trading parameters under the venue's abbreviations."""

from __future__ import annotations

from predcore.kit import Items, Loose, LooseTime, wire

from ..names import SNAKE

__all__ = ["FeeDetails", "InfoToken", "MarketInfo"]


@wire
class InfoToken:
    """Token id ``t`` of outcome ``o``; price ``p`` lags, ``w`` marks the winner."""

    __dialect__ = SNAKE

    t: str
    o: str | None = None
    p: Loose = None
    w: bool | None = None


@wire
class FeeDetails:
    """Rate ``r``, exponent ``e``, and whether takers only pay (``to``)."""

    __dialect__ = SNAKE

    r: Loose = None
    e: Loose = None
    to: bool | None = None


@wire
class InfoRewards:
    """Size ``mi`` in shares, spread ``ma`` in cents, age ``moas`` in seconds."""

    __dialect__ = SNAKE

    mi: Loose = None
    ma: Loose = None
    moas: int | None = None


@wire
class MarketInfo:
    """Trading parameters, ``/clob-markets/{condition_id}``; keys are the venue's."""

    __dialect__ = SNAKE

    c: str | None = None
    """Condition id."""
    t: Items[InfoToken] = ()
    """Tokens and their outcomes."""
    mts: Loose = None
    """Smallest price step."""
    mos: Loose = None
    """Smallest order, shares."""
    nr: bool | None = None
    """Neg-risk; left out when false."""
    ao: bool | None = None
    """Accepts orders, since ``aot``."""
    aot: LooseTime = None
    cbos: bool | None = None
    """The book is cleared at the start of the game."""
    sd: int | None = None
    """Taker delay, seconds."""
    fd: FeeDetails | None = None
    """The fee; left out where there is none."""
    mbf: int | None = None
    """Legacy base fees, basis points; not what anyone pays."""
    tbf: int | None = None
    itode: bool | None = None
    """Marketable orders are held for a moment."""
    ibce: bool | None = None
    rfqe: bool | None = None
    oas: int | None = None
    """Seconds an order must have rested."""
    gst: LooseTime = None
    """When the game starts."""
    r: InfoRewards | None = None
