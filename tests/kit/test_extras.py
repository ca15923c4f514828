"""What a bare installation does not bring."""

from __future__ import annotations

from importlib import import_module

import pytest

from predcore import InvalidRequest
from predcore.kit import needing


def test_a_missing_library_is_told_with_the_way_to_get_it() -> None:
    with pytest.raises(InvalidRequest) as caught, needing("stream", "streams"):
        import_module("no_such_library")
    assert str(caught.value) == (
        "streams need no_such_library: pip install 'predcore[stream]'"
    )


def test_what_is_there_is_imported() -> None:
    with needing("stream", "streams"):
        assert import_module("json").dumps([]) == "[]"
