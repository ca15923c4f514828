"""The latest entries, up to a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore.kit import Recent


def test_the_entry_put_longest_ago_is_forgotten() -> None:
    recent: Recent[str, int] = Recent(2)
    for number, key in enumerate("abac"):
        recent.put(key, number)
    assert dict(recent) == {"a": 2, "c": 3}
    assert recent.get("b") is None
    with pytest.raises(KeyError):
        recent["b"]


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_what_is_kept_is_what_was_put_last(keys: list[int], most: int) -> None:
    recent: Recent[int, int] = Recent(most)
    for number, key in enumerate(keys):
        recent.put(key, number)
    latest = list(dict.fromkeys(reversed(keys)))[:most]
    assert list(recent) == latest[::-1]
    assert all(keys[recent[key]] == key for key in recent)
