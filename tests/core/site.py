"""A folder on the path into which distributions are installed, metadata and all."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

from predcore.plugins import ADAPTERS

__all__ = ["Site"]


class Site:
    """A folder on ``sys.path`` into which distributions are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, dist: str, name: str, source: str, group: str = ADAPTERS) -> None:
        """Write real metadata, and a module that says when it is imported."""
        module = f"site_{dist}"
        info = self.folder / f"{dist}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.2\n"
        )
        (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}\n")
        code = dedent(source).format(name=name)
        (self.folder / f"{module}.py").write_text(code)

    def imported(self) -> set[str]:
        return {name for name in sys.modules if name.startswith("site_")}
