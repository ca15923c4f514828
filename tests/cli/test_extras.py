"""Without what an extra would install, a command says which extra it is."""

from __future__ import annotations

import subprocess
import sys

import pytest

_WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from predcore.cli import main
sys.exit(main(sys.argv[2:]))
"""


def without(package: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command where a package cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT, package, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("package", ["uvicorn", "starlette"])
@pytest.mark.parametrize("command", ["demo", "sim"])
def test_simulators_name_the_extra_they_need(package: str, command: str) -> None:
    done = without(package, command)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert package in line
    assert line.endswith("install predcore[sim]")


@pytest.mark.parametrize("command", ["demo", "sim"])
def test_help_needs_no_extra(command: str) -> None:
    done = without("uvicorn", command, "--help")
    assert (done.returncode, done.stderr) == (0, "")


def test_tables_need_no_rich() -> None:
    done = without("rich", "adapters")
    assert (done.returncode, done.stderr) == (0, "")
    assert "kalshi" in done.stdout
