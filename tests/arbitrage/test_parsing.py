"""Pairs in TOML: what they mean, and how each mistake is told."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from predcore import Instrument, InvalidRequest
from predcore.arbitrage import Limits, Pair, Relation, load_pairs, parse_pairs

RAIN = """
[[pair]]
name = "rain"
a = "acme:RAIN:yes"
b = "zed:will-it-rain:no"
"""


def pair_with(line: str) -> str:
    return f"{RAIN}{line}\n"


def test_a_pair_is_the_same_claim_unless_it_says_otherwise() -> None:
    a, b = Instrument("acme", "RAIN", "yes"), Instrument("zed", "will-it-rain", "no")
    assert parse_pairs(RAIN) == (Pair("rain", a, b, Relation.SAME),)
    (other,) = parse_pairs(pair_with('relation = "complement"'))
    assert other.relation is Relation.COMPLEMENT


def test_a_file_without_settings_has_the_default_limits() -> None:
    assert parse_pairs(RAIN).limits == Limits()


def test_settings_are_exact_numbers() -> None:
    text = """
    [settings]
    max_age = 2.5
    max_venue_age = 60
    min_profit = 0.1
    min_return = 0.001
    min_size = 5
    """
    assert parse_pairs(text + RAIN).limits == Limits(
        max_age=timedelta(milliseconds=2500),
        max_venue_age=timedelta(minutes=1),
        min_profit=Decimal("0.1"),
        min_return=Decimal("0.001"),
        min_size=Decimal(5),
    )


def test_a_market_id_may_contain_colons() -> None:
    text = RAIN.replace("zed:will-it-rain:no", "zed:https://zed.example/rain:no")
    (pair,) = parse_pairs(text)
    assert pair.b == Instrument("zed", "https://zed.example/rain", "no")


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RAIN, encoding="utf-8")
    assert [pair.name for pair in load_pairs(path)] == ["rain"]
    assert load_pairs(str(path)) == load_pairs(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "mine: expected at least one [[pair]] table"),
        ("pair = 3", "mine: expected at least one [[pair]] table"),
        ("pair = [3]", "mine: pair 1: expected a table"),
        ("settings = 3" + RAIN, "mine: settings: expected a table"),
        ("[pairs]", "mine: pairs: unknown key; known: settings, pair"),
        ("[[pair]]", "mine: pair 1: name: missing"),
        ('[[pair]]\nname = " "', "mine: pair 1: name: expected text, got ' '"),
        ('[[pair]]\nname = "x"', "mine: pair 1 ('x'): a: missing"),
        (
            pair_with("size = 3"),
            "mine: pair 1 ('rain'): size: unknown key; known: name, a, b, relation",
        ),
        (
            pair_with('relation = "opposite"'),
            (
                "mine: pair 1 ('rain'): relation: expected 'same' or 'complement', got "
                "'opposite'"
            ),
        ),
        (
            pair_with("relation = [1]"),
            "mine: pair 1 ('rain'): relation: expected 'same' or 'complement', got [1]",
        ),
        (
            RAIN.replace("acme:RAIN:yes", "acme:RAIN"),
            (
                "mine: pair 1 ('rain'): a: expected 'venue:market:outcome', got "
                "'acme:RAIN'"
            ),
        ),
        (
            RAIN.replace('"acme:RAIN:yes"', "7"),
            "mine: pair 1 ('rain'): a: expected text, got 7",
        ),
        (
            RAIN.replace("zed:will-it-rain:no", "acme:RAIN:yes"),
            "mine: pair 1 ('rain'): b: the same instrument as a, acme:RAIN:yes",
        ),
        (RAIN + RAIN, "mine: pair 2: name: 'rain' is used twice"),
        (
            "[settings]\nmax_speed = 3" + RAIN,
            (
                "mine: settings: max_speed: unknown key; known: max_age, "
                "max_venue_age, min_profit, min_return, min_size"
            ),
        ),
        (
            "[settings]\nmin_profit = true" + RAIN,
            "mine: settings: min_profit: expected a number, got True",
        ),
        (
            '[settings]\nmin_profit = "1"' + RAIN,
            "mine: settings: min_profit: expected a number, got '1'",
        ),
        (
            "[settings]\nmin_size = -1" + RAIN,
            "mine: settings: min_size: expected 0 or more, got -1",
        ),
        (
            "[settings]\nmin_return = nan" + RAIN,
            "mine: settings: min_return: expected 0 or more, got NaN",
        ),
        (
            "[settings]\nmax_age = 1e30" + RAIN,
            "mine: settings: max_age: 1E+30 seconds is longer than can be told",
        ),
    ],
)
def test_a_mistake_is_told_with_file_pair_and_key(text: str, message: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        parse_pairs(text, file="mine")
    assert str(caught.value) == message


def test_text_that_is_no_toml_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidRequest, match=r"^mine: not TOML: .*line 1"):
        parse_pairs("pair = = 3", file="mine")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="No such file"):
        load_pairs(tmp_path / "absent.toml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidRequest, match="not UTF-8"):
        load_pairs(path)
