"""The WebSocket: every channel of the AsyncAPI, fed by the exchange's records."""

from __future__ import annotations

from .endpoint import PATH as PATH
from .endpoint import Stream as Stream
from .limits import StreamLimits as StreamLimits

__all__ = ["PATH", "Stream", "StreamLimits"]
