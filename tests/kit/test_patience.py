"""Asking again, less and less often, and not for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from predcore.kit import Patience


class Slept:
    """Sleeps in no time, and remembers how long."""

    def __init__(self) -> None:
        self.naps: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.naps.append(seconds)


async def test_waits_double_up_to_four_seconds() -> None:
    slept = Slept()
    asking = Patience(seconds=20.0, first=0.5, sleep=slept).asking()
    while await asking.again():
        pass
    assert slept.naps == [0.5, 1.0, 2.0, 4.0, 4.0, 4.0, 4.0]


async def test_patience_at_an_end_does_not_wait() -> None:
    slept = Slept()
    asking = Patience(seconds=0.0, sleep=slept).asking()
    assert not await asking.again()
    assert not slept.naps


async def test_each_matter_has_patience_of_its_own() -> None:
    slept = Slept()
    patience = Patience(seconds=0.3, first=0.25, sleep=slept)
    for _ in range(2):
        asking = patience.asking()
        assert await asking.again()
        assert not await asking.again()
    assert slept.naps == [0.25, 0.25]


@given(seconds=st.integers(0, 500), first=st.integers(1, 8))
async def test_it_never_waits_longer_than_it_was_told(seconds: int, first: int) -> None:
    slept = Slept()
    asking = Patience(seconds=seconds, first=first, sleep=slept).asking()
    while await asking.again():
        pass
    assert sum(slept.naps) <= seconds
