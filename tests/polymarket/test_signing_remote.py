"""The example of a signer that is somewhere else, as people would write it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from predcore_polymarket import LocalSigner, Polymarket
from predcore_polymarket._signing import typed_auth
from predcore_polymarket._simulator import PolymarketSimulator

EXAMPLE = Path(__file__).parents[2] / "examples/remote_signer.py"


def remote_signer(service: httpx.AsyncClient, address: str) -> Any:
    """The example's class."""
    found = importlib.util.spec_from_file_location("remote_signer", EXAMPLE)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.RemoteSigner(service, address)


class Service:
    """Holds a key and signs notes for API keys, and nothing else."""

    def __init__(self, key: str) -> None:
        self._local = LocalSigner(key)
        self.asked: list[str] = []

    async def answer(self, request: httpx.Request) -> httpx.Response:
        call = json.loads(request.content)
        address, text = call["params"]
        document = json.loads(text)
        self.asked.append(document["primaryType"])
        if address != self._local.address or document["primaryType"] != "ClobAuth":
            return httpx.Response(200, json={"error": {"message": "denied"}})
        message = document["message"]
        note = typed_auth(address, int(message["timestamp"]), int(message["nonce"]))
        assert note.to_json() == text
        signature = await self._local.sign(note)
        return httpx.Response(200, json={"result": f"0x{signature.hex()}"})


async def test_the_example_gets_an_api_key_with_a_key_it_does_not_have() -> None:
    simulator = PolymarketSimulator()
    wallet = simulator.wallets.deposit
    service = Service(wallet.private_key)
    account = {"wallet_type": "deposit", "funder": wallet.funder}
    async with (
        httpx.AsyncClient(
            base_url="http://signer.test", transport=httpx.MockTransport(service.answer)
        ) as client,
        Polymarket(
            credentials={"signer": remote_signer(client, wallet.owner), **account},
            urls=simulator.urls("http://simulator.test"),
            transport=httpx.ASGITransport(simulator.app),
        ) as polymarket,
    ):
        status = await polymarket.clob.auth.ban_status.get()
        assert not status.closed_only
        assert (await polymarket.api_key()).id == wallet.api_key
    assert service.asked == ["ClobAuth"]


async def test_a_service_that_does_not_sign_is_heard() -> None:
    service = Service("0x" + "11" * 32)
    async with httpx.AsyncClient(
        base_url="http://signer.test", transport=httpx.MockTransport(service.answer)
    ) as client:
        signer = remote_signer(client, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
        with pytest.raises(PermissionError, match="denied"):
            await signer.sign(typed_auth(signer.address, 1))
