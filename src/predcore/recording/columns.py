"""From rows to columns, as Arrow has them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from typing import Any

from .arrow import arrow
from .tables import Levels, TableName, schema_of

__all__ = ["to_table"]


def to_table(table: TableName, rows: Sequence[tuple[Any, ...]]) -> Any:
    """The rows, whose fields are those of the table and in their order."""
    schema = schema_of(table)
    columns = zip(*rows, strict=True)
    arrays = [
        _to_array(column, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return arrow().Table.from_arrays(arrays, schema=schema)


def _to_array(column: Sequence[Any], kind: Any) -> Any:
    pa = arrow()
    if not pa.types.is_list(kind):
        return pa.array(column, kind)
    return _levels(column, kind)


def _levels(column: Sequence[Levels | None], kind: Any) -> Any:
    """Lists of prices and sizes; built flat, which is several times faster."""
    pa = arrow()
    nothing = [levels is None for levels in column]
    if all(nothing):
        return pa.nulls(len(column), kind)
    offsets = accumulate((len(levels or ()) // 2 for levels in column), initial=0)
    flat = list(chain.from_iterable(filter(None, column)))
    fields = list(kind.value_type)
    parts = [pa.array(flat[at::2], field.type) for at, field in enumerate(fields)]
    return pa.ListArray.from_arrays(
        pa.array(list(offsets), pa.int32()),
        pa.StructArray.from_arrays(parts, fields=fields),
        type=kind,
        mask=pa.array(nothing),
    )
