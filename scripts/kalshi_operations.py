"""Write the table of Kalshi's operations in the documentation, out of the code.

``python scripts/kalshi_operations.py`` rewrites it; ``--check`` only says whether that
would change anything.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from predcore_kalshi import Kalshi

PAGE = Path(__file__).parents[1] / "docs" / "venues" / "kalshi-operations.md"
BEGIN, END = "<!-- begin operations -->\n", "<!-- end operations -->\n"


def operations(node: object, name: str) -> Iterator[tuple[str, str]]:
    """Every method below a branch of the tree, and what it is for."""
    kind = type(node)
    for member, value in sorted(inspect.getmembers_static(kind)):
        if member.startswith("_") or member in {"aclose", "stream_headers"}:
            continue
        if isinstance(value, cached_property):
            yield from operations(getattr(node, member), f"{name}.{member}")
        elif inspect.isfunction(value):
            summary = (inspect.getdoc(value) or "").partition("\n\n")[0]
            yield f"{name}.{member}", " ".join(summary.split()).replace("``", "`")


def table() -> str:
    """The operations by branch of the tree, as Markdown."""
    lines: list[str] = []
    branch = ""
    for call, summary in operations(Kalshi(), "kalshi"):
        _, this, _ = call.split(".", 2)
        if this != branch:
            branch = this
            lines += ["", f"## {branch}", ""]
            lines += ["| call | what it does |", "| --- | --- |"]
        lines.append(f"| `{call}` | {summary} |")
    return "\n".join(lines[1:]) + "\n"


def page(text: str) -> str:
    """The page with its table made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def main() -> int:
    """Rewrite the page, or check it."""
    old = PAGE.read_text("utf-8")
    new = page(old)
    if "--check" in sys.argv[1:]:
        if old != new:
            print(f"{PAGE.name} is out of date: run {Path(__file__).name}")
        return int(old != new)
    PAGE.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
