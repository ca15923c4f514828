"""Which connection follows what."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import Instrument, InvalidRequest, StreamError
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


@given(st.integers(1, 6), st.integers(1, 6), names)
def test_what_a_line_cannot_have_finds_room_on_others(
    capacity: int, room: int, steps: list[tuple[bool, int]]
) -> None:
    made, followed = shards(capacity), set[Instrument]()
    held: dict[int, list[Instrument]] = {}

    def place(instruments: Sequence[Instrument]) -> None:
        for line, members in made.add(instruments).items():
            held.setdefault(line, []).extend(members)
            markets = dict.fromkeys(one.market for one in held[line])
            refused = list(markets)[room:]
            those = [one for one in held[line] if one.market in refused]
            if moved := made.full(line, those):
                assert sorted(moved) == sorted(those)
                held[line] = [one for one in held[line] if one not in those]
                place(moved)

    for adds, number in steps:
        if adds:
            place([at(number), at(number + 2)])
            followed |= {at(number), at(number + 2)}
        else:
            taken, _ = made.remove([at(number)])
            for line in taken:
                held[line].remove(at(number))
            followed.discard(at(number))
        assert sorted(one for some in held.values() for one in some) == sorted(followed)
        for line, some in held.items():
            assert len({one.market for one in some}) <= min(capacity, room)
            assert {made.line(one) for one in some} <= {line}


def test_no_line_gets_more_than_one_that_was_full_has_left() -> None:
    made = shards(10)
    ((line, members),) = made.add([at(2 * number) for number in range(5)]).items()
    moved = made.full(line, members[3:])
    assert moved == members[3:]
    placed = made.add([*moved, *(at(2 * number) for number in range(5, 9))])
    assert line not in placed
    assert sorted(len(some) for some in placed.values()) == [3, 3]


def test_outcomes_of_a_market_leave_a_line_together_and_in_their_order() -> None:
    made = shards(2)
    ((line, _),) = made.add([at(1), at(0), at(2)]).items()
    assert made.full(line, [at(0)]) == [at(1), at(0)]
    assert at(0) not in made
    assert at(2) in made
    assert made.full(line, [at(0), at(1)]) == []


def test_where_a_line_had_room_for_nothing_nothing_is_added() -> None:
    made = shards(2)
    ((line, members),) = made.add([at(0), at(2)]).items()
    assert made.full(line, members) == members
    with pytest.raises(StreamError):
        made.add([at(0)])


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
