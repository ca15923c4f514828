"""One reader a shape: msgspec's decoder, and a second, patient look at what it refused.

Venues send an id as a number now and then, or a count as a text. Asking every field
whether it did would cost a page a third of its time; so the strict reading goes
first, and only an answer that it refuses is read again with such fields mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from operator import getitem
from typing import Any, cast, get_args, get_origin

import msgspec
from msgspec import DecodeError, ValidationError
from msgspec.json import Decoder

from .._errors import BadResponse
from .deferred import DEFERRED
from .numerals import A_NUMBER, literal
from .shapes import NULL_IS_EMPTY, bare, inner, marks, plan

__all__ = ["anything", "reader"]

_ERRORS = (ValueError, ArithmeticError, RecursionError)
_INTEGER = re.compile(r"[+-]?[0-9]{1,80}")
_MISSING = re.compile(r"Object missing required field `([^`]*)`")

_look_up = cast("Callable[[type, Any], Any]", getitem)
"""A field's value is ``kind[what the JSON held]``."""

anything: Callable[[bytes], Any] = Decoder(Any, float_hook=literal).decode
"""JSON as it is, its numbers exact."""


def reader(shape: Any) -> Callable[[bytes], Any]:
    """What makes a ``shape`` of JSON; raises ``BadResponse``."""
    decode = Decoder(shape, dec_hook=_look_up, float_hook=literal).decode

    def read(body: bytes) -> Any:
        bad: BadResponse | None
        try:
            return decode(body)
        except _ERRORS as error:
            whole, bad = None, _bad(error)
            misfit = isinstance(error, ValidationError)
        if misfit:
            whole, bad = _patiently(shape, body)
        # Raised out here: what the decoder raised would go along, and with it the body.
        if bad is not None:
            raise bad
        return whole

    return read


def _patiently(shape: Any, body: bytes) -> tuple[Any, BadResponse | None]:
    try:
        mended = _mend(shape, anything(body))
        return msgspec.convert(mended, shape, dec_hook=_look_up), None
    except _ERRORS as error:
        return None, _bad(error)


def _bad(error: Exception) -> BadResponse:
    if isinstance(error, ValidationError):
        return _misfit(error)
    return _unreadable(error)


def _unreadable(error: Exception) -> BadResponse:
    if isinstance(error, RecursionError):
        return BadResponse("not JSON: nested too deeply")
    if isinstance(error, UnicodeError):
        return BadResponse("not JSON: not UTF-8")
    if isinstance(error, DecodeError):
        return BadResponse(f"not JSON: {str(error)[:200]}")
    return BadResponse("a number is out of range")


def _misfit(error: ValidationError) -> BadResponse:
    message, _, place = str(error).partition(" - at `")
    place = place.rstrip("`").removeprefix("key in ").removeprefix("$")
    path = place.replace("[", ".").replace("]", "").strip(".")
    missing = _MISSING.match(message)
    if missing is not None:
        path, message = f"{path}.{missing[1]}".strip("."), "required, and missing"
    elif message.startswith("unhashable"):
        message = "expected one value"
    elif "matching regex" in message or "`int | float | str" in message:
        message = A_NUMBER
    return BadResponse(f"{path}: {message[:200]}" if path else message, path=path)


def _mend(shape: Any, value: Any, *, texts: bool = False) -> Any:
    """The value with what is tolerated written as it should have been."""
    plain = bare(shape)
    match value:
        case dict():
            return _mend_object(plain, cast("dict[str, Any]", value))
        case list():
            item, items = inner(plain), cast("Sequence[object]", value)
            return (
                items if item is None else [_mend(item, i, texts=texts) for i in items]
            )
        case None if NULL_IS_EMPTY in marks(shape):
            return []
        case bool():
            return value
        case Decimal() if DEFERRED in marks(shape):
            return str(value)
        case int() | Decimal() if plain is str and texts:
            return str(value)
        case str() | Decimal() if plain is int:
            return _whole(value)
        case _:
            return value


def _mend_object(shape: Any, value: dict[str, Any]) -> Any:
    known = plan(shape)
    if known is None:
        args = get_args(shape) if get_origin(shape) in {dict, Mapping} else ()
        return {k: _mend(args[1], v) for k, v in value.items()} if args else value
    texts = known.dialect.numbers_as_texts
    return {
        key: _mend(known.fields[key][1], member, texts=texts)
        for key, member in value.items()
        if key in known.fields
    }


def _whole(value: str | Decimal) -> Any:
    if isinstance(value, str):
        return int(value) if _INTEGER.fullmatch(value) else value
    return int(value) if value == value.to_integral_value() else value
