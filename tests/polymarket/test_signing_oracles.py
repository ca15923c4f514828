"""The venue's own two clients sign the same orders and give the same bytes.

The older one computes with floats and gets some amounts wrong. Those orders are
compared with the newer one only, which has to agree on every single one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from official.environment import ask, environment
from official.polymarket_signer import documents
from predcore import Side
from predcore_polymarket import LocalSigner, WalletType
from predcore_polymarket._signer import sign, sign_order
from predcore_polymarket._signing import (
    POLYGON,
    Wallet,
    exchange_domain,
    is_position_id,
    limit_amounts,
    market_amounts,
    new_order,
    parse_secret,
    request_proof,
    typed_auth,
    verify_order,
)

CLIENTS = (
    "py-clob-client-v2==1.2.1",
    "polymarket-client==0.14.0",
    # Both find it where it is installed, and then sign in a fraction of the time.
    "coincurve==21.0.0",
    # What this project needs beside them.
    "pluggy==1.6.0",
)
SOURCES = [
    str(Path(__file__).parents[2] / folder)
    for folder in ("src", "src/adapters/polymarket")
]
EACH = 500
"""Orders of each kind of wallet."""

Case = dict[str, Any]

KEYS = [f"0x{number:064x}" for number in (1, 2, 0xAC0974BEC39A17E36BA4A6B4D238FF94)]
FUNDERS = [
    "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
]
TICKS = ["0.1", "0.01", "0.005", "0.0025", "0.001", "0.0001"]
ZERO = "0x" + "00" * 32


def position(module: int, middle: int, low: int) -> int:
    """An id of the second protocol: 64 of its bits are zero."""
    return module << 248 | middle << 104 | low


POSITIONS = st.builds(
    position,
    st.integers(1, 3),
    st.integers(0, 2**144 - 1),
    st.integers(0, 2**40 - 1),
)
TOKENS = st.integers(2**40, 2**256 - 1).filter(lambda token: not is_position_id(token))
BYTES32 = st.just(ZERO) | st.binary(min_size=32, max_size=32).map(
    lambda raw: f"0x{raw.hex()}"
)


@st.composite
def sizes(draw: st.DrawFn) -> Decimal:
    """From a cent up, with digits that have to be cut off now and then."""
    cents = draw(st.integers(1, 10**4) | st.integers(1, 10**9))
    return Decimal(cents) / 100 + Decimal(draw(st.sampled_from((0, 39)))) / 10**4


@st.composite
def orders(draw: st.DrawFn, wallet: WalletType) -> Case:
    """An order on the market's grid."""
    tick = Decimal(draw(st.sampled_from(TICKS)))
    token, key = draw(TOKENS | POSITIONS), draw(st.sampled_from(KEYS))
    own = wallet is WalletType.EOA
    return {
        "wallet": int(wallet),
        "key": key,
        "funder": LocalSigner(key).address if own else draw(st.sampled_from(FUNDERS)),
        "token": str(token),
        "version": 3 if is_position_id(token) else 2,
        "neg_risk": draw(st.booleans()),
        "side": draw(st.sampled_from(("BUY", "SELL"))),
        "market": draw(st.booleans()),
        "tick": str(tick),
        "price": str(tick * draw(st.integers(1, int(1 / tick) - 1))),
        "size": str(draw(sizes())),
        "salt": draw(st.integers(0, 2**53 - 1)),
        "timestamp": draw(st.integers(1_700_000_000_000, 2_000_000_000_000)),
        "metadata": draw(BYTES32),
        "builder": draw(BYTES32),
    }


NOTES = st.fixed_dictionaries(
    {
        "key": st.sampled_from(KEYS),
        "timestamp": st.integers(0, 2**33),
        "nonce": st.integers(0, 2**256 - 1),
    }
)
REQUESTS = st.fixed_dictionaries(
    {
        "secret": st.sampled_from(("c2VjcmV0", "-_8=", "AAAAAAAAAAAAAAAA")),
        "timestamp": st.integers(0, 2**33),
        "method": st.sampled_from(("GET", "POST", "DELETE")),
        "path": st.sampled_from(("/order", "/data/orders", "/data/order/0xab")),
        "body": st.none()
        | st.dictionaries(st.sampled_from("abc"), st.integers()).map(json.dumps),
    }
)


def examples(strategy: st.SearchStrategy[Case], count: int) -> list[Case]:
    """The same ones every time, so that a failure can be looked at."""
    found: list[Case] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(strategy)
    def collect(case: Case) -> None:
        found.append(case)

    collect()
    assert len(found) >= count
    return found[:count]


@dataclass(frozen=True)
class Told:
    """What an order, a note or a request came to: ours, and the clients'."""

    case: Case
    ours: Any
    newer: Any
    older: Any


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    return {
        "orders": [
            case for wallet in WalletType for case in examples(orders(wallet), EACH)
        ],
        "notes": examples(NOTES, 40),
        "requests": examples(REQUESTS, 40),
    }


@pytest.fixture(scope="module")
def told(
    cases: dict[str, list[Case]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Told]]:
    """All of it in one process: starting the clients takes as long as signing."""
    python = environment(*CLIENTS, python="3.11")
    path = tmp_path_factory.mktemp("oracles") / "cases.json"
    path.write_text(json.dumps(cases))

    async def compared() -> dict[str, list[Told]]:
        answers = await ask(python, "polymarket_signing.py", str(path))
        ours = {"orders": signed, "notes": attested, "requests": proved}
        return {
            what: [
                Told(case, await ours[what](case), *pair)
                for case, pair in zip(cases[what], answers[what], strict=True)
            ]
            for what in cases
        }

    return anyio.run(compared)


def wallet_of(case: Case) -> Wallet:
    kind = WalletType(case["wallet"])
    return Wallet.of(kind, LocalSigner(case["key"]).address, case["funder"])


async def signed(case: Case) -> Case:
    """By us."""
    side, token = Side[case["side"]], int(case["token"])
    amounts = market_amounts if case["market"] else limit_amounts
    order = new_order(
        wallet_of(case),
        token_id=token,
        side=side,
        amounts=amounts(
            side, Decimal(case["price"]), Decimal(case["size"]), Decimal(case["tick"])
        ),
        salt=case["salt"],
        timestamp=case["timestamp"],
        metadata=case["metadata"],
        builder=case["builder"],
    )
    domain = exchange_domain(POLYGON, neg_risk=case["neg_risk"], token_id=token)
    signer = LocalSigner(case["key"])
    signature = await sign_order(signer, order, domain)
    assert verify_order(order, bytes.fromhex(signature[2:]), domain) == signer.address
    return {
        "amounts": [order.maker_amount, order.taker_amount],
        "id": order.id(domain),
        "signature": signature,
    }


async def attested(case: Case) -> str:
    signer = LocalSigner(case["key"])
    note = typed_auth(signer.address, case["timestamp"], case["nonce"])
    return f"0x{(await sign(signer, note)).hex()}"


async def proved(case: Case) -> str:
    secret, body = parse_secret(case["secret"]), (case["body"] or "").encode()
    return request_proof(secret, case["timestamp"], case["method"], case["path"], body)


def of(told: dict[str, list[Told]], wallet: WalletType) -> Sequence[Told]:
    return [each for each in told["orders"] if each.case["wallet"] == wallet]


@pytest.mark.parametrize("wallet", WalletType)
def test_the_newer_client_signs_every_order_alike(
    told: dict[str, list[Told]], wallet: WalletType
) -> None:
    compared = of(told, wallet)
    assert len(compared) == EACH
    assert [each.ours for each in compared] == [each.newer for each in compared]


@pytest.mark.parametrize("wallet", WalletType)
def test_the_older_client_signs_alike_where_its_floats_are_right(
    told: dict[str, list[Told]], wallet: WalletType
) -> None:
    compared = of(told, wallet)
    right = [each for each in compared if each.older["amounts"] == each.ours["amounts"]]
    assert [each.ours for each in right] == [each.older for each in right]
    # The others are few, and the newer client agrees on them as well.
    wrong = [each for each in compared if each not in right]
    assert len(wrong) < EACH // 5
    assert all(each.newer == each.ours for each in wrong)


def test_every_exchange_tick_side_and_kind_of_order_is_among_them(
    cases: dict[str, list[Case]],
) -> None:
    seen = Counter(
        (case["wallet"], case["version"], case["neg_risk"], case["side"])
        for case in cases["orders"]
    )
    assert len(seen) == 4 * 2 * 2 * 2
    assert min(seen.values()) >= 20
    grids = Counter((case["tick"], case["market"]) for case in cases["orders"])
    assert len(grids) == len(TICKS) * 2
    assert min(grids.values()) >= 50


def test_both_clients_prove_alike_who_holds_a_key(
    told: dict[str, list[Told]],
) -> None:
    for each in told["notes"]:
        assert each.ours == each.newer
        assert each.ours == each.older


def test_both_clients_prove_requests_alike(told: dict[str, list[Told]]) -> None:
    for each in told["requests"]:
        assert each.ours == each.newer == each.older


async def test_the_official_clients_library_signs_in_our_place() -> None:
    python = environment(*CLIENTS, python="3.11")
    key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
    answer = await ask(python, "polymarket_signer.py", key, *SOURCES)
    local = LocalSigner(key)
    ours = {
        "address": local.address,
        "signatures": [(await local.sign(data)).hex() for data in documents()],
    }
    assert answer == {
        "told": [ours, ours],
        "shown": "[<OfficialSigner>, <OfficialSigner>]",
    }
