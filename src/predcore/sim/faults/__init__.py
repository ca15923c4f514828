"""What goes wrong between a venue and its caller, as switches."""

from __future__ import annotations

from .faulty import Faulty as Faulty
from .line import Line as Line
from .switches import Switches as Switches

__all__ = ["Faulty", "Line", "Switches"]
