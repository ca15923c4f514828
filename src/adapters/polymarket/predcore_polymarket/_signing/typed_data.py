"""Typed data that wallets sign (EIP-712): its digest, and the whole document.

Only what Polymarket uses: unsigned integers, addresses, 32 bytes, texts, and structs
in structs. The hash of a type and of a domain is computed once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from predcore import InvalidRequest

from .addresses import packed
from .keccak import keccak

__all__ = ["Domain", "Struct", "TypedData", "Value", "bytes32"]

Value: TypeAlias = "int | str | Mapping[str, Value]"
"""A number, an address or 32 bytes in hexadecimal, a text, or a struct's values."""

Kind: TypeAlias = "str | Struct"


@dataclass(frozen=True)
class Struct:
    """A struct's type: its name and its fields, in the order that is hashed."""

    name: str
    fields: tuple[tuple[str, Kind], ...]

    @cached_property
    def text(self) -> str:
        """The type as it is hashed, with those it refers to behind it."""
        return "".join([self.own, *(other.own for other in self.others)])

    @cached_property
    def own(self) -> str:
        """The type without those it refers to."""
        members = ",".join(f"{_name(kind)} {name}" for name, kind in self.fields)
        return f"{self.name}({members})"

    @cached_property
    def others(self) -> tuple[Struct, ...]:
        """The types it refers to, by name."""
        found: dict[str, Struct] = {}
        for _, kind in self.fields:
            if isinstance(kind, Struct):
                found |= {kind.name: kind} | {each.name: each for each in kind.others}
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def hash(self) -> bytes:
        """Of the type."""
        return keccak(self.text.encode())

    def hashed(self, values: Mapping[str, Value]) -> bytes:
        """The hash of a struct of this type.

        Raises ``InvalidRequest`` for a value that its field cannot hold.
        """
        words = [_word(name, kind, values[name]) for name, kind in self.fields]
        return keccak(self.hash + b"".join(words))


@dataclass(frozen=True)
class Domain:
    """For whom something is signed; a signature for one is worth nothing in another."""

    name: str
    version: str
    chain_id: int
    verifying_contract: str | None = None

    @cached_property
    def struct(self) -> Struct:
        """Its type: with a contract, or without."""
        contract = (("verifyingContract", "address"),)
        return Struct(
            "EIP712Domain",
            (
                ("name", "string"),
                ("version", "string"),
                ("chainId", "uint256"),
                *(contract if self.verifying_contract else ()),
            ),
        )

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """What it holds, as EIP-712 calls it."""
        contract = self.verifying_contract
        return {
            "name": self.name,
            "version": self.version,
            "chainId": self.chain_id,
            **({"verifyingContract": contract} if contract else {}),
        }

    @cached_property
    def separator(self) -> bytes:
        """Its hash."""
        return self.struct.hashed(self.values)


@dataclass(frozen=True)
class TypedData:
    """Something to sign: what it says, of which type, and for whom."""

    domain: Domain
    struct: Struct
    message: Mapping[str, Value]

    @cached_property
    def struct_hash(self) -> bytes:
        """The hash of the message, without its domain."""
        return self.struct.hashed(self.message)

    @cached_property
    def digest(self) -> bytes:
        """The 32 bytes that are signed."""
        return keccak(b"\x19\x01" + self.domain.separator + self.struct_hash)

    def to_json(self) -> str:
        """The document for ``eth_signTypedData_v4``, for a hardware or remote signer.

        Large numbers are texts, so that no reader rounds them.
        """
        structs = (self.domain.struct, self.struct, *self.struct.others)
        return json.dumps(
            {
                "types": {
                    each.name: [
                        {"name": name, "type": _name(kind)}
                        for name, kind in each.fields
                    ]
                    for each in structs
                },
                "primaryType": self.struct.name,
                "domain": self.domain.values,
                "message": _written(self.message),
            },
            separators=(",", ":"),
        )


def bytes32(text: str, name: str) -> bytes:
    """Read 32 bytes in hexadecimal; raises ``InvalidRequest`` naming ``name``."""
    if len(text) == 66 and text.startswith("0x"):
        try:
            return bytes.fromhex(text[2:])
        except ValueError:
            pass
    raise InvalidRequest(f"{name} must be 0x and 64 hexadecimal digits")


def _name(kind: Kind) -> str:
    return kind if isinstance(kind, str) else kind.name


def _word(name: str, kind: Kind, value: Value) -> bytes:
    """The 32 bytes that stand for one field."""
    match kind, value:
        case Struct(), Mapping():
            return kind.hashed(value)
        case str(), int() if kind.startswith("uint"):
            if 0 <= value < 1 << int(kind[4:]):
                return value.to_bytes(32, "big")
            raise InvalidRequest(f"{name} must be a {kind}, got {value}")
        case "address", str():
            return bytes(12) + packed(value)
        case "bytes32", str():
            return bytes32(value, name)
        case "string", str():
            return keccak(value.encode())
        case _:
            raise InvalidRequest(
                f"{name} must be a {_name(kind)}, not {type(value).__name__}"
            )


def _written(message: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: _written(value)
        if isinstance(value, Mapping)
        else str(value)
        if isinstance(value, int) and value >= 1 << 53
        else value
        for name, value in message.items()
    }
