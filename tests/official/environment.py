"""Environments of their own for the venues' official clients.

They need another Python than this project, or would disagree with what is installed
here. An environment is built once and kept in a cache, under a name that says what is
in it; where it cannot be built the test is skipped, saying why.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import anyio
import pytest

__all__ = ["ask", "environment"]

_WHICH = "import sys; print(*sys.version_info[:2]); print(sys.executable)"
_PATIENCE = 120


def _cache() -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or tempfile.gettempdir()
    return Path(root) / "predcore-oracles"


@cache
def environment(*requirements: str, python: str) -> Path:
    """The interpreter of an environment that holds official clients.

    Args:
        requirements: what to install, pinned: ``name==version``.
        python: the version of the interpreter, as ``3.13``.
    """
    found = _interpreter(python)
    wanted = " ".join(requirements)
    if found is None:
        pytest.skip(
            f"{wanted} needs Python {python}, which is neither on PATH, nor under "
            "pyenv, nor known to uv"
        )
    name = re.sub(r"[^\w.]+", "-", f"{wanted}-python{python}")
    home = _cache() / name
    if not (home / "bin" / "python").exists():
        _build(found, requirements, home)
    return home / "bin" / "python"


def _build(interpreter: Path, requirements: Sequence[str], home: Path) -> None:
    """Build aside and move into place, so that nobody sees half an environment."""
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f"{home.name}-", dir=home.parent))
    inside = aside / "bin" / "python"
    try:
        for command in (
            [str(interpreter), "-m", "venv", str(aside)],
            [str(inside), "-m", "pip", "install", "--quiet", *requirements],
        ):
            made = subprocess.run(
                command, capture_output=True, text=True, check=False, env=_variables()
            )
            if made.returncode:
                said = (made.stderr or made.stdout).strip().splitlines() or ["nothing"]
                wanted = " ".join(requirements)
                pytest.skip(f"{wanted} could not be installed: {said[-1]}")
        if not home.exists():
            aside.rename(home)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _variables() -> dict[str, str]:
    """The environment variables without those that lead back to this project."""
    mine = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONWARNINGS"}
    return {name: value for name, value in os.environ.items() if name not in mine}


def _interpreter(version: str) -> Path | None:
    """An interpreter of that version that starts."""
    for candidate in _candidates(version):
        try:
            said = subprocess.run(
                [candidate, "-c", _WHICH], capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        numbers, _, where = said.stdout.strip().partition("\n")
        if numbers == version.replace(".", " "):
            return Path(where)
    return None


def _candidates(version: str) -> Iterator[str]:
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        yield sys.executable
    if on_path := shutil.which(f"python{version}"):
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for home in sorted(pyenv.glob(f"versions/{version}.*"), reverse=True):
        yield str(home / "bin" / "python")
    if uv := shutil.which("uv"):
        told = subprocess.run(
            [uv, "python", "find", version], capture_output=True, text=True, check=False
        )
        if told.returncode == 0:
            yield told.stdout.strip()


async def ask(python: Path, driver: str, *arguments: str) -> Any:
    """What a driver beside this file prints, as JSON.

    The event loop keeps running meanwhile, so the driver may talk to a server in it.

    Args:
        python: the interpreter of the official client's environment.
        driver: file name of a script in this folder.
        arguments: of the script.
    """
    command = [str(python), str(Path(__file__).with_name(driver)), *arguments]
    with anyio.fail_after(_PATIENCE):
        done = await anyio.run_process(command, check=False, env=_variables())
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
