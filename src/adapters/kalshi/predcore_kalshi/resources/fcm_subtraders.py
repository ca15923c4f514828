"""``/fcm/subtraders``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from predcore import InvalidRequest
from predcore.kit import decoder, nothing

from ..models import fcm as models
from ._amounts import as_dollars
from ._resource import Json, PrivateResource

__all__ = ["BlockedCategories", "DailyCap", "Subtraders"]

_ALL = decoder(models.FCMSubtraders).pick(lambda found: found.subtraders)
_CREATED = decoder(models.CreatedFCMSubtrader).pick(lambda made: made.subtrader_id)
_CAP = decoder(models.FCMEventContractDailyCap)
_BLOCKED = decoder(models.FCMBlockedCategories).pick(lambda found: found.categories)
_BLOCKED_NOW = decoder(models.UpdatedFCMBlockedCategories).pick(
    lambda found: found.categories
)
_CAPS = "/fcm/subtraders/event_contract_daily_cap"
_CATEGORIES = "/fcm/subtraders/blocked_categories"


class Subtraders(PrivateResource):
    """Those who trade through a clearing member."""

    async def list(self) -> tuple[models.FCMSubtrader, ...]:
        """Fetch all subtraders."""
        return await self._read("/fcm/subtraders", _ALL)

    async def create(self, subtrader_suffix: str) -> str:
        """Make a subtrader and learn the id, which ends in the suffix.

        ``subtrader_suffix`` is 1 to 16 letters and digits, large and small apart.
        """
        if not re.fullmatch("[A-Za-z0-9]{1,16}", subtrader_suffix):
            raise InvalidRequest(
                "subtrader_suffix is 1 to 16 ASCII letters and digits, "
                f"got {subtrader_suffix!r}"
            )
        body: Mapping[str, Json] = {"subtrader_suffix": subtrader_suffix}
        return await self._write("POST", "/fcm/subtraders", _CREATED, body)


class DailyCap(PrivateResource):
    """How much a subtrader may spend on event contracts in a New York day."""

    async def get(
        self, *, subtrader_id: str | None = None
    ) -> models.FCMEventContractDailyCap:
        """Fetch a subtrader's cap and what is used of it, in dollars."""
        return await self._read(_CAPS, _CAP, {"subtrader_id": subtrader_id})

    async def set(self, subtrader_id: str, *, limit: Decimal) -> None:
        """Set a subtrader's cap, in dollars, 0 or more."""
        body: Mapping[str, Json] = {
            "subtrader_id": subtrader_id,
            "limit": as_dollars("limit", limit, zero=True),
        }
        await self._write("PUT", _CAPS, nothing, body)

    async def delete(self, subtrader_id: str) -> None:
        """Remove a subtrader's cap; without one, event contracts are refused."""
        params = {"subtrader_id": subtrader_id}
        await self._write("DELETE", _CAPS, nothing, params=params)


class BlockedCategories(PrivateResource):
    """Categories of events a subtrader may not trade."""

    async def get(self, subtrader_id: str) -> tuple[str, ...]:
        """Fetch the categories blocked for a subtrader."""
        return await self._read(_CATEGORIES, _BLOCKED, {"subtrader_id": subtrader_id})

    async def set(
        self, subtrader_id: str, *, category: str, blocked: bool
    ) -> tuple[str, ...]:
        """Block a category (1 to 100 characters), or no longer; answers with all."""
        if not 1 <= len(category) <= 100:
            raise InvalidRequest(f"category is 1 to 100 characters, got {category!r}")
        body: Mapping[str, Json] = {
            "subtrader_id": subtrader_id,
            "category": category,
            "blocked": blocked,
        }
        return await self._write("PUT", _CATEGORIES, _BLOCKED_NOW, body)
