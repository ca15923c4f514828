"""Kalshi's wire in front of the north board of a synthetic catalogue."""

from __future__ import annotations

from .application import KalshiSimulator as KalshiSimulator

__all__ = ["KalshiSimulator"]
