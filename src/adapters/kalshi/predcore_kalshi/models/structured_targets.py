"""Structured targets: the players, teams and things that markets name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from predcore.kit import Items, Time, wire

__all__ = ["StructuredTarget", "StructuredTargetEnvelope", "StructuredTargetPage"]


@wire
class StructuredTarget:
    """One of them, all fields optional; ``details`` depend on ``type``."""

    id: str | None = None
    name: str | None = None
    type: str | None = None
    details: Mapping[str, Any] | None = None
    source_id: str | None = None
    source_ids: Mapping[str, str] | None = None
    last_updated_ts: Time | None = None


@wire
class StructuredTargetEnvelope:
    """``GET /structured_targets/{structured_target_id}``."""

    structured_target: StructuredTarget


@wire
class StructuredTargetPage:
    """``GET /structured_targets``."""

    structured_targets: Items[StructuredTarget] = ()
    cursor: str | None = None
