"""Help costs next to nothing, and every command has some."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cli.conftest import Run
from predcore.cli.commands import COMMANDS

_HEAVY = ("anyio", "httpx", "aiohttp", "pydantic", "rich", "pluggy", "asyncio", "json")
_REPORT = """
import sys
from predcore.cli import main
code = main(["--help"])
print(code, *(name for name in sys.modules), file=sys.stderr)
"""


def test_help_imports_nothing_that_is_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _REPORT], capture_output=True, text=True, check=True
    )
    code, *modules = done.stderr.split()
    assert code == "0"
    assert not {name.partition(".")[0] for name in modules} & set(_HEAVY)
    assert len([name for name in modules if name.startswith("predcore")]) <= 8


def test_help_lists_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    for name, listed in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert listed.summary in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"usage: predcore {name}")
    assert f"predcore {name}" in ran.out.partition("examples:")[2]
    assert ran.err == ""


def test_the_version_is_the_installed_one(run: Run) -> None:
    ran = run("--version")
    assert (ran.code, ran.out[:9]) == (0, "predcore ")


def test_no_command_shows_the_help_and_is_a_usage_error(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.err) == (2, "")
    assert "commands:" in ran.out


def test_a_misspelt_command_gets_a_suggestion(run: Run) -> None:
    ran = run("qoute")
    assert ran.code == 2
    assert ran.complaints == [
        "predcore: there is no command 'qoute'; did you mean 'quote'?"
    ]


def test_a_stranger_command_is_one_line(run: Run) -> None:
    ran = run("zzz")
    assert ran.code == 2
    assert "`predcore --help` lists them" in ran.err


def test_python_m_predcore_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "predcore", "markets", "--limit", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        (
            "predcore: argument --limit: expected a whole number above 0, got '0'; "
            "see `predcore markets --help`"
        )
    ]
