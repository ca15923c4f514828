"""What the doctor is told of a Kalshi key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from kalshi.keys import KEY_ID, ed25519_pem, rsa_pem
from kalshi.scripted import Wire
from predcore import (
    AuthenticationFailed,
    InvalidRequest,
    PermissionDenied,
)
from predcore.cli import main
from predcore.plugins import CredentialReport, Settings
from predcore_kalshi._plugin import predcore_adapter

FOUND = "Ed25519 key from the credentials given"
GIVEN = {"key_id": KEY_ID, "private_key": ed25519_pem()}


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever keys the machine has, these tests have none."""
    for prefix in ("KALSHI", "PREDCORE_KALSHI"):
        for name in ("API_KEY_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH"):
            monkeypatch.delenv(f"{prefix}_{name}", raising=False)


def key(**fields: Any) -> dict[str, Any]:
    return {"api_key_id": KEY_ID, "name": "mine", "scopes": ["read"], **fields}


async def look(wire: Wire, credentials: Mapping[str, str] = GIVEN) -> CredentialReport:
    adapter = predcore_adapter()
    assert adapter.credentials is not None
    return await adapter.credentials(
        Settings(credentials=credentials, transport=httpx.MockTransport(wire.answer))
    )


async def test_a_key_is_found_among_the_accounts_with_its_scopes(wire: Wire) -> None:
    other = key(api_key_id="another", scopes=["read", "write"])
    mine = key(scopes=["read", "write::trade"], subaccount=3)
    wire.on("/api_keys", {"api_keys": [other, mine]})
    assert await look(wire) == CredentialReport(
        found=FOUND,
        permissions=("read", "write::trade"),
        notes=("only for subaccount 3",),
    )


@pytest.mark.parametrize(
    ("days", "note"),
    [(-10, "location attestation lapsed 20"), (10, "location attested until 20")],
)
async def test_a_lapsed_attestation_is_noted(wire: Wire, days: int, note: str) -> None:
    until = datetime.now(UTC) + timedelta(days=days)
    answer = {
        "api_keys": [key()],
        "api_key_region_expiration_ts": int(until.timestamp()),
    }
    wire.on("/api_keys", answer)
    [said] = (await look(wire)).notes
    assert said.startswith(note)


async def test_a_clock_that_is_off_is_noted_before_it_is_refused(wire: Wire) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=7.5), usegmt=True)
    wire.on(
        "/api_keys",
        httpx.Response(200, json={"api_keys": [key()]}, headers={"Date": date}),
    )
    [said] = (await look(wire)).notes
    assert said.startswith("this machine's clock is ")
    assert said.endswith("s behind the venue's")


async def test_a_key_that_the_venue_does_not_list_may_do_what_nobody_says(
    wire: Wire,
) -> None:
    wire.on("/api_keys", {"api_keys": []})
    report = await look(wire)
    assert report.permissions is None
    assert report.notes == ("the venue takes it and does not list it",)


async def test_without_credentials_the_hint_names_the_variables(wire: Wire) -> None:
    report = await look(wire, {})
    assert report == CredentialReport(hint=report.hint)
    assert "KALSHI_API_KEY_ID" in report.hint
    assert wire.sent == []


async def test_a_key_that_does_not_load_is_the_error(wire: Wire) -> None:
    report = await look(wire, {"key_id": KEY_ID, "private_key": "hunter2"})
    assert isinstance(report.error, InvalidRequest)
    assert "hunter2" not in repr(report)
    assert wire.sent == []


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, AuthenticationFailed), (403, PermissionDenied)],
)
async def test_a_key_that_the_venue_refuses_is_the_error(
    wire: Wire, status: int, kind: type[Exception]
) -> None:
    wire.on("/api_keys", httpx.Response(status, json={"error": {"code": "no"}}))
    report = await look(wire)
    assert report.found == FOUND
    assert isinstance(report.error, kind)


def test_the_doctor_shows_nothing_of_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kalshi.pem"
    path.write_text(rsa_pem())
    monkeypatch.setenv("KALSHI_API_KEY_ID", KEY_ID)
    monkeypatch.setenv("KALSHI_PRIVATE_KEY_PATH", str(path))
    monkeypatch.setenv("PREDCORE_KALSHI_REST_URL", "http://127.0.0.1:1/trade-api/v2")
    main(["doctor", "--venue", "kalshi"])
    printed = "".join(capsys.readouterr())
    assert "RSA key from KALSHI_API_KEY_ID and KALSHI_PRIVATE_KEY_PATH" in printed
    assert KEY_ID not in printed
    assert not [line for line in rsa_pem().splitlines() if line in printed]
