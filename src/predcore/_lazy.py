"""Names that are imported when they are first used (PEP 562).

``import predcore`` happens in every plugin, and a plugin must be cheap to
describe; what is not used is not paid for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazy_exports"]


def lazy_exports(
    package: str, where: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for names living in submodules.

    Assign them under ``if not TYPE_CHECKING``: a type checker that sees a module
    ``__getattr__`` believes every misspelt name exists.

    Args:
        package: the package's ``__name__``.
        where: submodule to the space-separated names it provides.
    """
    home = {name: module for module, names in where.items() for name in names.split()}

    def __getattr__(name: str) -> Any:  # noqa: N807 - it becomes the module's own
        try:
            module = home[name]
        except KeyError:
            raise AttributeError(
                f"module {package!r} has no attribute {name!r}"
            ) from None
        return getattr(import_module(module, package), name)

    def __dir__() -> list[str]:  # noqa: N807
        eager: Iterable[str] = getattr(import_module(package), "__all__", ())
        return sorted({*home, *eager})

    return __getattr__, __dir__
