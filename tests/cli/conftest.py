"""The command line in this process, over venues whose answers are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from json import loads
from typing import Any

import pytest

from cli.exchanges import FullExchange, Plugin
from predcore import Registry, default_registry
from predcore.cli import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command line came to."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects that ``--json`` wrote."""
        return [loads(line) for line in self.out.splitlines()]

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Run = Callable[..., Ran]


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry of its own for this test, without what is installed."""
    monkeypatch.setenv("PREDCORE_BLOCK", "kalshi,polymarket")
    default_registry.cache_clear()
    yield default_registry()
    default_registry.cache_clear()


@pytest.fixture
def acme(registry: Registry) -> FullExchange:
    venue = FullExchange("acme", "RAIN", "SNOW", "HAIL")
    registry.register(Plugin(venue), "acme")
    return venue


@pytest.fixture
def other(registry: Registry) -> FullExchange:
    venue = FullExchange("other", "rain")
    registry.register(Plugin(venue), "other")
    return venue


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line and keep what it printed."""
    for name in ("PREDCORE_ENV", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main(arguments)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return go
