"""An account's keys: listed, brought along, made, and deleted."""

from __future__ import annotations

from .call import Call, forbidden
from .keys import KEY_TYPES, SCOPES, ApiKey
from .refusals import bad_request, not_found, refused
from .wire import Json

__all__ = ["create", "delete", "generate", "listed"]

_DEFAULT_SCOPES = ("read", "write")


def listed(call: Call) -> Json:
    """Every key of the account."""
    return {"api_keys": [_body(key) for key in call.floor.keys.of(call.account)]}


def _body(key: ApiKey) -> Json:
    return {
        "api_key_id": key.id,
        "name": key.name,
        "scopes": list(key.scopes),
        "subaccount": key.subaccount,
    }


def create(call: Call) -> Json:
    """Make the venue know a key pair that the caller keeps."""
    pem = call.body.required("public_key", call.body.text("public_key"))
    return {"api_key_id": _registered(call, pem).id}


def generate(call: Call) -> Json:
    """A new key pair, whose private half is told this once."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    from .seeded_keys import pem_of, public_pem_of

    kind = call.body.choice("key_type", *KEY_TYPES) or "rsa"
    made = (
        generate_private_key(public_exponent=65537, key_size=2048)
        if kind == "rsa"
        else Ed25519PrivateKey.generate()
    )
    key = _registered(call, public_pem_of(made))
    return {"api_key_id": key.id, "key_type": kind, "private_key": pem_of(made)}


def delete(call: Call) -> None:
    """Forget a key; it may be the one that signed."""
    call.unlocked()
    key = call.floor.keys.get(call.query.path["api_key"])
    if key is None or key.account != call.account:
        raise not_found()
    call.floor.keys.remove(key.id)


def _registered(call: Call, public_pem: str) -> ApiKey:
    call.unlocked()
    body = call.body
    name = body.required("name", body.text("name", most=100))
    scopes = tuple(body.texts("scopes") or _DEFAULT_SCOPES)
    subaccount = body.integer("subaccount", least=0, most=63)
    body.exclusive("subaccount", "fcm_subtrader_id")
    if body.text("fcm_subtrader_id") is not None:
        raise forbidden("not a clearing member")
    if not set(scopes) <= set(SCOPES):
        raise bad_request("unknown scope")
    if any(s.startswith("write") for s in scopes) and "read" not in scopes:
        raise bad_request("write requires read")
    if not all(call.key.may(scope) for scope in scopes):
        raise forbidden("a key grants no more than it has")
    if subaccount not in {None, 0, *call.ledger.subaccounts}:
        raise refused(404, "user_not_found", "there is no such subaccount")
    try:
        return call.floor.keys.register(
            call.account, name, public_pem, scopes=scopes, subaccount=subaccount
        )
    except ValueError:
        raise bad_request("public_key is no RSA or Ed25519 key in PEM") from None
