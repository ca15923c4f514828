"""The whole venue as JSON, and back."""

from __future__ import annotations

from .loading import load as load
from .saving import save as save

__all__ = ["load", "save"]
