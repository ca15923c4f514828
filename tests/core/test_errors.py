"""An exception class is a decision the caller can take."""

from __future__ import annotations

import re

import pytest

from predcore import (
    AdapterNotFound,
    BadResponse,
    BudgetExceeded,
    NotFound,
    OutcomeUnknown,
    PredcoreError,
    RateLimited,
    TransportError,
    VenueError,
    _errors,
)


def test_the_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    _, _, tree = (_errors.__doc__ or "").partition("\n\n")
    drawn = [
        (len(indent) // 4, name)
        for indent, name in re.findall(r"^([│├└─ ]*)(\w+)", tree, re.MULTILINE)
    ]
    parents: list[str] = []
    for depth, name in drawn:
        del parents[depth:]
        if parents:
            assert getattr(_errors, parents[-1]) in getattr(_errors, name).__bases__
        parents.append(name)
    assert {name for _, name in drawn} == set(_errors.__all__)


@pytest.mark.parametrize("name", sorted(_errors.__all__))
def test_everything_raised_is_a_predcore_error(name: str) -> None:
    assert issubclass(getattr(_errors, name), PredcoreError)


def test_an_unknown_outcome_is_never_caught_as_something_to_repeat() -> None:
    assert not issubclass(OutcomeUnknown, TransportError | VenueError)
    assert OutcomeUnknown("lost", client_id="c1").client_id == "c1"


def test_a_local_refusal_is_told_from_an_unanswered_request() -> None:
    assert issubclass(BudgetExceeded, TransportError)


def test_a_missing_adapter_is_a_lookup_error() -> None:
    assert issubclass(AdapterNotFound, LookupError)


def test_a_refusal_keeps_what_the_venue_said() -> None:
    error = RateLimited("slow down", status=429, code="too_many", retry_after=3)
    assert (error.status, error.code, error.retry_after) == (429, "too_many", 3)
    assert NotFound("no market").status is None


def test_a_bad_response_says_where() -> None:
    assert BadResponse("expected a number", path="markets.3.bid").path == (
        "markets.3.bid"
    )
