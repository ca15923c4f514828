"""Keys, clocks and budgets, against a venue that checks them all."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from kalshi.keys import KEY_ID, ed25519_pem
from kalshi.simulator_wire import catalogue
from predcore import AuthenticationFailed
from predcore.kit import Limiter, Retry
from predcore.plugins import Settings
from predcore.sim import Faulty
from predcore_kalshi import Credentials, Kalshi
from predcore_kalshi._plugin import predcore_adapter
from predcore_kalshi._simulator import KalshiSimulator

URLS = {"rest": "http://sim/trade-api/v2"}


@pytest.fixture
def simulator() -> KalshiSimulator:
    """One that keeps budgets."""
    return KalshiSimulator(catalogue=catalogue(), metered=True)


@asynccontextmanager
async def client(
    simulator: KalshiSimulator, credentials: Credentials, **options: Any
) -> AsyncGenerator[Kalshi]:
    transport = options.pop("transport", None) or httpx.ASGITransport(simulator.app)
    async with Kalshi(
        credentials=credentials, urls=URLS, transport=transport, **options
    ) as kalshi:
        yield kalshi


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
async def test_both_kinds_of_key_are_taken(
    simulator: KalshiSimulator, kind: str
) -> None:
    key = {"rsa": simulator.keys.rsa, "ed25519": simulator.keys.ed25519}[kind]
    async with client(simulator, Credentials.of(key.id, key.pem())) as kalshi:
        assert (await kalshi.portfolio.balance.get()).balance is not None


@pytest.mark.parametrize("known", [True, False])
async def test_a_wrong_key_is_refused_with_the_venues_code(
    simulator: KalshiSimulator, known: bool
) -> None:
    key_id = simulator.keys.ed25519.id if known else KEY_ID
    wrong = Credentials.of(key_id, ed25519_pem())
    why = "INCORRECT_API_KEY_SIGNATURE" if known else "NOT_FOUND"
    async with client(simulator, wrong) as kalshi:
        with pytest.raises(AuthenticationFailed, match=why) as caught:
            await kalshi.portfolio.balance.get()
    assert caught.value.code == "authentication_error"


@pytest.mark.parametrize(("skew", "where"), [(30.0, "behind"), (-30.0, "ahead of")])
async def test_a_clock_that_is_off_is_named_or_corrected(
    simulator: KalshiSimulator, skew: float, where: str
) -> None:
    key = simulator.keys.ed25519
    off = Faulty(simulator.app)
    off.everywhere.clock_skew = skew
    credentials = Credentials.of(key.id, key.pem())
    for options in ({"limiter": Limiter({})}, {}):
        transport = httpx.ASGITransport(off)
        async with client(
            simulator, credentials, transport=transport, **options
        ) as kalshi:
            with pytest.raises(AuthenticationFailed, match=f"clock is .* s {where}"):
                await kalshi.portfolio.balance.get()
    async with client(
        simulator,
        credentials,
        transport=httpx.ASGITransport(off),
        correct_clock=True,
    ) as kalshi:
        assert (await kalshi.portfolio.balance.get()).balance is not None


async def test_a_client_that_learned_its_budgets_is_never_told_to_slow_down(
    simulator: KalshiSimulator,
) -> None:
    key = simulator.keys.ed25519
    never = Retry(attempts=1)
    async with client(
        simulator, Credentials.of(key.id, key.pem()), retry=never
    ) as kalshi:
        for _ in range(70):
            await kalshi.order_groups.list()


async def test_the_doctor_reads_the_scopes_of_a_key(
    simulator: KalshiSimulator,
) -> None:
    key = simulator.keys.rsa
    given: Mapping[str, str] = {"key_id": key.id, "private_key": key.pem()}
    look = predcore_adapter().credentials
    assert look is not None
    report = await look(
        Settings(
            credentials=given, urls=URLS, transport=httpx.ASGITransport(simulator.app)
        )
    )
    assert report.permissions == ("read", "write")
    assert report.error is None
