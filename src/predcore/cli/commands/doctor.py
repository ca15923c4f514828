"""``predcore doctor``: is everything there that should be?"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from ... import PredcoreError, default_registry
from ..command import Command
from ..credentials import look
from ..failures import Exit, report
from ..opening import suitable
from ..probing import probe
from ..tables import Cell, Column, Style, Table
from ..text import listed

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["Diagnose"]

_Row = tuple[str, str, Cell]
"""The kind of thing, which one, and how it is."""

PACKAGES = {
    "httpx": "required",
    "msgspec": "required",
    "pydantic": "required",
    "anyio": "required",
    "pluggy": "required",
    "sniffio": "makes requests cheaper",
    "aiohttp": "live updates, cheaper requests: predcore[stream]",
    "pyarrow": "recordings: predcore[record]",
    "rich": "tables in colour: predcore[cli]",
    "starlette": "simulators: predcore[sim]",
    "uvicorn": "simulators: predcore[sim]",
}
_PLAIN = {"PREDCORE_ENV", "PREDCORE_BLOCK", "NO_COLOR", "FORCE_COLOR"}
_NETWORK = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE"}


class Diagnose(Command):
    """Check the installation, the settings, the credentials and the way to each venue.

    Secrets are never shown: a variable that may hold one is only said to be set, and
    of credentials what kind they are, where from, and what they may do.
    """

    examples: ClassVar[tuple[str, ...]] = ("doctor", "doctor --env sandbox")

    @classmethod
    def define(cls, parser: Parser) -> None:
        del parser

    async def run(self, screen: Screen) -> int:
        rows = [*_installation(), *_adapters(), *_variables(os.environ)]
        names = suitable(self, screen)
        with screen.progress(f"asking {listed(names)}"):
            probes = await probe(self, names)
            credentials = await look(self, names)
        rows += [
            ("credentials", f"{name} ({self.environment})", cell)
            for name, cell in credentials.items()
        ]
        rows += [
            ("venue", f"{found.venue} ({self.environment})", found.cell)
            for found in probes
        ]
        for row in rows:
            kind, name, result = row
            screen.record(
                {"check": kind, "name": name, "result": result.text, "ok": _ok(row)}
            )
        columns = [Column(style="dim"), Column(), Column(role="prose")]
        screen.table(Table(columns, [[*row] for row in rows]))
        errors: dict[str, PredcoreError] = {
            found.venue: found.error for found in probes if found.error is not None
        }
        code = report(self, screen, errors, answered=len(errors) < len(probes))
        return code or (Exit.OK if all(map(_ok, rows)) else Exit.PARTIAL)


def _ok(row: _Row) -> bool:
    return row[2].style != "bad"


def _installation() -> Iterator[_Row]:
    yield "program", "predcore", Cell(_version("predcore") or "not installed", "good")
    yield "program", "python", Cell(f"{platform.python_version()}", "good")
    yield "program", "system", Cell(platform.platform(terse=True))
    for package, use in PACKAGES.items():
        found = _version(package)
        style: Style = "bad" if use == "required" else "warn"
        yield "package", package, Cell(found, "good") if found else Cell(use, style)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _adapters() -> Iterator[_Row]:
    for info in default_registry().listing():
        if info.error is None:
            yield (
                "adapter",
                info.name,
                Cell(f"{info.title} {info.distribution}".strip(), "good"),
            )
        else:
            yield "adapter", info.name, Cell(info.error, "bad")


def _variables(environ: Mapping[str, str]) -> Iterator[_Row]:
    for name in sorted(environ):
        if name.startswith("PREDCORE_") or name.upper() in _NETWORK | _PLAIN:
            yield "variable", name, Cell(_shown(name, environ[name]))


def _shown(name: str, value: str) -> str:
    """The value where it cannot be a secret."""
    if name in _PLAIN:
        return value
    if name.startswith("PREDCORE_") and name.endswith("_URL"):
        return _origin(value)
    return "set"


def _origin(url: str) -> str:
    """Where a URL points; a path or a user name may be a secret."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "set, but not a URL"
    return f"{parts.scheme}://{parts.hostname or ''}{port}"
