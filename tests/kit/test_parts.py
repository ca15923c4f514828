"""Long lists in parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from predcore.kit import parts_of


@given(st.lists(st.integers()), st.integers(1, 7))
def test_parts_are_everything_in_order_and_none_is_empty_or_too_long(
    items: list[int], most: int
) -> None:
    parts = parts_of(items, most)
    assert [item for part in parts for item in part] == items
    assert all(1 <= len(part) <= most for part in parts)
    assert all(len(part) == most for part in parts[:-1])
