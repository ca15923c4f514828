"""``predcore arb``: what a file of pairs comes to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.exchanges import FreshExchange, FullExchange, Plugin
from core.venues import failing
from predcore import Registry, TransportError

GOOD = '[[pair]]\nname = "rain"\na = "dear:RAIN:yes"\nb = "cheap:rain:yes"\n'
GONE = '[[pair]]\nname = "snow"\na = "dear:SNOW:yes"\nb = "cheap:rain:yes"\n'
SAME = '[[pair]]\nname = "flat"\na = "dear:RAIN:yes"\nb = "dear:HAIL:yes"\n'
DOWN = '[[pair]]\nname = "lost"\na = "dear:RAIN:yes"\nb = "down:rain:yes"\n'


@pytest.fixture(autouse=True)
def venues(registry: Registry) -> None:
    """One that is dear, one that is cheap, and one that is down."""
    lost = failing(TransportError("cannot connect"))
    for venue in (
        FreshExchange("dear", "RAIN", "HAIL"),
        FreshExchange("cheap", "rain", discount="0.20"),
        FullExchange("down", hurdle=lost),
    ):
        registry.register(Plugin(venue), venue.name)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    return tmp_path / "pairs.toml"


def test_an_opportunity_is_computed_to_the_last_digit(run: Run, pairs: Path) -> None:
    """Both levels pay: 30 shares at 0.51 + 0.31, 40 at 0.52 + 0.32, 0.02 of fees."""
    pairs.write_text(GOOD)
    ran = run("arb", "--pairs", str(pairs), "--json")
    assert (ran.code, ran.err) == (0, "")
    record = ran.records[0]
    assert (record["kind"], record["pair"]) == ("opportunity", "rain")
    figures = [record[key] for key in ("size", "cost", "fees", "payout", "profit")]
    assert list(map(Decimal, figures)) == [
        Decimal(figure) for figure in ("70", "58.20", "1.40", "70", "10.40")
    ]
    limits = {leg["instrument"]: leg["limit_price"] for leg in record["legs"]}
    assert limits == {"dear:RAIN:no": "0.52", "cheap:rain:yes": "0.32"}


def test_people_see_what_to_buy_and_what_it_earns(run: Run, pairs: Path) -> None:
    pairs.write_text(GOOD + SAME)
    ran = run("arb", "--pairs", str(pairs))
    assert ran.code == 0
    assert "$10.40" in ran.out
    assert "cheap:rain:yes" in ran.out
    assert "no edge" in ran.out
    assert "1 pair rejected" in ran.out


def test_a_pair_without_an_opportunity_has_its_reason(run: Run, pairs: Path) -> None:
    pairs.write_text(SAME)
    ran = run("arb", "--pairs", str(pairs), "--json")
    assert ran.code == 0
    [record] = ran.records
    assert (record["kind"], record["reason"]) == ("rejection", "no_edge")


def test_a_venue_that_is_down_costs_its_pairs_only(run: Run, pairs: Path) -> None:
    pairs.write_text(GOOD + DOWN)
    ran = run("arb", "--pairs", str(pairs), "--json")
    assert ran.code == 1
    assert [record["kind"] for record in ran.records] == ["opportunity", "rejection"]
    [line] = ran.complaints
    assert "cannot connect" in line


def test_no_venue_in_reach_is_exit_code_3(run: Run, pairs: Path) -> None:
    pairs.write_text(DOWN)
    assert run("arb", "--pairs", str(pairs)).code == 3


def test_a_market_that_does_not_exist_is_said(run: Run, pairs: Path) -> None:
    pairs.write_text(GONE)
    ran = run("arb", "--pairs", str(pairs))
    assert ran.code == 2
    assert "SNOW" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected at least one [[pair]]"),
        ("not toml", "not TOML"),
        ('[[pair]]\nname = "x"\na = "rain"\nb = "y"\n', "expected 'venue:market"),
    ],
)
def test_a_bad_file_is_a_usage_error(
    run: Run, pairs: Path, text: str, said: str
) -> None:
    pairs.write_text(text)
    ran = run("arb", "--pairs", str(pairs))
    assert ran.code == 2
    [line] = ran.complaints
    assert said in line


def test_a_file_that_is_not_there_is_a_usage_error(run: Run, pairs: Path) -> None:
    ran = run("arb", "--pairs", str(pairs))
    assert ran.code == 2
    assert "No such file" in ran.err
