"""The one door to pyarrow, which has no types of its own."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .. import Unsupported

__all__ = ["arrow", "parquet"]


def arrow() -> Any:
    """The library; raises ``Unsupported`` where it is not installed."""
    return _found("pyarrow")


def parquet() -> Any:
    """Its reader and writer of Parquet files."""
    return _found("pyarrow.parquet")


def _found(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise Unsupported(
            "recordings need pyarrow: pip install 'predcore[record]'"
        ) from error
