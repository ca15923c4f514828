"""The tree of resources, walked and watched."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from predcore_kalshi import Kalshi
from predcore_kalshi.resources._resource import Resource

__all__ = ["Watched", "verbs"]

_OF_THE_CLIENT = {"aclose", "stream_headers"}


def verbs(at: object, path: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every method below a client, with its path."""
    for name, made in inspect.getmembers(type(at)):
        if name.startswith("_") or name in _OF_THE_CLIENT:
            continue
        if isinstance(made, cached_property):
            yield from verbs(getattr(at, name), f"{path}{name}.")
        elif inspect.isfunction(made):
            yield f"{path}{name}", getattr(at, name)


class Watched:
    """A client that notes which of its methods are called."""

    def __init__(self, at: Any, called: set[str], path: str = "") -> None:
        self._at = at
        self._called = called
        self._path = path

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._at, name)
        if isinstance(found, Resource):
            return Watched(found, self._called, f"{self._path}{name}.")
        self._called.add(f"{self._path}{name}")
        return found


def tree() -> dict[str, Callable[..., Any]]:
    """The methods of a client that sends nothing."""
    return dict(verbs(Kalshi()))
