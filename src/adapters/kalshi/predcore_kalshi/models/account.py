"""What requests cost."""

from __future__ import annotations

from predcore.kit import Items, wire

__all__ = ["EndpointCosts", "EndpointTokenCost"]


@wire
class EndpointTokenCost:
    """Tokens for one endpoint; ``path`` is the full one, with ``:names``."""

    method: str
    path: str
    cost: int


@wire
class EndpointCosts:
    """``GET /account/endpoint_costs``: those that differ from ``default_cost``."""

    default_cost: int
    endpoint_costs: Items[EndpointTokenCost]
