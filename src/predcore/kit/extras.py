"""Imports that need what a bare installation does not bring."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from .._errors import InvalidRequest

__all__ = ["needing"]


@contextmanager
def needing(extra: str, what: str) -> Generator[None]:
    """Import inside this block; what is missing is told with the way to get it.

    Args:
        extra: the extra of predcore that brings it.
        what: that needs it, in the plural.

    Raises:
        InvalidRequest: instead of ``ImportError``.
    """
    try:
        yield
    except ImportError as error:
        raise InvalidRequest(
            f"{what} need {error.name}: pip install 'predcore[{extra}]'"
        ) from None
