"""Balances, notifications, and whether orders earn rewards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from predcore import InvalidRequest
from predcore.kit import Decoder, Items, Param, decoder

from ...models.clob.account import AssetType, BalanceAllowance, Scoring
from ...models.clob.notification import Notification
from .._identifiers import order_id as checked
from .._identifiers import order_ids as all_checked
from .._identifiers import token_id as token
from .._private import PrivateResource, compact
from .._values import csv

__all__ = ["BalanceAllowances", "Notifications", "OrderScoring", "OrdersScoring"]

_BALANCE = decoder(BalanceAllowance)
_NOTIFICATIONS: Decoder[tuple[Notification, ...]] = Decoder(Items[Notification])
_SCORING = decoder(Scoring).pick(lambda found: found.scoring)
_ALL_SCORING: Decoder[dict[str, bool]] = Decoder(dict[str, bool])
_MOST_SCORING = 3000


class _Said(Decoder[None]):
    """Accepts a text, an object or nothing, of which nothing is told."""

    def __call__(self, body: bytes) -> None:
        if body.strip():
            super().__call__(body)


_DONE = _Said(str | dict[str, Any] | None, lambda _: None)


class BalanceAllowances(PrivateResource):
    """What the wallet has, and what contracts may take of it."""

    async def get(
        self,
        asset_type: AssetType = "COLLATERAL",
        *,
        token_id: str | None = None,
        signature_type: int | None = None,
    ) -> BalanceAllowance:
        """Fetch what the venue has stored; open orders are not subtracted.

        Args:
            asset_type: pUSD, or a token of an outcome.
            token_id: which token.
            signature_type: 0 EOA, 1 proxy, 2 Safe, 3 deposit wallet.
        """
        return await self._read(
            "/balance-allowance",
            _BALANCE,
            _asset(asset_type, token_id, signature_type),
            bucket="clob.balance",
        )

    async def update(
        self,
        asset_type: AssetType = "COLLATERAL",
        *,
        token_id: str | None = None,
        signature_type: int | None = None,
    ) -> None:
        """Have the venue read the chain again: once, after funding or approving."""
        await self._read(
            "/balance-allowance/update",
            _DONE,
            _asset(asset_type, token_id, signature_type),
            bucket="clob.balance.update",
        )


class Notifications(PrivateResource):
    """What happened to the account."""

    async def list(
        self, *, signature_type: int | None = None
    ) -> tuple[Notification, ...]:
        """Fetch what has not been deleted."""
        return await self._read(
            "/notifications",
            _NOTIFICATIONS,
            {"signature_type": signature_type},
            bucket="clob.notifications",
        )

    async def delete(
        self, ids: Sequence[str], *, signature_type: int | None = None
    ) -> None:
        """Delete notifications by their ids."""
        if isinstance(ids, str) or not ids or "" in ids:
            raise InvalidRequest("give a list of ids of notifications")
        await self._write(
            "DELETE",
            "/notifications",
            _DONE,
            params={"ids": csv(ids), "signature_type": signature_type},
            bucket="clob.notifications",
        )


class OrderScoring(PrivateResource):
    """Whether an order earns liquidity rewards."""

    async def get(self, order_id: str) -> bool:
        """Fetch whether an order earns rewards now."""
        return await self._read(
            "/order-scoring", _SCORING, {"order_id": checked(order_id)}
        )


class OrdersScoring(PrivateResource):
    """Whether orders earn liquidity rewards."""

    async def get(self, order_ids: Sequence[str]) -> dict[str, bool]:
        """Fetch whether orders earn rewards now, by id."""
        ids = all_checked(order_ids, _MOST_SCORING)
        return await self._read("/orders-scoring", _ALL_SCORING, body=compact(ids))


def _asset(
    asset_type: AssetType, token_id: str | None, signature_type: int | None
) -> dict[str, Param]:
    if (asset_type == "COLLATERAL") != (token_id is None):
        raise InvalidRequest("pUSD has no token_id, and an outcome's token has one")
    return {
        "asset_type": asset_type,
        "token_id": None if token_id is None else token(token_id),
        "signature_type": signature_type,
    }
