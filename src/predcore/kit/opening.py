"""JSON opened one level at a time: what is not asked for stays as it came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, cast

from msgspec import Raw, ValidationError
from msgspec.json import Decoder

__all__ = ["members", "open_items", "text_of"]

T = TypeVar("T")

_object = Decoder(dict[str, Raw]).decode
_array = Decoder(list[Raw]).decode
_text = Decoder(str).decode


def members(body: bytes) -> Mapping[str, bytes]:
    """The members of an object, none of anything else."""
    return _opened(_object, body, {})


def open_items(body: bytes) -> Sequence[bytes]:
    """The items of an array, none of anything else."""
    return _opened(_array, body, [])


def text_of(body: bytes) -> str | None:
    """A text, ``None`` of anything else."""
    return _opened(_text, body, None)


def _opened(decode: Callable[[bytes], object], body: bytes, otherwise: T) -> T:
    try:
        return cast("T", decode(body))
    except ValidationError:
        return otherwise
