"""The shape of the source, where no linter looks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
CORE = [path for path in SOURCES if path.is_relative_to(ROOT / "src/predcore")]

LONGEST = 350
"""Lines; a module about one thing is rarely over 200."""


def matching(pattern: str, paths: Iterable[Path]) -> list[str]:
    """Where the pattern is found, as ``file: text``."""
    return [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in paths
        for found in re.finditer(pattern, path.read_text())
    ]


def test_the_core_names_no_venue() -> None:
    assert not matching(r"(?i)kalshi|polymarket", CORE)


def test_no_number_becomes_a_float() -> None:
    assert not matching(r"(?<!\w)float\(", SOURCES)


def test_a_module_is_short_enough_to_read() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in SOURCES
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_no_module_has_a_name_that_says_nothing() -> None:
    nothing = {"base", "common", "helpers", "manager", "misc", "utils"}
    assert not [path for path in SOURCES if path.stem.strip("_") in nothing]


def test_a_module_says_what_it_is_about() -> None:
    silent = [
        path for path in SOURCES if not re.match(r'r?"""\S', path.read_text().strip())
    ]
    assert not silent


def test_every_package_says_that_it_is_typed() -> None:
    packages = [
        *(ROOT / "src").glob("predcore"),
        *(ROOT / "src").glob("*/*/predcore_*"),
    ]
    assert packages
    assert not [path for path in packages if not (path / "py.typed").exists()]


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    written = [
        path
        for folder in ("src", "tests", "docs", "examples", "benchmarks", "scripts")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".sh"} and path != Path(__file__)
    ]
    assert not matching(r"/(?:work|root|home/\w+)/", written)
