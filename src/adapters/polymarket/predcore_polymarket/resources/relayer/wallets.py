"""``/nonce``, ``/relay-payload`` and ``/deployed``."""

from __future__ import annotations

from predcore.kit import decoder

from ...models.relayer.transaction import (
    Deployed,
    Nonce,
    RelayedType,
    RelayPayload,
)
from .._private import PrivateResource

__all__ = ["DeployedWallets", "Nonces", "RelayPayloads"]

_BUCKET = "relayer"
_NONCE = decoder(Nonce).pick(lambda found: found.nonce)
_PAYLOAD = decoder(RelayPayload)
_DEPLOYED = decoder(Deployed).pick(lambda found: found.deployed)


class Nonces(PrivateResource):
    """Numbers of operations."""

    async def get(self, address: str, type: RelayedType) -> str:  # noqa: A002
        """Fetch the number that the next operation of a signer's wallet carries."""
        params = {"address": address, "type": type}
        return await self._read("/nonce", _NONCE, params, bucket=_BUCKET)


class RelayPayloads(PrivateResource):
    """Numbers of operations, and who relays them."""

    async def get(self, address: str, type: RelayedType) -> RelayPayload:  # noqa: A002
        """Fetch the number and the relayer for a signer's next operation."""
        params = {"address": address, "type": type}
        return await self._read("/relay-payload", _PAYLOAD, params, bucket=_BUCKET)


class DeployedWallets(PrivateResource):
    """Wallets that exist on the chain."""

    async def get(self, address: str, type: RelayedType | None = None) -> bool:  # noqa: A002
        """Fetch whether the wallet at an address exists; ``WALLET`` for deposit
        wallets."""
        params = {"address": address, "type": type}
        return await self._read("/deployed", _DEPLOYED, params, bucket=_BUCKET)
