"""Mappings: an impossible value is the venue's answer being wrong."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from predcore import BadResponse, InvalidId, NotFound, Outcome
from predcore.kit import (
    mapping,
)

D = Decimal


def mapped(convert: Callable[[], Any]) -> Any:
    return mapping(convert)()


def test_an_impossible_value_in_a_mapping_is_a_bad_response() -> None:
    with pytest.raises(BadResponse) as caught:
        mapped(lambda: Outcome(key="yes", label="Yes", ask=D("1.2")))
    assert caught.value.path == "ask"


@pytest.mark.parametrize("size", ["1e999999999", "NaN"])
def test_a_number_that_cannot_be_reckoned_with_is_a_bad_response(size: str) -> None:
    with pytest.raises(BadResponse):
        mapped(lambda: D(size) * 10 > 1)


def test_a_mappings_own_refusal_is_left_alone() -> None:
    def refuse() -> None:
        raise InvalidId("no such outcome")

    with pytest.raises(InvalidId):
        mapped(refuse)

    def missing() -> None:
        raise NotFound("no such market")

    with pytest.raises(NotFound):
        mapped(missing)


def test_a_mapping_keeps_its_name_and_its_arguments() -> None:
    @mapping
    def to_label(native: str, *, upper: bool) -> str:
        """Shout."""
        return native.upper() if upper else native

    assert to_label("a", upper=True) == "A"
    assert (to_label.__name__, to_label.__doc__) == ("to_label", "Shout.")
