"""The latest entries, up to a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore.kit import Recent


def test_the_entry_set_longest_ago_is_forgotten() -> None:
    recent: Recent[str, int] = Recent(2)
    for number, key in enumerate("abac"):
        recent[key] = number
    assert dict(recent) == {"a": 2, "c": 3}
    assert recent.get("b") is None
    with pytest.raises(KeyError):
        recent["b"]


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_what_is_kept_is_what_was_set_last(keys: list[int], most: int) -> None:
    recent: Recent[int, int] = Recent(most)
    for number, key in enumerate(keys):
        recent[key] = number
    latest = list(dict.fromkeys(reversed(keys)))[:most]
    assert list(recent) == latest[::-1]
    assert all(keys[recent[key]] == key for key in recent)


def test_an_entry_may_be_taken_out() -> None:
    recent: Recent[str, int] = Recent(2)
    recent["a"] = 1
    assert recent.pop("a") == 1
    assert recent.pop("a", None) is None
    assert "a" not in recent
    assert not recent
