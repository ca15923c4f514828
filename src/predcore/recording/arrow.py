"""The one door to pyarrow, which has no types of its own."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from .. import InvalidRequest, PredcoreError, Unsupported

__all__ = ["arrow", "compute", "looking_into", "parquet"]


def arrow() -> Any:
    """The library; raises ``Unsupported`` where it is not installed."""
    return _found("pyarrow")


def parquet() -> Any:
    """Its reader and writer of Parquet files."""
    return _found("pyarrow.parquet")


def compute() -> Any:
    """Its functions of whole columns."""
    return _found("pyarrow.compute")


@contextmanager
def looking_into(path: Path) -> Generator[None]:
    """Name the file that is none of a recording, or of which a part is missing; raises
    ``InvalidRequest``."""
    try:
        yield
    except PredcoreError:
        raise
    except (OSError, ValueError, LookupError, arrow().ArrowException) as error:
        raise InvalidRequest(f"{path} is no file of a recording: {error}") from error


def _found(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise Unsupported(
            "recordings need pyarrow: pip install 'predcore[record]'"
        ) from error
