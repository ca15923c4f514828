"""Pairs as people write them down: TOML in, or one error that says where.

::

    [settings]              # all of them optional
    max_age = 10            # seconds
    min_profit = 0.05

    [[pair]]
    name = "rain"
    a = "acme:RAIN-TOMORROW:yes"
    b = "zed:will-it-rain:no"
    relation = "complement" # or "same", which is the default
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any, cast

from .. import Instrument, InvalidId, InvalidRequest
from .pairs import Limits, Pair, Pairs, Relation

__all__ = ["load_pairs", "parse_pairs"]

_DURATIONS = ("max_age", "max_venue_age")
_AMOUNTS = ("min_profit", "min_return", "min_size")
_PAIR_KEYS = ("name", "a", "b", "relation")


def load_pairs(path: str | PathLike[str]) -> Pairs:
    """Read a TOML file of pairs.

    Raises:
        InvalidRequest: the file cannot be read, or what :func:`parse_pairs` raises.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidRequest(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InvalidRequest(f"{path}: not UTF-8 text") from error
    return parse_pairs(text, file=str(path))


def parse_pairs(text: str, *, file: str = "pairs") -> Pairs:
    """Read TOML text.

    Args:
        text: a ``[settings]`` table and ``[[pair]]`` tables.
        file: what errors call it.

    Raises:
        InvalidRequest: anything it does not say; the message names file, pair, key.
    """
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InvalidRequest(f"{file}: not TOML: {error}") from error
    _only(document, ("settings", "pair"), file)
    limits = _limits(document.get("settings", {}), f"{file}: settings")
    tables = document.get("pair", [])
    if not isinstance(tables, list) or not tables:
        raise InvalidRequest(f"{file}: expected at least one [[pair]] table")
    rows = cast("Sequence[Any]", tables)
    pairs = [
        _pair(row, f"{file}: pair {number}") for number, row in enumerate(rows, start=1)
    ]
    seen: set[str] = set()
    for number, pair in enumerate(pairs, start=1):
        if pair.name in seen:
            raise InvalidRequest(
                f"{file}: pair {number}: name: {pair.name!r} is used twice"
            )
        seen.add(pair.name)
    return Pairs(pairs, limits)


def _pair(table: Any, where: str) -> Pair:
    if not isinstance(table, dict):
        raise InvalidRequest(f"{where}: expected a table")
    known = cast("dict[str, Any]", table)
    name = _text(known, "name", where)
    where = f"{where} ({name!r})"
    _only(known, _PAIR_KEYS, where)
    a, b = _instrument(known, "a", where), _instrument(known, "b", where)
    if a == b:
        raise InvalidRequest(f"{where}: b: the same instrument as a, {a}")
    relation = known.get("relation", Relation.SAME)
    if relation not in list(Relation):
        choices = " or ".join(repr(str(choice)) for choice in Relation)
        raise InvalidRequest(f"{where}: relation: expected {choices}, got {relation!r}")
    return Pair(name, a, b, Relation(relation))


def _instrument(table: Mapping[str, Any], key: str, where: str) -> Instrument:
    try:
        return Instrument.parse(_text(table, key, where))
    except InvalidId as error:
        raise InvalidRequest(f"{where}: {key}: {error}") from error


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    if key not in table:
        raise InvalidRequest(f"{where}: {key}: missing")
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise InvalidRequest(f"{where}: {key}: expected text, got {value!r}")
    return value


def _limits(table: Any, where: str) -> Limits:
    if not isinstance(table, dict):
        raise InvalidRequest(f"{where}: expected a table")
    known = cast("dict[str, Any]", table)
    _only(known, (*_DURATIONS, *_AMOUNTS), where)
    numbers = {key: _number(value, f"{where}: {key}") for key, value in known.items()}
    chosen: dict[str, Any] = {
        key: _seconds(number, f"{where}: {key}") if key in _DURATIONS else number
        for key, number in numbers.items()
    }
    return Limits(**chosen)


def _number(value: Any, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InvalidRequest(f"{where}: expected a number, got {value!r}")
    number = Decimal(value)
    if not number.is_finite() or number < 0:
        raise InvalidRequest(f"{where}: expected 0 or more, got {number}")
    return number


def _seconds(number: Decimal, where: str) -> timedelta:
    try:
        return timedelta(microseconds=int(number * 1_000_000))
    except OverflowError:
        raise InvalidRequest(
            f"{where}: {number} seconds is longer than can be told"
        ) from None


def _only(table: Iterable[str], keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            raise InvalidRequest(
                f"{where}: {key}: unknown key; known: {', '.join(keys)}"
            )
