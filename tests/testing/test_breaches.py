"""A suite that cannot fail proves nothing: each breach is noticed, and only it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from testing.breaches import (
    account_streams,
    accounts,
    charges,
    history,
    listings,
    lookups,
    orders,
    prices,
    streams,
    waivers,
)

FOLDER = Path(__file__).parent / "breaches"
ROOT = FOLDER.parent.parent.parent
MODULES = (
    account_streams,
    accounts,
    charges,
    history,
    listings,
    lookups,
    orders,
    prices,
    streams,
    waivers,
)
KINDS: dict[str, set[str]] = {
    name: kind.broken
    for module in MODULES
    for name, kind in vars(module).items()
    if name.startswith("Test")
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Failed tests by class, from one run of the whole folder."""
    report = tmp_path_factory.mktemp("breaches") / "report.xml"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", str(FOLDER), "-q", "--tb=no"),
            *("-o", "python_files=*.py", "-p", "no:cacheprovider"),
            f"--junitxml={report}",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout[-2000:] + done.stderr[-2000:]
    found: dict[str, set[str]] = {name: set() for name in KINDS}
    for kind, test in _failures(report):
        found[kind].add(test)
    return found


def _failures(report: Path) -> Iterator[tuple[str, str]]:
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            kind = case.attrib["classname"].rpartition(".")[2]
            yield kind, case.attrib["name"].partition("[")[0]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_broken_promise_fails_and_no_other(
    failed: dict[str, set[str]], name: str
) -> None:
    assert failed[name] == KINDS[name]
