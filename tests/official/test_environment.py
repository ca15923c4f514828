"""An official client that cannot run here is skipped, with a reason."""

from __future__ import annotations

import pytest

from official.environment import environment


def test_a_missing_interpreter_is_a_reason_to_skip() -> None:
    with pytest.raises(pytest.skip.Exception, match=r"acme==1 needs Python 3\.99"):
        environment("acme==1", python="3.99")
