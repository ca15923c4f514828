"""Every script in the README and the documentation runs, against simulators."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import anyio.to_thread
import pytest

from predcore.kit import variable
from predcore.sim import serve
from predcore_kalshi._simulator import KalshiSimulator
from predcore_polymarket._simulator import PolymarketSimulator

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def anyio_backend() -> str:
    """Servers run on asyncio."""
    return "asyncio"


_CODE: list[tuple[str, str]] = [
    (f"{page.relative_to(ROOT)}-{number}", code)
    for page in PAGES
    for number, code in enumerate(_BLOCK.findall(page.read_text()), start=1)
]


def _is_script(code: str) -> bool:
    """Whether it is whole: it imports what it uses, and runs to an end."""
    return "asyncio.run(" in code or "exchange.place(" in code


SCRIPTS = [pytest.param(code, id=name) for name, code in _CODE if _is_script(code)]
FRAGMENTS = [
    pytest.param(code, id=name) for name, code in _CODE if not _is_script(code)
]


def _run(
    code: str, variables: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("code", SCRIPTS)
async def test_a_documented_script_runs_and_prints(code: str, tmp_path: Path) -> None:
    kalshi, polymarket = KalshiSimulator(), PolymarketSimulator()
    simulators = {"kalshi": kalshi, "polymarket": polymarket}
    async with serve({name: sim.app for name, sim in simulators.items()}) as origins:
        variables = {
            variable(name, service): url
            for name, sim in simulators.items()
            for service, url in sim.urls(origins[name]).items()
        }
        (tmp_path / "examples").symlink_to(ROOT / "examples")
        key = kalshi.keys.ed25519
        variables |= {"KALSHI_API_KEY_ID": key.id, "KALSHI_PRIVATE_KEY": key.pem()}
        variables["POLYMARKET_PRIVATE_KEY"] = polymarket.wallets.eoa.private_key
        done = await anyio.to_thread.run_sync(_run, code, variables, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_documented_scripts_pass_the_type_checker(tmp_path: Path) -> None:
    for number, (_, code) in enumerate(_CODE):
        if _is_script(code):
            (tmp_path / f"script_{number}.py").write_text(code)
    options = ["--strict", "--disable-error-code=type-abstract", "--config-file="]
    cache = f"--cache-dir={ROOT / '.mypy_cache' / 'docs'}"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, cache, *tmp_path.iterdir()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("code", FRAGMENTS)
def test_a_documented_fragment_is_valid_python(code: str) -> None:
    body = "\n".join(f"    {line}" for line in code.splitlines())
    compile(f"async def fragment():\n{body}\n    ...", "fragment", "exec")


def test_the_readme_names_the_extras_there_are() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    readme = (ROOT / "README.md").read_text()
    missing = [
        extra
        for extra in project["optional-dependencies"]
        if f"`{extra}`" not in readme and f"[{extra}]" not in readme
    ]
    assert missing == []
