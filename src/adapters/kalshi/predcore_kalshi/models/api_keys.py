"""API keys: who may do what."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Items, Known, wire

from ._secret import Secret

__all__ = [
    "ApiKey",
    "ApiKeyScope",
    "ApiKeyType",
    "ApiKeys",
    "CreatedApiKey",
    "GeneratedApiKey",
]

ApiKeyScope = Annotated[
    str,
    Known(
        "read",
        "write",
        "read::block_trade_accept",
        "read::portfolio_balance",
        "write::trade",
        "write::transfer",
        "write::fcm_risk",
        "write::block_trade_accept",
    ),
]
"""``read`` and ``write`` hold the narrower ones below them."""

ApiKeyType = Annotated[str, Known("rsa", "ed25519")]


@wire
class ApiKey:
    """A key, without its secret."""

    api_key_id: str
    name: str | None = None
    scopes: Items[ApiKeyScope] = ()
    subaccount: int | None = None
    """The only one it may use; ``None`` is any."""
    fcm_subtrader_id: str | None = None
    """The only one it may trade for; such a key may use no REST endpoint."""


@wire
class ApiKeys:
    """``GET /api_keys``."""

    api_keys: Items[ApiKey]
    api_key_region_expiration_ts: int | None = None
    """Unix seconds after which keys cannot trade some categories."""


@wire
class CreatedApiKey:
    """``POST /api_keys``."""

    api_key_id: str
    warning: str | None = None
    """A risk control that is missing, for a bound key."""


@wire
class GeneratedApiKey:
    """``POST /api_keys/generate``."""

    api_key_id: str
    key_type: ApiKeyType | None = None
    private_key: Secret
    """PEM, told this once; ``reveal()`` it to store it."""
    warning: str | None = None
    """A risk control that is missing, for a bound key."""
