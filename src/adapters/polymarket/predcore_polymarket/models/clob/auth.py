"""API keys, and whether an account may trade."""

from __future__ import annotations

from predcore.kit import Items, SecretText, wire

from ..names import CAMEL, SNAKE

__all__ = ["ApiKeyTriple", "ApiKeys", "BanStatus"]


@wire
class ApiKeyTriple:
    """``/auth/api-key`` and ``/auth/derive-api-key``; prints as asterisks."""

    __dialect__ = CAMEL

    api_key: SecretText
    secret: SecretText
    passphrase: SecretText


@wire
class ApiKeys:
    """``/auth/api-keys``: ids only."""

    __dialect__ = CAMEL

    api_keys: Items[str] = ()


@wire
class BanStatus:
    """``/auth/ban-status/closed-only``."""

    __dialect__ = SNAKE

    closed_only: bool
    """Whether the account may only reduce what it holds."""
