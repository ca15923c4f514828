"""Streams on the disk: recorded as they came, read by anything, told again exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .reading import Recording as Recording
    from .recorder import record as record
    from .replaying import Replay as Replay
    from .replaying import replay as replay
    from .store import Kept as Kept
    from .store import Store as Store
    from .summaries import Summary as Summary
    from .tables import FrameRow as FrameRow
    from .tables import UpdateRow as UpdateRow

_HOMES = {
    ".reading": "Recording",
    ".recorder": "record",
    ".replaying": "Replay replay",
    ".store": "Kept Store",
    ".summaries": "Summary",
    ".tables": "FrameRow UpdateRow",
}

__all__ = [
    "FrameRow",
    "Kept",
    "Recording",
    "Replay",
    "Store",
    "Summary",
    "UpdateRow",
    "record",
    "replay",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
