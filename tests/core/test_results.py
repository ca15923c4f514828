"""Answers in bulk: every key asked is there, as a value or as its error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import Gathered, NotFound, PredcoreError, Results, TransportError

keys = st.sampled_from("abcdef")
DOWN = TransportError("down")


@given(
    st.lists(keys),
    st.dictionaries(keys, st.integers()),
    st.dictionaries(keys, st.none()),
)
def test_every_key_asked_is_a_value_or_an_error_and_never_both(
    asked: list[str], values: dict[str, int], failed: dict[str, None]
) -> None:
    found = Results(asked, values, dict.fromkeys(failed, DOWN))
    assert set(found) | set(found.errors) == set(asked)
    assert not set(found) & set(found.errors)
    assert found.keys_asked == tuple(dict.fromkeys(asked))


@given(st.lists(keys, unique=True))
def test_values_come_in_the_order_asked(asked: list[str]) -> None:
    found = Results(asked, {key: key.upper() for key in sorted(asked)})
    assert list(found) == asked
    assert list(found.values()) == [key.upper() for key in asked]


def test_a_key_that_was_not_answered_is_not_found() -> None:
    found = Results(["a", "b"], {"a": 1})
    assert isinstance(found.errors["b"], NotFound)
    assert "b" in str(found.errors["b"])


def test_asking_for_a_failed_key_raises_its_own_error() -> None:
    found = Results[str, int](["a"], {}, {"a": DOWN})
    with pytest.raises(TransportError) as caught:
        found["a"]
    assert caught.value is DOWN


def test_a_key_that_was_not_asked_is_a_key_error() -> None:
    found = Results(["a"], {"a": 1, "b": 2})
    with pytest.raises(KeyError):
        found["b"]


def test_a_failed_key_is_not_in_the_mapping() -> None:
    found = Results(["a", "b"], {"a": 1})
    assert "a" in found
    assert "b" not in found
    assert len(found) == 1


def test_a_value_that_is_none_or_zero_is_a_value() -> None:
    found = Results(["a", "b"], {"a": None, "b": 0})
    assert dict(found) == {"a": None, "b": 0}
    assert not found.errors


def test_get_never_hides_an_error_behind_a_default() -> None:
    found = Results(["a", "b"], {"a": 1}, {"b": DOWN})
    assert found.get("a") == 1
    assert found.get("c") is None
    with pytest.raises(PredcoreError):
        found.get("b")


def test_the_repr_counts_and_does_not_list() -> None:
    found = Results(list("abc"), {"a": 1})
    assert repr(found) == "<Results: 1 values, 2 errors>"


def test_gathered_items_can_be_counted_and_iterated() -> None:
    found = Gathered(("x", "y"), {"acme": DOWN})
    assert list(found) == ["x", "y"]
    assert len(found) == 2
