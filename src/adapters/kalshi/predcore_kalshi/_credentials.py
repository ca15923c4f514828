"""API keys: where they come from, and nothing of them in any text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from predcore import AuthenticationFailed, InvalidRequest
from predcore.kit import read_key_file

from ._auth import Key, parse_key, proof

__all__ = ["Credentials", "missing"]

_NAMES = ("key_id", "private_key", "private_key_path")
_PREFIXES = ("PREDCORE_KALSHI_", "KALSHI_")
_SUFFIXES = {
    "API_KEY_ID": "key_id",
    "PRIVATE_KEY": "private_key",
    "PRIVATE_KEY_PATH": "private_key_path",
}


class Credentials:
    """One API key of Kalshi: its id, and the private key that belongs to it.

    RSA and Ed25519 keys are told apart by the key, not by how its file begins.
    ``str`` and ``repr`` tell the kind of key and where it is from, nothing else.

    Attributes:
        kind: ``RSA`` or ``Ed25519``.
        source: where it is from, in words.
    """

    __slots__ = ("_key", "_key_id", "kind", "source")

    def __init__(self, key_id: str, key: Key, source: str) -> None:
        self._key_id = _checked_id(key_id)
        self._key = key
        self.kind = key.kind
        self.source = source

    @classmethod
    def of(cls, key_id: str, private_key: str | bytes) -> Credentials:
        """From the key itself, in PEM form; raises ``InvalidRequest`` if it is none."""
        return cls(key_id, parse_key(_text("private_key", private_key)), "text")

    @classmethod
    def from_file(cls, key_id: str, path: str | Path) -> Credentials:
        """From a PEM file; raises ``InvalidRequest`` if it cannot be read."""
        return cls(key_id, parse_key(read_key_file(path, "the private key")), "a file")

    @classmethod
    def from_mapping(cls, named: Mapping[str, object]) -> Credentials:
        """From ``key_id``, and ``private_key`` (PEM) or ``private_key_path``.

        Raises:
            InvalidRequest: a name too many or too few, or no usable key.
        """
        if not set(named) <= set(_NAMES):
            raise InvalidRequest(f"kalshi has the credentials {', '.join(_NAMES)}")
        given = {
            name: (name, _text(name, value)) for name, value in named.items() if value
        }
        return _assembled(given, "the credentials given", _NAMES)

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None
    ) -> Credentials | None:
        """From variables, or ``None`` where none is set.

        ``KALSHI_API_KEY_ID``, and ``KALSHI_PRIVATE_KEY`` (PEM) or
        ``KALSHI_PRIVATE_KEY_PATH``; those with ``PREDCORE_`` before it come first.
        Two sets are never mixed.

        Raises:
            InvalidRequest: a set is incomplete, or its key is unusable.
        """
        variables = os.environ if environ is None else environ
        for prefix in _PREFIXES:
            given = {
                name: (prefix + suffix, variables[prefix + suffix])
                for suffix, name in _SUFFIXES.items()
                if variables.get(prefix + suffix)
            }
            if given:
                names = tuple(prefix + suffix for suffix in _SUFFIXES)
                source = " and ".join(variable for variable, _ in given.values())
                return _assembled(given, source, names)
        return None

    def __repr__(self) -> str:
        return f"Credentials({self.kind} key from {self.source})"

    def __reduce__(self) -> str:
        raise TypeError("credentials are not pickled")

    def is_key(self, key_id: str) -> bool:
        """Whether this is the key of that id."""
        return self._key_id == key_id

    def headers(self, timestamp: int, method: str, path: str) -> dict[str, str]:
        """Proof for one request; ``timestamp`` in milliseconds, ``path`` from the
        host's root."""
        return proof(self._key_id, self._key, timestamp, method, path)


def missing(what: str) -> AuthenticationFailed:
    """What is said when something needs a key and there is none."""
    return AuthenticationFailed(
        f"{what}: this needs an API key, and nothing was sent; set KALSHI_API_KEY_ID "
        "and KALSHI_PRIVATE_KEY_PATH, or open with credentials={'key_id': …, "
        "'private_key_path': …}"
    )


def _assembled(
    given: Mapping[str, tuple[str, str]], source: str, names: tuple[str, ...]
) -> Credentials:
    """``given`` holds what it is called where it is from, and the value, by name."""
    key_id, pem, path = (given.get(name) for name in _NAMES)
    if key_id and pem and not path:
        name, text = pem
    elif key_id and path and not pem:
        name, text = path[0], read_key_file(path[1], path[0])
    else:
        wanted = f"{names[0]}, and {names[1]} or {names[2]}"
        had = " and ".join(name for name, _ in given.values()) or "nothing"
        raise InvalidRequest(f"an API key is {wanted}; what is given is {had}")
    try:
        key = parse_key(text)
    except InvalidRequest as error:
        raise InvalidRequest(f"{name}: {error}") from None
    return Credentials(key_id[1], key, source)


def _text(name: str, value: object) -> str:
    match value:
        case str():
            return value
        case bytes():
            return value.decode("ascii", "replace")
        case Path():
            return str(value)
        case _:
            raise InvalidRequest(f"{name} must be text, not {type(value).__name__}")


def _checked_id(key_id: str) -> str:
    bare = key_id.strip()
    if not bare or len(bare) > 128 or not bare.isascii() or not bare.isprintable():
        raise InvalidRequest(
            "the API key's id is the short one that Kalshi shows beside its name"
        )
    if "-----" in bare:
        raise InvalidRequest("the API key's id is a private key; are they swapped?")
    return bare
