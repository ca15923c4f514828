"""Signs through ``OfficialSigner`` and writes addresses and signatures, as JSON.

Run by the interpreter of the official client's environment, as
``python polymarket_signer.py KEY SOURCE...``, with the folders of this project's
packages: the signer is ours, the library that signs is theirs.
"""

from __future__ import annotations

import asyncio
import json
import sys
from importlib import import_module
from typing import Any


def main(key: str, *sources: str) -> None:
    """Write what a key and an account of it sign."""
    sys.path[:0] = sources
    ours: Any = import_module("predcore_polymarket")
    account: Any = import_module("eth_account").Account.from_key(key)
    signers = [ours.OfficialSigner(given) for given in (key, account)]
    found = [
        {
            "address": signer.address,
            "signatures": [asyncio.run(signed(signer, data)) for data in documents()],
        }
        for signer in signers
    ]
    json.dump({"told": found, "shown": repr(signers)}, sys.stdout)


def documents() -> list[Any]:
    """A note, an order, and an order of a deposit wallet."""
    signing: Any = import_module("predcore_polymarket._signing")
    domain = signing.exchange_domain(137, neg_risk=True, token_id=2**255 + 2**50)
    wallet = signing.Wallet.of(
        signing.WalletType.DEPOSIT,
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    )
    order = signing.new_order(
        wallet,
        token_id=2**255 + 2**50,
        side=import_module("predcore").Side.SELL,
        amounts=signing.Amounts(10_000_000, 5_200_000),
        salt=2**53 - 1,
        timestamp=1_713_398_400_000,
        builder="0x" + "ab" * 32,
    )
    return [
        signing.typed_auth(wallet.owner, 1_713_398_400, 2**255),
        signing.typed_order(order, domain),
        signing.typed_for_wallet(order, domain),
    ]


async def signed(signer: Any, data: Any) -> str:
    """A signature, which our own reading of the document has accepted."""
    sign: Any = import_module("predcore_polymarket._signer").sign
    return str((await sign(signer, data)).hex())


if __name__ == "__main__":
    main(*sys.argv[1:])
