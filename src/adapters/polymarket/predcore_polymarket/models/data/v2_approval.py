"""Version 2 of the Data API: what a wallet allows contracts to take."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Items, Known, wire

from ..names import SNAKE

__all__ = ["Approval", "Approvals", "ApprovalsAnswer"]

_WITHOUT_END = 2**256 - 1


@wire
class Approval:
    """Whether a contract may take a token.

    A contract that was never approved is listed, too, with ``approved`` false, and may
    still say ``max``.
    """

    __dialect__ = SNAKE

    token: str
    """The token's contract."""
    spender: str
    """Who may take it."""
    standard: Annotated[str, Known("ERC20", "ERC1155")] | None = None
    approved: bool | None = None
    amount: str | None = None
    """Millionths in a text, or ``max``; none for ``ERC1155``."""

    @property
    def allowance(self) -> int | None:
        """Millionths that may be taken; ``None`` where the answer does not tell.

        ``2**256 - 1`` stands for all there ever is.
        """
        if self.approved is False:
            return 0
        if self.amount == "max":
            return _WITHOUT_END
        text = self.amount or ""
        return int(text) if text.isascii() and text.isdigit() else None


@wire
class Approvals:
    """Every pair of token and contract that the service watches."""

    __dialect__ = SNAKE

    address: str | None = None
    chain_id: int | None = None
    contracts: Items[Approval] = ()


@wire
class ApprovalsAnswer:
    """``/v2/approvals``."""

    data: Approvals | None = None
