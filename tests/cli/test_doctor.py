"""A diagnosis that may be pasted into a bug report."""

from __future__ import annotations

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange
from predcore.cli.commands import doctor


def test_all_is_well(run: Run, acme: FullExchange) -> None:
    ran = run("doctor", "--json")
    assert ran.code == 0
    found = {(record["check"], record["name"]): record for record in ran.records}
    assert found["package", "pydantic"]["ok"]
    assert found["adapter", "acme"]["ok"]
    assert found["venue", "acme (live)"]["ok"]


def test_secrets_are_never_shown(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDCORE_ACME_PRIVATE_KEY", "hunter2")
    monkeypatch.setenv(
        "PREDCORE_ACME_REST_URL", "https://me:hunter2@host/hunter2?k=hunter2"
    )
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hunter2@proxy")
    for arguments in (["doctor"], ["doctor", "--json"]):
        ran = run(*arguments)
        assert "hunter2" not in ran.out + ran.err
        assert "PREDCORE_ACME_PRIVATE_KEY" in ran.out
        assert "https://host" in ran.out


def test_a_url_that_is_none_is_said(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDCORE_ACME_REST_URL", "http://[oops")
    assert "set, but not a URL" in run("doctor").out


def test_a_missing_optional_package_is_no_failure(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(doctor.PACKAGES, "not-installed-anywhere", "for a test")
    ran = run("doctor")
    assert ran.code == 0
    assert "for a test" in ran.out
