"""Signs orders with both official clients and writes what each made of them, as JSON.

Run by the interpreter of an environment that holds both, as
``python polymarket_signing.py CASES``, a JSON file of cases. Neither client is modified
or talks to anybody. The older one takes salt and time from modules, where they are put
for each order; the newer one signs offline in private modules only.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

keccak: Any = import_module("eth_utils.crypto").keccak
account: Any = import_module("eth_account").Account

limit: Any = import_module("polymarket._internal.actions.orders.limit")
market: Any = import_module("polymarket._internal.actions.orders.market")
orders: Any = import_module("polymarket._internal.actions.orders.orders")
types: Any = import_module("polymarket._internal.actions.orders.types")
context: Any = import_module("polymarket._internal.actions.orders.context")
typed: Any = import_module("polymarket._internal.actions.orders.typed_data")
config: Any = import_module("polymarket._internal.environment").PRODUCTION_CONFIG
attest: Any = import_module("polymarket._internal.l1_auth").sign_api_key_auth
proof: Any = import_module("polymarket._internal.hmac").build_hmac_signature

old: Any = import_module("py_clob_client_v2.order_builder.builder")
old_orders: Any = import_module(
    "py_clob_client_v2.order_utils.exchange_order_builder_v2"
)
old_types: Any = import_module("py_clob_client_v2.clob_types")
old_signer: Any = import_module("py_clob_client_v2.signer").Signer
old_attest: Any = import_module("py_clob_client_v2.signing.eip712")
old_proof: Any = import_module("py_clob_client_v2.signing.hmac")

CHAIN = 137
WALLETS = ("EOA", "POLY_PROXY", "GNOSIS_SAFE", "DEPOSIT_WALLET")
DEPOSIT = 3

Case = dict[str, Any]


def main(cases: str) -> None:
    """Write a list of pairs for ``orders``, ``notes`` and ``requests``."""
    found = json.loads(Path(cases).read_text())
    told = {
        "orders": [[unified(case), older(case)] for case in found["orders"]],
        "notes": [[note(case), older_note(case)] for case in found["notes"]],
        "requests": [
            [request(case), older_request(case)] for case in found["requests"]
        ],
    }
    json.dump(told, sys.stdout)


def unified(case: Case) -> Case:
    """By ``polymarket-client``."""
    signer = account.from_key(case["key"])
    price, size, tick = (Decimal(case[name]) for name in ("price", "size", "tick"))
    terms = {"price": price, "side": case["side"], "tick_size": tick}
    if case["market"]:
        amounts = market._compute_market_order_amounts(amount=size, **terms)
    else:
        amounts = limit._compute_limit_order_amounts(size=size, **terms)
    draft = types.OrderDraft(
        chain_id=CHAIN,
        exchange_address=context.resolve_order_exchange_address(
            config, asset_id=case["token"], neg_risk=case["neg_risk"]
        ),
        expiration=0,
        funder_address=case["funder"],
        offered_amount=amounts[0],
        order_type="FAK" if case["market"] else "GTC",
        side=case["side"],
        signer=signer.address,
        requested_amount=amounts[1],
        asset_id=case["token"],
        builder_code=case["builder"],
    )
    order = dataclasses.replace(
        orders.create_unsigned_order(
            draft, wallet=case["funder"], wallet_type=WALLETS[case["wallet"]]
        ),
        salt=case["salt"],
        timestamp=case["timestamp"],
        metadata=case["metadata"],
    )
    signed = signer.sign_typed_data(full_message=typed.build_order_typed_data(order))
    signature = typed.build_order_signature(order, "0x" + signed.signature.hex())
    nested = case["wallet"] == DEPOSIT
    digest = _nested_id(signature) if nested else f"0x{signed.message_hash.hex()}"
    return {"amounts": amounts, "id": digest, "signature": signature}


def older(case: Case) -> Case:
    """By ``py-clob-client-v2``."""
    hashed: list[str] = []

    def encode(**message: Any) -> Any:
        found = encode_typed_data(**message)
        raw = b"\x19" + found.version + found.header + found.body
        hashed.append("0x" + keccak(raw).hex())
        return found

    encode_typed_data: Any = import_module("eth_account.messages").encode_typed_data
    old_orders.encode_typed_data = encode
    old.time = SimpleNamespace(time_ns=lambda: case["timestamp"] * 1_000_000)
    old.ExchangeOrderBuilderV2 = partial(
        old_orders.ExchangeOrderBuilderV2, generate_salt=lambda: str(case["salt"])
    )
    builder = old.OrderBuilder(
        old_signer(case["key"], CHAIN), case["wallet"], case["funder"]
    )
    shared = {
        "token_id": case["token"],
        "price": float(case["price"]),
        "side": case["side"],
        "builder_code": case["builder"],
        "metadata": case["metadata"],
    }
    options = old_types.CreateOrderOptions(case["tick"], case["neg_risk"])
    size, version = float(case["size"]), case["version"]
    if case["market"]:
        wanted = old_types.MarketOrderArgsV2(amount=size, **shared)
        signed = builder.build_market_order(wanted, options, version=version)
    else:
        wanted = old_types.OrderArgsV2(size=size, **shared)
        signed = builder.build_order(wanted, options, version=version)
    return {
        "amounts": [int(signed.makerAmount), int(signed.takerAmount)],
        "id": hashed[0] if hashed else _nested_id(signed.signature),
        "signature": signed.signature,
    }


def _nested_id(signature: str) -> str:
    """The plain digest out of what is appended: domain separator, struct hash."""
    appended = bytes.fromhex(signature[2:])[65:129]
    return f"0x{keccak(bytes((0x19, 0x01)) + appended).hex()}"


def note(case: Case) -> str:
    """The newer client's proof of who holds a key."""
    signer = account.from_key(case["key"])
    at, nonce = case["timestamp"], case["nonce"]
    signed = attest(signer, chain_id=CHAIN, timestamp=at, nonce=nonce)
    return str(signed.signature)


def older_note(case: Case) -> str:
    """The older client's."""
    signer = old_signer(case["key"], CHAIN)
    return str(
        old_attest.sign_clob_auth_message(signer, case["timestamp"], case["nonce"])
    )


def request(case: Case) -> str:
    """The newer client's proof of a request."""
    return str(proof(**case))


def older_request(case: Case) -> str:
    """The older client's."""
    return str(
        old_proof.build_hmac_signature(
            case["secret"],
            case["timestamp"],
            case["method"],
            case["path"],
            case["body"],
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
