"""Frames that are not quite as they should be, read all the same.

Numbers are taken as the text they were written in, and a member that is null or an
empty text is taken as absent.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, cast

from predcore import BadResponse

__all__ = ["objects"]

_SENSELESS = "stream: a frame is no message of this venue"


def objects(frame: str | bytes) -> list[dict[str, Any]]:
    """The objects of a frame, which is one or a list of them.

    Raises ``BadResponse`` for anything else.
    """
    try:
        found: object = json.loads(
            frame, parse_float=str, parse_int=str, parse_constant=_no_number
        )
        found = _present(found)
    except (ValueError, RecursionError) as error:
        raise BadResponse(_SENSELESS) from error
    rows = cast("list[object]", found) if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        raise BadResponse(_SENSELESS)
    return cast("list[dict[str, Any]]", rows)


def _present(value: object) -> object:
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        return {
            name: _present(member)
            for name, member in members.items()
            if member is not None and member != ""
        }
    if isinstance(value, list):
        return [_present(item) for item in cast("list[object]", value)]
    return value


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
