"""``/auth``: API keys, and whether their wallets may only sell."""

from __future__ import annotations

from starlette.routing import Route

from ...answers import Refused
from ...notation import Json, Row
from .calls import Attestation, Call, Private

__all__ = ["Keys"]


class Keys:
    """Keys are bound to the address that signs, whatever wallet it signs for."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """Making and finding a key takes the wallet's own signature."""
        private = self._private
        return [
            private.attested("POST", "/auth/api-key", _create),
            private.attested("GET", "/auth/derive-api-key", _derive),
            private.get("/auth/api-keys", _listed),
            private.delete("/auth/api-key", _delete),
            private.get("/auth/ban-status/closed-only", _ban_status),
        ]


def _create(call: Attestation) -> Json:
    keys = call.floor.keys
    if keys.find(call.address, call.nonce) is not None:
        raise Refused(400, {"error": "Could not create api key"})
    keys.add(call.address, call.nonce)
    return _derive(call)


def _derive(call: Attestation) -> Json:
    key = call.floor.keys.find(call.address, call.nonce)
    if key is None:
        raise Refused(400, {"error": "Could not derive api key!"})
    row: Row = {"apiKey": key.id, "secret": key.secret, "passphrase": key.passphrase}
    return row


def _listed(call: Call) -> Json:
    return {"apiKeys": [key.id for key in call.floor.keys.of(call.key.address)]}


def _delete(call: Call) -> Json:
    call.floor.keys.remove(call.key.id)
    return "OK"


def _ban_status(call: Call) -> Json:
    modes = call.floor.modes
    mine = {call.key.address, *(member.funder for member in call.members)}
    closed = any(address.lower() in modes.closed_only for address in mine)
    return {"closed_only": closed or modes.geoblocked}
