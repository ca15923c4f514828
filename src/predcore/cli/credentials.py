"""Do the credentials load, and what may they do? Nothing of them is shown."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from .. import (
    AuthenticationFailed,
    InvalidRequest,
    PredcoreError,
    default_registry,
)
from .._fanout import as_ours
from ..kit.concurrent import all_of
from ..plugins import CredentialReport
from .opening import settings_of, within
from .tables import Cell, Style
from .text import listed

if TYPE_CHECKING:
    from .command import Command

__all__ = ["look"]

_USELESS = (InvalidRequest, AuthenticationFailed)
"""Other errors say that the venue could not be asked, not that the key is wrong."""


async def look(command: Command, names: Iterable[str]) -> dict[str, Cell]:
    """What each of these adapters says of its credentials; those without are left
    out."""
    cells: dict[str, Cell] = {}

    async def one(name: str) -> None:
        found = await _report(command, name)
        if found is not None:
            cells[name] = _cell(found)

    wanted = list(dict.fromkeys(names))
    await all_of([partial(one, name) for name in wanted])
    return {name: cells[name] for name in wanted if name in cells}


async def _report(command: Command, name: str) -> CredentialReport | None:
    try:
        adapter = default_registry().adapter(name)
    except PredcoreError:
        return None
    if adapter.credentials is None:
        return None
    try:
        return await within(command, adapter.credentials(settings_of(command)))
    except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
        return CredentialReport(error=as_ours(name, error))


def _cell(found: CredentialReport) -> Cell:
    parts = [found.found] if found.found else []
    if found.permissions is not None:
        parts.append(f"may {listed(list(found.permissions)) or 'do nothing'}")
    parts += found.notes
    if found.error is not None:
        parts.append(str(found.error))
    if not parts:
        return Cell(f"none; {found.hint}" if found.hint else "none")
    return Cell("; ".join(parts), _style(found.error))


def _style(error: PredcoreError | None) -> Style:
    if error is None:
        return "good"
    return "bad" if isinstance(error, _USELESS) else "warn"
