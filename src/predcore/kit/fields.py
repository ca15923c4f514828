"""What the fields of a venue's own objects are made of: exact numbers, aware times.

A field's kind is a class that is asked for ``kind[value]`` with what the JSON held:
it gives the field's value, or refuses with ``ValueError``. Any class of an adapter's
own with a ``__class_getitem__`` may be a kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar, cast

from msgspec import Meta
from msgspec.json import Decoder

from .numerals import A_NUMBER, Table, amounts, instants, literal, prices
from .shapes import NULL_IS_EMPTY

if TYPE_CHECKING:
    from pydantic import SecretStr

__all__ = [
    "Amount",
    "Embedded",
    "Exact",
    "Items",
    "Loose",
    "LooseText",
    "LooseTime",
    "SecretText",
    "Time",
]

T = TypeVar("T")


class _Kind(type):
    """The type of a field's kind: all it gives is an instance of it.

    The decoder looks up ``kind[value]`` and then asks whether the answer is an
    instance of the kind. Neither takes a Python frame where ``__class_getitem__``
    needs none, which halves the time of a hook written in Python.
    """

    __instancecheck__: Any = object.__instancecheck__


def _loose(value: object) -> Decimal | None:
    match value:
        case Decimal():
            return value
        case str():
            return amounts(value) if value else None
        case int() if not isinstance(value, bool):
            return literal(value)
        case _:
            raise ValueError(A_NUMBER)


def _loose_text(value: object) -> str:
    match value:
        case str():
            return value
        case int() | Decimal() if not isinstance(value, bool):
            return str(value)
        case _:
            raise ValueError("expected a text or a number")


_texts = Decoder(tuple[str, ...]).decode
_mixed = Decoder(list[Any], float_hook=str).decode


def _unpack(text: str) -> tuple[str, ...]:
    try:
        return _texts(text)
    except ValueError:
        pass
    try:
        return _texts_of(_mixed(text)) if text else ()
    except ValueError:
        raise ValueError("expected a text holding a JSON array") from None


_unpacked = Table(_unpack, short=200, room=1 << 12).__getitem__
"""Long ones too: a market's outcomes and tokens are the same each time it is listed."""


def _embedded(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return _texts_of(cast("list[object]", value))
    return () if value is None else _unpacked(value)


def _secret(value: object) -> SecretStr:
    from pydantic import SecretStr

    if not isinstance(value, str):
        raise ValueError("expected a text")
    return SecretStr(value)


def _texts_of(items: Iterable[object]) -> tuple[str, ...]:
    return tuple(item if isinstance(item, str) else str(item) for item in items)


if TYPE_CHECKING:
    Exact: TypeAlias = Decimal
    Amount: TypeAlias = Decimal
    Loose: TypeAlias = Decimal | None
    LooseText: TypeAlias = str | None
    LooseTime: TypeAlias = datetime | None
    SecretText: TypeAlias = SecretStr
    Embedded: TypeAlias = tuple[str, ...]
else:

    class Exact(metaclass=_Kind):
        """A number sent as text. A JSON number is refused: it may have been a float.

        Short texts are read once and the ``Decimal`` is shared, which suits prices.
        """

        __class_getitem__ = prices

    class Amount(metaclass=_Kind):
        """As ``Exact``, for numbers of more variety (sizes, volumes)."""

        __class_getitem__ = amounts

    class _Loose(metaclass=_Kind):
        __class_getitem__ = staticmethod(_loose)

    class _LooseText(metaclass=_Kind):
        __class_getitem__ = staticmethod(_loose_text)

    class _LooseTime(metaclass=_Kind):
        __class_getitem__ = instants

    class SecretText(metaclass=_Kind):
        """A text that must not show, as pydantic's ``SecretStr``."""

        __class_getitem__ = staticmethod(_secret)

    class Embedded(metaclass=_Kind):
        """A JSON array hidden in a text, or a real one; ``""``, ``null`` are empty."""

        __class_getitem__ = staticmethod(_embedded)

    Loose = _Loose | None
    """A number sent as text or as a JSON number, of which every digit is kept; ``""``
    and ``null`` are ``None``."""

    LooseText = _LooseText | None
    """A text that often comes as a JSON number, such as an id."""

    LooseTime = _LooseTime | None
    """ISO 8601 in any dialect, UTC without an offset; ``""``, ``null`` are ``None``."""

Time = Annotated[datetime, Meta(tz=True)]
"""An RFC 3339 instant with its offset."""

Items = Annotated[tuple[T, ...], NULL_IS_EMPTY]
"""A list; ``null`` means empty, as venues send it."""
