"""Names of simulated things, and where the simulator is found."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest

from polymarket_simulated import NOW, simulated
from predcore.sim import SimClock, synthetic
from predcore_polymarket._simulator import PolymarketSimulator, ids
from predcore_polymarket._simulator.fees import category_fees
from predcore_polymarket._simulator.listing import Listing
from predcore_polymarket._simulator.notation import Row, encode, text
from predcore_polymarket._simulator.traders import TRADERS, trader


def test_ids_are_hashes_of_codes() -> None:
    condition = sha256(b"condition:FOMCDECCUT25").hexdigest()
    first, second = [
        str(int(sha256(f"token:FOMCDECCUT25:{outcome}".encode()).hexdigest(), 16))
        for outcome in (0, 1)
    ]
    assert ids.condition_id("FOMCDEC", "CUT25") == f"0x{condition}"
    assert ids.token_ids("FOMCDEC", "CUT25") == (first, second)


def test_ids_do_not_depend_on_the_seed() -> None:
    one, other = (
        PolymarketSimulator(catalogue=synthetic(seed, now=NOW)).listing
        for seed in (1, 2)
    )
    for name in ("id", "slug", "condition", "question_id", "tokens"):
        assert [getattr(m, name) for m in one.markets] == [
            getattr(m, name) for m in other.markets
        ]


def test_no_two_markets_share_a_name() -> None:
    listing = simulated().listing
    for name in ("id", "slug", "condition", "question_id"):
        assert len({getattr(m, name) for m in listing.markets}) == len(listing.markets)
    assert len(listing.by_token) == 2 * len(listing.markets)


def test_what_has_the_same_title_gets_another_slug() -> None:
    board = simulated().board
    twin = replace(board.events[0], code="TWIN")
    listing = Listing(replace(board, events=(board.events[0], twin)), SimClock(NOW))
    first, second = listing.events
    assert second.slug == f"{first.slug}-{second.id}"
    assert len({market.slug for market in listing.markets}) == len(listing.markets)


def test_a_market_may_have_the_slug_of_its_event() -> None:
    events = simulated().listing.events
    assert any(event.slug == event.markets[0].slug for event in events)


def test_questions_of_one_winner_share_all_but_the_last_byte() -> None:
    shared = ids.neg_risk_market_id("FOMCDEC")
    assert shared.endswith("00")
    assert ids.question_id("FOMCDEC", 2) == shared[:-2] + "02"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Will it rain?", "will-it-rain"),
        ("Bitcoin above $80k on December 31?", "bitcoin-above-80k-on-december-31"),
        ("“Low Tide” wins: 3.0% or less", "low-tide-wins-3-0-or-less"),
        ("It's on", "its-on"),
    ],
)
def test_a_slug_is_words_in_lower_case(words: str, slug: str) -> None:
    assert ids.slug(words) == slug


@pytest.mark.parametrize(
    ("number", "written"),
    [("0.50", "0.5"), ("5", "5"), ("100", "100"), ("1E+2", "100"), ("0.000", "0")],
)
def test_numbers_are_written_plainly(number: str, written: str) -> None:
    assert text(Decimal(number)) == encode(Decimal(number)) == written


def test_json_numbers_keep_every_digit() -> None:
    row: Row = {"size": Decimal("0.100000000000000000001"), "ok": [True, None, "é"]}
    assert encode(row) == '{"size":0.100000000000000000001,"ok":[true,null,"é"]}'


@pytest.mark.parametrize(
    ("category", "price", "count", "fee"),
    [
        ("Crypto", "0.50", "100", "1.75"),
        ("Crypto", "0.30", "100", "1.47"),
        ("Crypto", "0.123", "33.33", "0.25167"),
        ("Sports", "0.50", "100", "1.25"),
        ("Sports", "0.52", "10", "0.1248"),
        ("Politics", "0.50", "100", "1"),
        ("Politics", "0.01", "5", "0.00198"),
        ("Mentions", "0.001", "0.1", "0"),
    ],
)
def test_fees_are_those_of_the_venues_examples(
    category: str, price: str, count: str, fee: str
) -> None:
    fees = category_fees(category)
    assert fees is not None
    assert fees.taker_fee(Decimal(price), Decimal(count)) == Decimal(fee)


def test_trading_geopolitics_is_free_and_the_unheard_of_is_general() -> None:
    general = category_fees("Knitting")
    assert category_fees("Geopolitics") is None
    assert general is not None
    assert general.kind == "general_fees"


def test_traders_are_known_by_their_wallets() -> None:
    for person in TRADERS:
        assert trader(person.wallet.upper().replace("0X", "0x")) is person
    assert len({person.wallet for person in TRADERS}) == len(TRADERS)
    assert trader("0x0") is None


def test_every_service_is_below_the_origin() -> None:
    simulator = simulated()
    assert simulator.urls("http://127.0.0.1:8702") == {
        "gamma": "http://127.0.0.1:8702/gamma",
        "clob": "http://127.0.0.1:8702/clob",
        "data": "http://127.0.0.1:8702/data",
        "relayer": "http://127.0.0.1:8702/relayer",
        "site": "http://127.0.0.1:8702/site",
    }
    clients = simulator.clients("http://127.0.0.1:8702")
    assert clients["py-clob-client-v2 host"] == "http://127.0.0.1:8702/clob"


def test_a_market_of_the_board_is_listed_under_its_condition_id() -> None:
    simulator = simulated()
    for event, market in simulator.board.markets():
        listed = simulator.listing.by_condition[simulator.market_id(event, market)]
        assert listed.sim is market


def test_the_server_loads_only_when_the_simulator_is_made() -> None:
    script = (
        "import sys, predcore_polymarket._simulator; "
        "sys.exit('starlette' in sys.modules or 'pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
