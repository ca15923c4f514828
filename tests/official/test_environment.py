"""An official client that cannot run here is skipped, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from official.environment import environment


def test_a_missing_interpreter_is_a_reason_to_skip() -> None:
    with pytest.raises(pytest.skip.Exception, match="acme==1 needs Python 3.99"):
        environment("acme==1", python="3.99")


def test_a_client_that_cannot_be_installed_is_a_reason_to_skip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(pytest.skip.Exception, match="could not be installed: .*acme"):
        environment("predcore-acme==0.0.1", python="3.11")
    assert list((tmp_path / "predcore-oracles").iterdir()) == []
