"""The client: where it goes, how fast, and what it costs to import."""

from __future__ import annotations

import subprocess
import sys

import httpx
import pytest

from polymarket_wire import Wire, market
from predcore import InvalidRequest
from predcore.kit import Budget
from predcore_polymarket import Polymarket
from predcore_polymarket._limits import BUDGETS


async def hosts(**options: object) -> list[str]:
    """Which hosts a client asks, service by service."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=[])

    transport = httpx.MockTransport(answer)
    async with Polymarket(transport=transport, **options) as polymarket:  # type: ignore[arg-type]
        await polymarket.gamma.sports.list().first()
        await polymarket.clob.ok.get()
        await polymarket.data.value.get("0x1")
    return asked


async def test_live_is_the_venues_own_hosts() -> None:
    assert await hosts() == [
        "https://gamma-api.polymarket.com/sports",
        "https://clob.polymarket.com/ok",
        "https://data-api.polymarket.com/value?user=0x1",
    ]


async def test_sandbox_is_one_simulator_on_this_machine() -> None:
    assert await hosts(environment="sandbox") == [
        "http://127.0.0.1:8702/gamma/sports",
        "http://127.0.0.1:8702/clob/ok",
        "http://127.0.0.1:8702/data/value?user=0x1",
    ]


async def test_a_variable_moves_one_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDCORE_POLYMARKET_CLOB_URL", "http://here.test/x/")
    assert (await hosts())[1] == "http://here.test/x/ok"


def test_there_is_no_demo_environment() -> None:
    with pytest.raises(InvalidRequest, match="no environment 'demo'"):
        Polymarket(environment="demo")


async def test_the_services_share_what_they_learn_of_drift(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("gamma/markets/7", market(shiny=1))
    wire.on("clob/midpoint", {"mid": "0.5", "newer": 1})
    await polymarket.gamma.markets.get("7")
    await polymarket.clob.midpoint.get("1")
    assert {entry.field for entry in polymarket.drift.report()} == {"shiny", "newer"}


@pytest.mark.parametrize("bucket", sorted(BUDGETS))
def test_no_ten_seconds_hold_more_than_the_venue_allows(bucket: str) -> None:
    budget: Budget = BUDGETS[bucket]
    published = {"gamma.markets": 300, "clob.books": 500, "data.trades": 200}
    most = budget.capacity + 10 * budget.rate
    assert most == pytest.approx(published.get(bucket, most))
    assert budget.capacity >= 1


def test_importing_the_package_imports_no_models() -> None:
    code = (
        "import sys, predcore_polymarket\n"
        "heavy = {'httpx', 'pydantic', 'aiohttp', 'predcore_polymarket._client'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_export_exists() -> None:
    import predcore_polymarket

    for name in predcore_polymarket.__all__:
        assert getattr(predcore_polymarket, name).__doc__
    assert set(dir(predcore_polymarket)) >= set(predcore_polymarket.__all__)
