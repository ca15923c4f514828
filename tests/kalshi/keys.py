"""Private keys for tests, in the forms in which people hold them."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

__all__ = [
    "ED25519",
    "KEY_ID",
    "ed25519_pem",
    "elliptic_pem",
    "encrypted_pem",
    "openssh_pem",
    "public_pem",
    "rsa_key",
    "rsa_pem",
]

KEY_ID = "a952bcbe-ec3b-4b5b-b8f9-11dae589608c"

# RFC 8032, section 7.1, test 1.
ED25519 = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    """Made once: that takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def ed25519_pem() -> str:
    """PKCS#8, as Kalshi gives it out."""
    return _pem(ED25519, PrivateFormat.PKCS8)


def rsa_pem(form: PrivateFormat = PrivateFormat.TraditionalOpenSSL) -> str:
    """PKCS#1 as Kalshi gives it out, or PKCS#8."""
    return _pem(rsa_key(), form)


def encrypted_pem(form: PrivateFormat = PrivateFormat.PKCS8) -> str:
    """Under a passphrase."""
    return _pem(rsa_key(), form, BestAvailableEncryption(b"passphrase"))


def elliptic_pem() -> str:
    """A kind of key that Kalshi does not take."""
    return _pem(ec.generate_private_key(ec.SECP256R1()), PrivateFormat.PKCS8)


def openssh_pem() -> str:
    """As ``ssh-keygen`` writes keys."""
    return _pem(ED25519, PrivateFormat.OpenSSH)


def public_pem() -> str:
    """The wrong half of a key."""
    key = ED25519.public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _pem(
    key: Ed25519PrivateKey | rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    form: PrivateFormat,
    protection: KeySerializationEncryption | None = None,
) -> str:
    how = protection or NoEncryption()
    return key.private_bytes(Encoding.PEM, form, how).decode()
