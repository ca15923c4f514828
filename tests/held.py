"""What of our own objects still knows something that should have been forgotten."""

from __future__ import annotations

import gc
from collections import Counter, OrderedDict, defaultdict, deque
from functools import partial
from types import CoroutineType, MappingProxyType, MethodType
from weakref import WeakSet

__all__ = ["alive", "held"]

_CONTAINERS: tuple[type, ...] = (
    *(dict, list, tuple, set, frozenset, deque),
    *(Counter, OrderedDict, defaultdict, MappingProxyType, WeakSet),
    *(partial, MethodType),
)


_VALUES = frozenset(
    {
        *("_ids", "_models", "_levels", "_updates", "_results", "_errors"),
        *("protocols", "models", "_tokens"),
    }
)
"""Modules of what is only passed on: it is held by somebody else, or by nobody."""


def held(marker: str) -> set[str]:
    """The types of our own objects that hold a text with this marker.

    Looked at are all objects of predcore's types that are alive, with the containers
    and values in them, and the variables of our coroutines that wait. A test gives the
    marker to whatever comes and goes, and to nothing else.
    """
    gc.collect()
    return {
        type(one).__qualname__ if _is_ours(one) else repr(one)
        for one in gc.get_objects()
        if _is_holder(one) and _reaches(one, marker)
    }


def alive(name: str) -> int:
    """How many of our own objects of a type there are."""
    gc.collect()
    return sum(
        _is_ours(one) and type(one).__qualname__ == name for one in gc.get_objects()
    )


def _is_holder(one: object) -> bool:
    if isinstance(one, CoroutineType):
        file: str = one.cr_code.co_filename
        return "predcore" in file and "/tests/" not in file
    return _is_ours(one) and not _is_value(one)


def _reaches(root: object, marker: str) -> bool:
    """Whether it holds such a text by itself, and not by another object of ours."""
    seen = {id(root)}
    queue = _parts(root)
    while queue:
        one = queue.pop()
        if isinstance(one, str):
            if marker in one:
                return True
        elif isinstance(one, bytes):
            if marker.encode() in one:
                return True
        elif id(one) not in seen and _is_part(one):
            seen.add(id(one))
            queue += _parts(one)
    return False


def _parts(one: object) -> list[object]:
    found: list[object] = gc.get_referents(one)
    if isinstance(one, dict):
        found += one  # the collector passes texts over that are keys
    return found


def _is_part(one: object) -> bool:
    return type(one) in _CONTAINERS or (_is_ours(one) and _is_value(one))


def _is_ours(one: object) -> bool:
    module: object = getattr(type(one), "__module__", "")
    return isinstance(module, str) and module.startswith("predcore")


def _is_value(one: object) -> bool:
    return not _VALUES.isdisjoint(type(one).__module__.split("."))
