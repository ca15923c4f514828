"""A venue that keeps all its promises passes, and knows nothing of any wire."""

from __future__ import annotations

from predcore.testing import (
    AmendingConformance,
    PortfolioConformance,
    TradingConformance,
)
from testing.bourse_traded import Traded


class TestTrading(Traded, TradingConformance):
    pass


class TestAmending(Traded, AmendingConformance):
    pass


class TestPortfolio(Traded, PortfolioConformance):
    pass
