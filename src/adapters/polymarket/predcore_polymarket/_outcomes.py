"""Keys of a market's outcomes: slugs of the venue's labels."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

__all__ = ["outcome_keys"]

_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def outcome_keys(labels: tuple[str, ...]) -> tuple[str, ...]:
    """``("Yes", "No")`` is ``("yes", "no")``; unique, and never empty.

    A label without a latin letter or digit becomes ``outcome-1``; the second of two
    labels with the same slug ends in ``-2``.
    """
    keys: list[str] = []
    for number, label in enumerate(labels, start=1):
        plain = normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
        slug = _OTHER.sub("-", plain).strip("-") or f"outcome-{number}"
        key, again = slug, 1
        while key in keys:
            again += 1
            key = f"{slug}-{again}"
        keys.append(key)
    return tuple(keys)
