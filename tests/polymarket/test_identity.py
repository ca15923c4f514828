"""What a text names."""

from __future__ import annotations

import pytest

from predcore import InvalidId
from predcore_polymarket._identity import Kind, Name, canonical, event_name, market_name

CONDITION = "0x" + "ab" * 32
TOKEN = "7" * 77
SITE = "https://polymarket.com"


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        (CONDITION, Kind.CONDITION, CONDITION),
        (CONDITION.upper().replace("X", "x"), Kind.CONDITION, CONDITION),
        ("0x" + "01" * 31, Kind.CONDITION, "0x" + "01" * 31 + "00"),
        (TOKEN, Kind.TOKEN, TOKEN),
        ("516926", Kind.GAMMA, "516926"),
        (str(2**31 - 1), Kind.GAMMA, str(2**31 - 1)),
        (str(2**31), Kind.TOKEN, str(2**31)),
        ("will-it-rain", Kind.SLUG, "will-it-rain"),
        ("nba-lal-bos-2026-01-20", Kind.SLUG, "nba-lal-bos-2026-01-20"),
        (f"{SITE}/market/will-it-rain", Kind.SLUG, "will-it-rain"),
        (f"{SITE}/event/rain/will-it-rain", Kind.SLUG, "will-it-rain"),
        (f"{SITE}/event/rain/will-it-rain?tid=1#x", Kind.SLUG, "will-it-rain"),
        (f"{SITE}/de/event/rain/will-it-rain", Kind.SLUG, "will-it-rain"),
        ("https://www.polymarket.com/event/rain/", Kind.EVENT, "rain"),
    ],
)
def test_every_name_of_a_market_is_recognised(text: str, kind: Kind, read: str) -> None:
    assert market_name(text) == Name(kind, read)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        "..",
        "a/b",
        "a?b",
        "a%2fb",
        "../markets",
        "a b",
        "a\nb",
        "ä",
        "0x12",
        "0x" + "ab" * 33,
        "7" * 79 + "/",
        str(2**256),
        "x" * 300,
        "http://polymarket.com/event/a/b",
        "https://polymarket.com.evil.test/event/a/b",
        "https://evil.test/event/a/b",
        "https://polymarket.com/",
        "https://polymarket.com/event",
        "https://polymarket.com/event/a/b/c",
        "https://polymarket.com/event/a/%2e%2e",
        "https://polymarket.com/profile/0x12",
        "https://[polymarket.com/event/a",
    ],
)
def test_what_names_no_market_is_refused(text: str) -> None:
    with pytest.raises(InvalidId):
        market_name(text)


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("16167", Kind.GAMMA, "16167"),
        ("rain", Kind.SLUG, "rain"),
        (f"{SITE}/event/rain", Kind.SLUG, "rain"),
        (f"{SITE}/event/rain/will-it-rain", Kind.SLUG, "rain"),
    ],
)
def test_every_name_of_an_event_is_recognised(text: str, kind: Kind, read: str) -> None:
    assert event_name(text) == Name(kind, read)


@pytest.mark.parametrize("text", ["", "..", "a/b", f"{SITE}/market/a", f"{SITE}/event"])
def test_what_names_no_event_is_refused(text: str) -> None:
    with pytest.raises(InvalidId):
        event_name(text)


def test_a_condition_id_has_one_spelling() -> None:
    assert canonical("0x" + "AB" * 32) == CONDITION
    assert canonical(canonical("0x" + "01" * 31)) == "0x" + "01" * 31 + "00"
