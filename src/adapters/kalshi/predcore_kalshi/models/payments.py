"""Money in and out."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Items, Known, wire

__all__ = [
    "Deposit",
    "DepositPage",
    "PaymentStatus",
    "PaymentType",
    "Withdrawal",
    "WithdrawalPage",
]

PaymentStatus = Annotated[str, Known("pending", "applied", "failed", "returned")]

PaymentType = Annotated[str, Known("ach", "wire", "crypto", "debit", "apm")]


@wire
class Deposit:
    """Money that came in, once ``applied``."""

    id: str
    status: PaymentStatus | None = None
    type: PaymentType | None = None
    amount_cents: int | None = None
    """Cents, as ``fee_cents``."""
    fee_cents: int | None = None
    created_ts: int | None = None
    """Unix seconds, as ``finalized_ts``."""
    finalized_ts: int | None = None


@wire
class DepositPage:
    """``GET /portfolio/deposits``."""

    deposits: Items[Deposit]
    cursor: str | None = None


@wire
class Withdrawal:
    """Money that went out, once ``applied``."""

    id: str
    status: PaymentStatus | None = None
    type: PaymentType | None = None
    amount_cents: int | None = None
    """Cents, as ``fee_cents``."""
    fee_cents: int | None = None
    created_ts: int | None = None
    """Unix seconds, as ``finalized_ts``."""
    finalized_ts: int | None = None


@wire
class WithdrawalPage:
    """``GET /portfolio/withdrawals``."""

    withdrawals: Items[Withdrawal]
    cursor: str | None = None
