"""Numbers of a venue become whole steps, exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore.kit import Scale


@given(
    steps=st.integers(-(10**15), 10**15),
    digits=st.integers(0, 8),
    dropped=st.integers(0, 8),
)
def test_a_number_reads_as_it_was_written_with_or_without_its_last_zeros(
    steps: int, digits: int, dropped: int
) -> None:
    text = format(Decimal(steps).scaleb(-digits), "f")
    if "." in text:
        for _ in range(dropped):
            text = text.removesuffix("0")
        text = text.removesuffix(".")
    scale = Scale(digits)
    assert scale.read(text) == scale.steps[text] == steps
    assert scale.value(steps) == scale.decimals[steps] == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "-",
        "+",
        " ",
        "²",
        "1.-5",
        "NaN",
        "many",
        "1e30",
        "1e999999999",
        "-Infinity",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a number"):
        Scale(6).read(text)


def test_what_is_finer_than_a_step_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 2 decimal places"):
        Scale(2).read("0.125")
