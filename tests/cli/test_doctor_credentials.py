"""What the doctor says of credentials: that they load, and what they may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import anyio
import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from predcore import (
    AuthenticationFailed,
    InvalidRequest,
    PredcoreError,
    Registry,
    TransportError,
)
from predcore.plugins import Adapter, CredentialReport, Settings, hookimpl

Diagnose = Callable[[CredentialReport], tuple[int, str, bool]]


class Keyed(Plugin):
    """An adapter that has looked at its credentials."""

    def __init__(
        self, venue: FullExchange, look: Callable[[], Awaitable[CredentialReport]]
    ) -> None:
        super().__init__(venue)
        self._look = look

    async def _credentials(self, settings: Settings) -> CredentialReport:
        assert settings.environment == "live"
        return await self._look()

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return Adapter(
            name="acme",
            title="Acme",
            open=self._open,
            venue=lambda: FullExchange,
            credentials=self._credentials,
        )


@pytest.fixture
def diagnose(run: Run, registry: Registry) -> Diagnose:
    """The exit code, and what is said of Acme's credentials."""

    def go(report: CredentialReport) -> tuple[int, str, bool]:
        async def look() -> CredentialReport:
            return report

        registry.register(Keyed(FullExchange("acme", "RAIN"), look), "acme")
        ran = run("doctor", "--json")
        [line] = [one for one in ran.records if one["check"] == "credentials"]
        assert line["name"] == "acme (live)"
        return ran.code, line["result"], line["ok"]

    return go


def test_what_credentials_may_do_is_said(diagnose: Diagnose) -> None:
    report = CredentialReport(
        found="RSA key from ACME_KEY",
        permissions=("read", "write::trade"),
        notes=("only for subaccount 3",),
    )
    said = "RSA key from ACME_KEY; may read and write::trade; only for subaccount 3"
    assert diagnose(report) == (0, said, True)


def test_none_are_no_failure_and_the_hint_is_given(diagnose: Diagnose) -> None:
    report = CredentialReport(hint="set ACME_KEY to trade")
    assert diagnose(report) == (0, "none; set ACME_KEY to trade", True)


@pytest.mark.parametrize(
    "error", [InvalidRequest("not in PEM form"), AuthenticationFailed("unknown key")]
)
def test_credentials_that_are_none_are_a_failure(
    diagnose: Diagnose, error: PredcoreError
) -> None:
    assert diagnose(CredentialReport(error=error)) == (1, str(error), False)


def test_a_venue_that_cannot_be_asked_leaves_the_credentials_in_doubt(
    diagnose: Diagnose,
) -> None:
    report = CredentialReport(found="RSA key", error=TransportError("no answer"))
    assert diagnose(report) == (0, "RSA key; no answer", True)


def test_an_adapter_without_credentials_is_not_mentioned(
    run: Run, acme: FullExchange
) -> None:
    assert "credentials" not in {
        one["check"] for one in run("doctor", "--json").records
    }


def test_an_adapter_that_breaks_while_looking_is_a_line(
    run: Run, registry: Registry
) -> None:
    async def look() -> CredentialReport:
        raise RuntimeError("a bug")

    registry.register(Keyed(FullExchange("acme", "RAIN"), look), "acme")
    ran = run("doctor", "--json")
    [line] = [one for one in ran.records if one["check"] == "credentials"]
    assert "a bug" in line["result"]


def test_an_adapter_that_looks_for_ever_is_given_up(
    run: Run, registry: Registry
) -> None:
    async def look() -> CredentialReport:
        await anyio.sleep_forever()
        raise AssertionError

    registry.register(Keyed(FullExchange("acme", "RAIN"), look), "acme")
    ran = run("doctor", "--json", "--timeout", "0.2")
    [line] = [one for one in ran.records if one["check"] == "credentials"]
    assert "no complete answer within 0.2 s" in line["result"]
