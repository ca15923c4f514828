"""Which connection follows what."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import Instrument, InvalidRequest
from predcore.kit.shards import Shards

names = st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=80)


def at(number: int) -> Instrument:
    return Instrument("pit", f"m{number // 2}", ("yes", "no")[number % 2])


def market(instrument: Instrument) -> Hashable:
    return instrument.market


def shards(capacity: int) -> Shards[int]:
    lines = count()
    return Shards(capacity, market, lambda: next(lines))


@given(st.integers(1, 4), names)
def test_lines_hold_what_they_may_and_everything_has_one(
    capacity: int, steps: list[tuple[bool, int]]
) -> None:
    made, followed = shards(capacity), set[Instrument]()
    lines: dict[int, set[Instrument]] = {}
    for adds, number in steps:
        if adds:
            for line, members in made.add([at(number)]).items():
                lines.setdefault(line, set()).update(members)
            followed.add(at(number))
        else:
            taken, empty = made.remove([at(number)])
            for line, members in taken.items():
                lines[line].difference_update(members)
            for line in empty:
                assert not lines.pop(line)
            followed.discard(at(number))
        held = [one for members in lines.values() for one in members]
        assert sorted(held) == sorted(followed)
        for line, follows in lines.items():
            assert follows
            assert len({one.market for one in follows}) <= capacity
            assert {made.line(one) for one in follows} == {line}
        assert all((one in made) == (one in followed) for one in map(at, range(31)))


def test_many_at_once_are_spread_evenly() -> None:
    made = shards(4)
    placed = made.add([at(2 * number) for number in range(9)])
    assert sorted(len(members) for members in placed.values()) == [3, 3, 3]


def test_both_outcomes_of_a_market_are_one_unit() -> None:
    made = shards(1)
    assert list(made.add([at(0), at(1), at(2)]).values()) == [[at(0), at(1)], [at(2)]]


def test_a_line_without_room_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        shards(0)
