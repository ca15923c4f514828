"""Drift: what a venue sends and the adapter does not know is tolerated and counted."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest

from predcore.kit import Dialect, Drift, DriftEntry, Items, Known, wire


@wire
class Leg:
    side: Annotated[str, Known("buy", "sell")]


@wire
class Order:
    id: str
    status: Annotated[str, Known("open", "closed")] = "open"
    kind: Annotated[str | None, Known("limit")] = None
    legs: Items[Leg] = ()
    first: Leg | None = None


@wire
class Envelope:
    orders: Items[Order] = ()


@pytest.fixture
def drift() -> Drift:
    return Drift()


def seen(drift: Drift, *orders: dict[str, Any]) -> set[DriftEntry]:
    drift.inspect(Envelope, json.dumps({"orders": orders}).encode())
    return set(drift.report())


def test_what_is_known_is_no_drift(drift: Drift) -> None:
    known = {
        "id": "1",
        "status": "closed",
        "kind": None,
        "legs": [{"side": "buy"}],
        "first": {"side": "sell"},
    }
    assert seen(drift, known) == set()


def test_an_unknown_field_is_counted_by_model_and_name(drift: Drift) -> None:
    assert seen(drift, {"id": "1", "tint": 1}, {"id": "2", "tint": None}) == {
        DriftEntry("Order", "tint", None, 2)
    }


def test_an_unknown_value_is_counted_with_the_value(drift: Drift) -> None:
    assert seen(drift, {"id": "1", "status": "paused", "kind": "iceberg"}) == {
        DriftEntry("Order", "status", "paused", 1),
        DriftEntry("Order", "kind", "iceberg", 1),
    }


def test_drift_is_found_in_lists_and_in_single_objects(drift: Drift) -> None:
    assert seen(
        drift, {"id": "1", "legs": [{"side": "swap"}], "first": {"side": "x", "y": 1}}
    ) == {
        DriftEntry("Leg", "side", "swap", 1),
        DriftEntry("Leg", "side", "x", 1),
        DriftEntry("Leg", "y", None, 1),
    }


def test_a_long_unknown_value_is_cut_short(drift: Drift) -> None:
    [entry] = seen(drift, {"id": "1", "status": "x" * 1000})
    assert len(entry.value or "") <= 80


def test_the_most_frequent_comes_first(drift: Drift) -> None:
    seen(drift, {"id": "1", "rare": 1}, *[{"id": "2", "often": 1}] * 3)
    assert [entry.field for entry in drift.report()] == ["often", "rare"]


def test_the_first_answer_is_looked_at_and_then_ever_fewer(drift: Drift) -> None:
    looked: list[int] = []
    for number in range(1, 2049):
        before = sum(entry.times for entry in drift.report())
        drift.sample(Envelope, b'{"orders": [{"id": "1", "tint": 1}]}')
        if sum(entry.times for entry in drift.report()) > before:
            looked.append(number)
    assert looked[0] == 1
    assert 2 <= len([n for n in looked if n <= 100]) <= 10
    assert 2 <= len([n for n in looked if n > 1000]) <= 10


def test_each_shape_is_sampled_on_its_own(drift: Drift) -> None:
    for _ in range(3):
        drift.sample(Envelope, b'{"orders": [], "a": 1}')
    drift.sample(Order, b'{"id": "1", "b": 1}')
    assert DriftEntry("Order", "b", None, 1) in drift.report()


def test_translated_names_are_known_by_the_venues_spelling(drift: Drift) -> None:
    @wire
    class Camel:
        __dialect__ = Dialect(rename=str.title)
        name: str

    drift.inspect(Camel, b'{"Name": "x", "name": "y"}')
    assert drift.report() == (DriftEntry("Camel", "name", None, 1),)


def test_answers_that_are_bare_lists_are_looked_into(drift: Drift) -> None:
    drift.inspect(tuple[Order, ...], b'[{"id": "1", "tint": 1}]')
    drift.inspect(list[Order], b'[{"id": "1", "tint": 1}]')
    assert drift.report() == (DriftEntry("Order", "tint", None, 2),)
