"""Whatever happens there is one line, a code, and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import AbstractAsyncContextManager

import anyio
import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from core.venues import failing
from predcore import (
    AdapterBroken,
    AuthenticationFailed,
    BadResponse,
    InvalidId,
    NotFound,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    Registry,
    TransportError,
    Unavailable,
    Unsupported,
    Venue,
)
from predcore.cli.failures import Exit, advice, verdict
from predcore.plugins import Settings

_CLOSED = """
import sys
from predcore.cli import main
from predcore.cli.commands.adapters import ListAdapters

async def talk(self, screen):
    for number in range(100_000):
        screen.line(f"line {number}")
    return 0

ListAdapters.run = talk
sys.exit(main(["adapters"]))
"""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (TransportError("cannot connect"), Exit.UNREACHABLE),
        (Unavailable("maintenance"), Exit.UNREACHABLE),
        (RateLimited("slow down"), Exit.UNREACHABLE),
        (BadResponse("answered text/html"), Exit.UNREACHABLE),
        (PermissionDenied("not from here"), Exit.UNREACHABLE),
        (AuthenticationFailed("this needs an API key"), Exit.USAGE),
        (NotFound("no such market"), Exit.USAGE),
        (InvalidId("that is no id"), Exit.USAGE),
        (Unsupported("acme has no candles"), Exit.USAGE),
        (AdapterBroken("adapter 'acme' failed to load"), Exit.USAGE),
    ],
)
def test_an_error_has_a_line_and_a_code(
    run: Run, registry: Registry, error: PredcoreError, code: Exit
) -> None:
    venue = FullExchange("acme", "RAIN", hurdle=failing(error))
    registry.register(Plugin(venue), "acme")
    ran = run("market", "acme:RAIN")
    assert (ran.code, ran.out) == (code, "")
    [line] = ran.complaints
    assert str(error) in line
    assert "Traceback" not in line


def test_one_answer_makes_any_failure_partial() -> None:
    assert verdict([TransportError("x")], answered=True) is Exit.PARTIAL
    assert verdict([], answered=False) is Exit.OK


def test_a_wrong_id_does_not_hide_that_a_venue_is_down() -> None:
    errors = [InvalidId("x"), TransportError("y")]
    assert verdict(errors, answered=False) is Exit.UNREACHABLE


@pytest.mark.parametrize(
    ("error", "environment", "said"),
    [
        (TransportError("x"), "live", "predcore doctor"),
        (TransportError("x"), "sandbox", "predcore sim acme"),
        (RateLimited("x"), "live", "wait"),
        (AuthenticationFailed("x", status=401), "live", "predcore doctor"),
        (AdapterBroken("x"), "live", "PREDCORE_BLOCK=acme"),
        (BadResponse("x"), "live", ""),
    ],
)
def test_advice_says_what_to_do(
    error: PredcoreError, environment: str, said: str
) -> None:
    assert said in advice(error, environment, "acme")


def test_a_message_with_line_breaks_is_one_line(run: Run, registry: Registry) -> None:
    error = BadResponse("first\nsecond\x1b[31m")
    registry.register(Plugin(FullExchange("acme", hurdle=failing(error))), "acme")
    assert run("market", "acme:RAIN").complaints == [
        "predcore: acme: first second [31m"
    ]


def test_a_bug_is_one_line_and_a_way_to_its_traceback(
    run: Run, registry: Registry
) -> None:
    venue = FullExchange("acme", hurdle=failing(KeyError("yes_bid")))
    registry.register(Plugin(venue), "acme")
    ran = run("market", "acme:RAIN")
    assert ran.code == 1
    assert ran.complaints == [
        "predcore: unexpected KeyError: 'yes_bid'; run with --debug for the traceback"
    ]


def test_debug_shows_the_traceback(run: Run, registry: Registry) -> None:
    venue = FullExchange("acme", hurdle=failing(KeyError("yes_bid")))
    registry.register(Plugin(venue), "acme")
    with pytest.raises(KeyError):
        run("market", "acme:RAIN", "--debug")


def test_an_adapter_that_does_not_open_is_one_line(
    run: Run, registry: Registry, acme: FullExchange
) -> None:
    class Stuck(Plugin):
        def _open(self, settings: Settings) -> AbstractAsyncContextManager[Venue]:
            raise OSError("no keyring")

    registry.register(Stuck(FullExchange("stuck")), "stuck")
    ran = run("markets")
    assert ran.code == 1
    [line] = ran.complaints
    assert "no keyring" in line
    assert "PREDCORE_BLOCK=stuck" in line


def test_a_venue_that_takes_too_long_is_given_up(run: Run, registry: Registry) -> None:
    venue = FullExchange("slow", "X", hurdle=anyio.sleep_forever)
    registry.register(Plugin(venue), "slow")
    ran = run("market", "slow:X", "--timeout", "0.05")
    assert ran.code == 3
    assert "no complete answer within 0.05 s" in ran.err


def test_an_interrupt_is_quiet(run: Run, registry: Registry) -> None:
    async def interrupt() -> None:
        raise KeyboardInterrupt

    registry.register(Plugin(FullExchange("acme", hurdle=interrupt)), "acme")
    ran = run("market", "acme:RAIN")
    assert (ran.code, ran.err) == (130, "")


@pytest.mark.parametrize("colour", ["NO_COLOR", "FORCE_COLOR"])
def test_a_closed_pipe_is_quiet(colour: str) -> None:
    command = f"{sys.executable} -c '{_CLOSED}' | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, colour: "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.split("\n") == ["line 0", "141", ""]
