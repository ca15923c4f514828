"""Keys of outcomes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore_polymarket._outcomes import outcome_keys


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (("Yes", "No"), ("yes", "no")),
        (("Up", "Down"), ("up", "down")),
        (("Kansas City", "St. Louis"), ("kansas-city", "st-louis")),
        (("São Paulo", "Übersee"), ("sao-paulo", "ubersee")),
        (("Draw", "draw!"), ("draw", "draw-2")),
        (("是", "否"), ("outcome-1", "outcome-2")),
    ],
)
def test_a_key_is_the_slug_of_its_label(
    labels: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    assert outcome_keys(labels) == keys


@given(st.lists(st.text(), max_size=6).map(tuple))
def test_keys_are_unique_slugs(labels: tuple[str, ...]) -> None:
    keys = outcome_keys(labels)
    assert len(set(keys)) == len(keys) == len(labels)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)
