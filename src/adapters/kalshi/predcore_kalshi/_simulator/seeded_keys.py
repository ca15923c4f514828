"""Private keys that follow from a seed, so that a restarted simulator keeps them.

Play keys of a play exchange: whoever knows the seed knows the key.
"""

from __future__ import annotations

from hashlib import sha256
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPrivateNumbers,
    RSAPublicNumbers,
    rsa_crt_dmp1,
    rsa_crt_dmq1,
    rsa_crt_iqmp,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

__all__ = ["ed25519_key", "pem_of", "public_pem_of", "rsa_key"]

_EXPONENT = 65537
_PRIME_BITS = 1024
_SMALL = [n for n in range(3, 2000) if all(n % k for k in range(2, int(n**0.5) + 1))]
_WITNESSES = 16


def ed25519_key(name: str) -> Ed25519PrivateKey:
    """The Ed25519 key of a name."""
    return Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())


def rsa_key(name: str) -> RSAPrivateKey:
    """The 2048-bit RSA key of a name; takes about a second to find."""
    random = Random(name)
    p, q = _prime(random), _prime(random)
    d = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    return RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=rsa_crt_dmp1(d, p),
        dmq1=rsa_crt_dmq1(d, q),
        iqmp=rsa_crt_iqmp(p, q),
        public_numbers=RSAPublicNumbers(_EXPONENT, p * q),
    ).private_key()


def _prime(random: Random) -> int:
    top = 3 << (_PRIME_BITS - 2)  # so that the product has all of its bits
    while True:
        number = random.getrandbits(_PRIME_BITS) | top | 1
        if (number - 1) % _EXPONENT and _is_prime(number, random):
            return number


def _is_prime(number: int, random: Random) -> bool:
    if not all(number % small for small in _SMALL):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(_WITNESSES):
        power = pow(random.randrange(2, number - 1), odd, number)
        if power in {1, number - 1}:
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def pem_of(key: RSAPrivateKey | Ed25519PrivateKey) -> str:
    """The private key as the venue hands it out: PKCS#1 for RSA, else PKCS#8."""
    rsa = isinstance(key, RSAPrivateKey)
    form = PrivateFormat.TraditionalOpenSSL if rsa else PrivateFormat.PKCS8
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


def public_pem_of(key: RSAPrivateKey | Ed25519PrivateKey) -> str:
    """The public key."""
    form = PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(Encoding.PEM, form).decode()
