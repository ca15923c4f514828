"""Wallet operations that the relayer sends to the chain."""

from __future__ import annotations

from typing import Annotated, Literal

from predcore.kit import Known, LooseTime, wire

from ..names import CAMEL, SNAKE

__all__ = [
    "Deployed",
    "Nonce",
    "RelayPayload",
    "RelayedTransaction",
    "RelayedType",
    "Submitted",
]

RelayedType = Literal["SAFE", "PROXY", "SAFE-CREATE", "WALLET", "WALLET-CREATE"]
"""What is operated, or made: ``WALLET`` is a deposit wallet."""

_STATES = Known(
    "STATE_NEW",
    "STATE_EXECUTED",
    "STATE_MINED",
    "STATE_CONFIRMED",
    "STATE_INVALID",
    "STATE_FAILED",
)


@wire
class Submitted:
    """``POST /submit``: taken, and not yet on the chain."""

    __dialect__ = CAMEL

    transaction_id: str
    state: Annotated[str, _STATES] | None = None
    transaction_hash: str | None = None
    """Not told here since April 2026."""
    hash: str | None = None


@wire
class RelayedTransaction:
    """A wallet operation. ``STATE_CONFIRMED`` is done, ``_FAILED`` and ``_INVALID``
    will never be."""

    __dialect__ = CAMEL

    transaction_id: str
    transaction_hash: str | None = None
    """Empty until it is sent."""
    sender: str | None = None
    """The signer; ``from`` on the wire."""
    to: str | None = None
    proxy_address: str | None = None
    data: str | None = None
    nonce: str | None = None
    value: str | None = None
    signature: str | None = None
    state: Annotated[str, _STATES] | None = None
    type: str | None = None
    owner: str | None = None
    metadata: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class Nonce:
    """The number that the next operation of a wallet has to carry."""

    __dialect__ = SNAKE

    nonce: str


@wire
class RelayPayload:
    """The number, and the relayer that a proxy's operation names."""

    __dialect__ = SNAKE

    address: str
    nonce: str


@wire
class Deployed:
    """Whether a wallet's contract exists."""

    __dialect__ = SNAKE

    deployed: bool
