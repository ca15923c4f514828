"""Trade on Polymarket with a private key that is somewhere else.

Whatever answers ``eth_signTypedData_v4`` signs: a key service, a node that holds the
key, or a bridge to a hardware wallet. It gets the whole document, so it can show or
check what it signs; what it answers is checked here before it is sent. Needs the
service's address in ``SIGNER_URL``, that of the key in ``SIGNER_ADDRESS``, and that of
the deposit wallet in ``FUNDER``. As it stands it asks the simulator of
``predcore sim polymarket``.
"""

import asyncio
import os

import httpx

from predcore_polymarket import Polymarket, Signer, TypedData


class RemoteSigner(Signer):
    """Asks a JSON-RPC service to sign.

    Args:
        service: a client whose base URL is the service's.
        address: of the key that the service holds.
    """

    def __init__(self, service: httpx.AsyncClient, address: str) -> None:
        self._service = service
        self._address = address

    @property
    def address(self) -> str:
        return self._address

    async def sign(self, data: TypedData, /) -> bytes:
        call = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "eth_signTypedData_v4",
            "params": [self._address, data.to_json()],
        }
        answer = (await self._service.post("", json=call)).raise_for_status().json()
        if "result" not in answer:
            raise PermissionError(f"not signed: {answer.get('error')}")
        return bytes.fromhex(answer["result"].removeprefix("0x"))


async def main() -> None:
    credentials = {"wallet_type": "deposit", "funder": os.environ["FUNDER"]}
    async with httpx.AsyncClient(base_url=os.environ["SIGNER_URL"]) as service:
        signer = RemoteSigner(service, os.environ["SIGNER_ADDRESS"])
        async with Polymarket(
            environment="sandbox", credentials={"signer": signer, **credentials}
        ) as polymarket:
            status = await polymarket.clob.auth.ban_status.get()
            print("may trade:", not status.closed_only)


if __name__ == "__main__":
    asyncio.run(main())
