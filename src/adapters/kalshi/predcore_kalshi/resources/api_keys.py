"""``/api_keys``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from predcore import InvalidRequest
from predcore.kit import decoder, fill, nothing

from ..models import api_keys as models
from ._amounts import one_of
from ._parameters import at_most_one, subaccount_number
from ._resource import Json, PrivateResource

__all__ = ["ApiKeys", "KeyType", "Scope"]

KeyType = Literal["rsa", "ed25519"]

Scope = Literal[
    "read",
    "write",
    "read::block_trade_accept",
    "read::portfolio_balance",
    "write::trade",
    "write::transfer",
    "write::fcm_risk",
    "write::block_trade_accept",
]

_ALL = decoder(models.ApiKeys)
_CREATED = decoder(models.CreatedApiKey)
_GENERATED = decoder(models.GeneratedApiKey)


class ApiKeys(PrivateResource):
    """Keys; changing them takes the scope ``write``."""

    async def list(self, *, fcm_subtrader_id: str | None = None) -> models.ApiKeys:
        """Fetch the keys, without their secrets, of one subtrader or of the account."""
        params = {"fcm_subtrader_id": fcm_subtrader_id}
        return await self._read("/api_keys", _ALL, params)

    async def create(
        self,
        name: str,
        *,
        public_key: str,
        scopes: Sequence[Scope] | None = None,
        subaccount: int | None = None,
        fcm_subtrader_id: str | None = None,
    ) -> models.CreatedApiKey:
        """Register the public half of a key of one's own.

        Args:
            name: to tell keys apart.
            public_key: PEM, RSA or Ed25519.
            scopes: what it may do, ``read`` and ``write`` when left out; ``write``
                takes ``read``.
            subaccount: the only one it may use, 0 to 63.
            fcm_subtrader_id: the only one it may trade for; not with a subaccount.
        """
        if "PRIVATE KEY" in public_key:
            raise InvalidRequest("public_key is the public half; keep the private one")
        body = {
            "name": name,
            "public_key": public_key,
            **_reach(scopes, subaccount, fcm_subtrader_id),
        }
        return await self._write("POST", "/api_keys", _CREATED, body)

    async def generate(
        self,
        name: str,
        *,
        key_type: KeyType | None = None,
        scopes: Sequence[Scope] | None = None,
        subaccount: int | None = None,
        fcm_subtrader_id: str | None = None,
    ) -> models.GeneratedApiKey:
        """Have the venue make a key; its ``private_key`` is told once, here.

        ``key_type`` is ``rsa`` when left out; the others are those of ``create``.
        """
        body = {
            "name": name,
            "key_type": key_type and one_of("key_type", key_type, get_args(KeyType)),
            **_reach(scopes, subaccount, fcm_subtrader_id),
        }
        return await self._write("POST", "/api_keys/generate", _GENERATED, body)

    async def delete(self, api_key: str) -> None:
        """Delete a key by its id; raises ``NotFound``."""
        path = fill("/api_keys/{api_key}", api_key=api_key)
        await self._write("DELETE", path, nothing)


def _reach(
    scopes: Sequence[Scope] | None, subaccount: int | None, subtrader: str | None
) -> Mapping[str, Json]:
    """What a new key may do, and for whom."""
    at_most_one(subaccount=subaccount, fcm_subtrader_id=subtrader)
    if scopes is not None and not scopes:
        raise InvalidRequest("scopes is empty; leave it out for all, or name some")
    if scopes is not None and "write" in scopes and "read" not in scopes:
        raise InvalidRequest("the scope 'write' takes 'read'")
    return {
        "scopes": scopes
        and [one_of("scopes", scope, get_args(Scope)) for scope in scopes],
        "subaccount": subaccount_number(subaccount),
        "fcm_subtrader_id": subtrader,
    }
