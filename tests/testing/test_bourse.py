"""A venue that keeps all its promises passes, and knows nothing of any wire."""

from __future__ import annotations

from predcore.testing import PortfolioConformance, TradingConformance
from testing.bourse_traded import Traded


class TestTrading(Traded, TradingConformance):
    pass


class TestPortfolio(Traded, PortfolioConformance):
    pass
