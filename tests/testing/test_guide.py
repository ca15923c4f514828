"""The guide to adding a venue quotes the example, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "how-to" / "add-a-venue.md").read_text()
QUOTED = [
    pytest.param(name, block, id=f"{number} {name}")
    for number, (name, block) in enumerate(
        re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```', GUIDE, re.MULTILINE | re.DOTALL)
    )
]


@pytest.mark.parametrize(("name", "block"), QUOTED)
def test_a_block_of_the_guide_is_a_piece_of_the_example(name: str, block: str) -> None:
    assert block in (ROOT / "examples" / "acme" / name).read_text()


def test_the_guide_quotes_every_module_of_the_example() -> None:
    quoted = {Path(str(param.values[0])).name for param in QUOTED}
    modules = {
        path.name for path in (ROOT / "examples/acme/acme_predcore").glob("_*.py")
    }
    assert modules - {"__init__.py"} <= quoted
