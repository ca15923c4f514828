"""Listed things, with the venue's identities and as the exchange has them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from predcore import MarketStatus
from predcore.sim import SimEvent, SimMarket, SimSeries

from . import ids
from .fees import CategoryFees

__all__ = ["ListedEvent", "ListedMarket", "ListedSeries", "Tag"]

_BOOKED = {MarketStatus.OPEN, MarketStatus.HALTED}
_OVER = {MarketStatus.CLOSED, MarketStatus.DETERMINED, MarketStatus.SETTLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A category, or a word the venue files events under."""

    id: str
    label: str

    @property
    def slug(self) -> str:
        """Its name in a URL."""
        return ids.slug(self.label)


@dataclass(slots=True, kw_only=True, eq=False)
class ListedMarket:
    """A question with the venue's names for it.

    The names stay; ``sim`` is replaced when the exchange has changed it.

    Attributes:
        id: Gamma's, decimal.
        condition: the CLOB's, 0x and 64 hex digits.
        tokens: outcome tokens, aligned with ``sim.labels``.
        position: its place in the event.
        fees: ``None`` where trading is free.
        starts_at: when the game begins, of a game.
        version: counts the replacements of ``sim``.
    """

    id: str
    slug: str
    condition: str
    question_id: str
    tokens: tuple[str, str]
    position: int
    neg_risk: bool
    fees: CategoryFees | None
    starts_at: datetime | None
    sim: SimMarket
    version: int = 0

    def renew(self, sim: SimMarket) -> None:
        """Be what the exchange has now."""
        self.sim = sim
        self.version += 1

    @property
    def tick(self) -> Decimal:
        """The venue knows one step a market."""
        return min(band.step for band in self.sim.ladder.bands)

    @property
    def booked(self) -> bool:
        """Whether there is an order book."""
        return self.sim.status in _BOOKED

    @property
    def closed(self) -> bool:
        """Whether trading is over."""
        return self.sim.status in _OVER

    @property
    def settled(self) -> bool:
        """Whether the result is final."""
        return self.sim.status is MarketStatus.SETTLED

    @property
    def active(self) -> bool:
        """Whether it was ever open for trading."""
        return self.sim.status is not MarketStatus.PENDING

    @property
    def seconds_delay(self) -> int:
        """How long an order that would trade is held: in games only."""
        return 3 if self.starts_at else 0

    @property
    def accepting(self) -> bool:
        """Whether it says that it takes orders.

        Until its result is in, a closed market may go on saying so.
        """
        return self.sim.status in {MarketStatus.OPEN, MarketStatus.CLOSED}

    @property
    def rewarded(self) -> bool:
        """Whether resting orders earn rewards: every other open market."""
        return self.sim.status is MarketStatus.OPEN and int(self.id) % 2 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSeries:
    """A series with Gamma's id."""

    id: str
    sim: SimSeries

    @property
    def slug(self) -> str:
        """Its name in a URL."""
        return ids.slug(self.sim.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """An event with Gamma's id and everything it is filed under."""

    id: str
    slug: str
    neg_risk: bool
    series: ListedSeries
    tags: tuple[Tag, ...]
    markets: tuple[ListedMarket, ...]
    sim: SimEvent

    @property
    def version(self) -> int:
        """Grows with every change of a market."""
        return sum(market.version for market in self.markets)

    @property
    def closed(self) -> bool:
        """Whether trading is over in all its markets."""
        return all(market.closed for market in self.markets)

    @property
    def neg_risk_market_id(self) -> str:
        """What its markets share at the oracle; empty unless one of them wins."""
        return ids.neg_risk_market_id(self.sim.code) if self.neg_risk else ""
