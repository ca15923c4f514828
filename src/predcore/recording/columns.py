"""From rows to columns, as Arrow has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, chain
from typing import Any

from .arrow import arrow, compute
from .tables import UPDATES, Levels, TableName, UpdateRow, schema_of

__all__ = ["joined", "to_table"]


def to_table(table: TableName, rows: Sequence[tuple[Any, ...]]) -> Any:
    """The rows, whose fields are those of the table and in their order.

    A number that is too long for its column is told in ``detail``, under ``beyond``; so
    is a side of a book that has such a number, with all its levels.
    """
    try:
        return _to_table(table, rows)
    except arrow().ArrowInvalid:
        if table != UPDATES:
            raise
        return _to_table(table, [_fitting(row) for row in rows])


def _to_table(table: TableName, rows: Sequence[tuple[Any, ...]]) -> Any:
    schema = schema_of(table)
    columns = zip(*rows, strict=True)
    arrays = [
        _to_array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return arrow().Table.from_arrays(arrays, schema=schema)


def _fitting(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row without numbers that would have to be rounded; they are in its detail."""
    fields = UpdateRow._make(row)._asdict()
    numbers: dict[str, Decimal | Levels] = {
        name: value
        for name, value in fields.items()
        if isinstance(value, (Decimal, tuple))
    }
    beyond = {name: value for name, value in numbers.items() if not _fits(value)}
    if beyond:
        told = json.loads(fields["detail"] or "{}")
        told["beyond"] = {name: _text(value) for name, value in beyond.items()}
        fields |= dict.fromkeys(beyond)
        fields["detail"] = json.dumps(told, separators=(",", ":"))
    return tuple(fields.values())


def _text(value: Decimal | Levels) -> object:
    if isinstance(value, tuple):
        return [tuple(map(str, level)) for level in _exact(value)]
    return str(value)


def _exact(levels: Levels) -> list[tuple[Decimal, Decimal]]:
    """Prices and sizes, however many digits they have."""
    half = len(levels) // 2 + 1
    prices, sizes = levels[2:half], levels[half:]
    return [
        (_steps(price, levels[0]), _steps(size, levels[1]))
        for price, size in zip(prices, sizes, strict=True)
    ]


def _steps(count: int, places: int) -> Decimal:
    """From text, for arithmetic would round it to the digits of its context."""
    return Decimal(f"{count}E-{places}")


def _fits(value: Decimal | Levels) -> bool:
    if isinstance(value, tuple):
        return all(map(_fits, chain.from_iterable(_exact(value))))
    kind = schema_of(UPDATES).field("price").type
    exponent = value.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and exponent >= -kind.scale
        and value.adjusted() < kind.precision - kind.scale
    )


def joined(first: Any, second: Any) -> Any:
    """Rows of both, in one piece."""
    both = arrow().concat_tables([first, second])
    return both.unify_dictionaries().combine_chunks()


def _to_array(column: Sequence[Any], kind: Any) -> Any:
    pa = arrow()
    if pa.types.is_list(kind):
        return _levels(column, kind)
    array = pa.array(column, kind)
    if pa.types.is_decimal(kind):
        _check_zeros(column, array)
    return array


def _check_zeros(column: Sequence[Decimal | None], array: Any) -> None:
    """Raise ``ArrowInvalid`` where a number became zero: Arrow says so of most that
    are too long, but makes zeros of some with 57, 77, 87 or 93 decimal places."""
    nothing = arrow().scalar(Decimal(0), array.type)
    found = compute().sum(compute().equal(array, nothing)).as_py() or 0
    if found and found != sum(value is not None and not value for value in column):
        raise arrow().ArrowInvalid("a number is too long for its column")


def _levels(column: Sequence[Levels | None], kind: Any) -> Any:
    """Lists of prices and sizes; built flat, which is several times faster."""
    pa = arrow()
    nothing = [levels is None for levels in column]
    some = [levels for levels in column if levels is not None]
    if not some:
        return pa.nulls(len(column), kind)
    # Of a row with so many levels, two numbers more are how they are counted.
    lengths = (0 if levels is None else len(levels) // 2 - 1 for levels in column)
    prices = [(levels[0], levels[2 : len(levels) // 2 + 1]) for levels in some]
    sizes = [(levels[1], levels[len(levels) // 2 + 1 :]) for levels in some]
    fields = list(kind.value_type)
    parts = [
        _decimals(counted, field.type)
        for counted, field in zip((prices, sizes), fields, strict=True)
    ]
    return pa.ListArray.from_arrays(
        pa.array(list(accumulate(lengths, initial=0)), pa.int32()),
        pa.StructArray.from_arrays(parts, fields=fields),
        type=kind,
        mask=pa.array(nothing),
    )


def _decimals(counted: Sequence[tuple[int, tuple[int, ...]]], kind: Any) -> Any:
    """Numbers in a row, each some counted in steps of so many decimal places."""
    pa = arrow()
    places = max(each for each, _ in counted)
    if places > kind.scale:
        raise pa.ArrowInvalid("a number has too many decimal places for its column")
    if any(each != places for each, _ in counted):
        counted = [
            (places, tuple(number * 10 ** (places - each) for number in numbers))
            for each, numbers in counted
        ]
    flat = list(chain.from_iterable(numbers for _, numbers in counted))
    try:
        whole = pa.array(flat, pa.int64()).cast(pa.decimal128(kind.precision, 0))
    except OverflowError:
        exact = [_steps(number, places) for number in flat]
        return pa.array(exact, kind)
    steps = pa.decimal128(kind.precision, places)
    return pa.Array.from_buffers(steps, len(flat), whole.buffers()).cast(kind)
