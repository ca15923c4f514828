"""The reference page keeps up with the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.conftest import Run
from predcore.cli.commands import COMMANDS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_the_reference(run: Run, name: str) -> None:
    assert f"| `{name}" in PAGE
    for option in re.findall(r"--[a-z]+", run(name, "--help").out):
        assert option == "--help" or f"`{option}" in PAGE


def test_the_reference_describes_no_option_that_is_gone(run: Run) -> None:
    known = {"--help"}
    for name in COMMANDS:
        known |= set(re.findall(r"--[a-z]+", run(name, "--help").out))
    assert set(re.findall(r"`(--[a-z]+)", PAGE)) <= known
