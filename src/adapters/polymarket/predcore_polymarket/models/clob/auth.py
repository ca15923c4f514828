"""API keys, and whether an account may trade."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import SecretStr

from predcore.kit import Items, wire

from ..names import CAMEL, SNAKE

__all__ = ["ApiKeyTriple", "ApiKeys", "BanStatus"]


@wire
class ApiKeyTriple:
    """``/auth/api-key`` and ``/auth/derive-api-key``; prints as asterisks."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CAMEL

    api_key: SecretStr
    secret: SecretStr
    passphrase: SecretStr


@wire
class ApiKeys:
    """``/auth/api-keys``: ids only."""

    __pydantic_config__: ClassVar[dict[str, Any]] = CAMEL

    api_keys: Items[str] = ()


@wire
class BanStatus:
    """``/auth/ban-status/closed-only``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    closed_only: bool
    """Whether the account may only reduce what it holds."""
