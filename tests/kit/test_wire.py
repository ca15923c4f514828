"""Wire models: what a class marked ``@wire`` can do, and how patiently it is read."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import BadResponse
from predcore.kit import (
    Decoder,
    Dialect,
    Embedded,
    Exact,
    Items,
    Loose,
    LooseText,
    SecretText,
    decoder,
    wire,
)
from predcore.kit.numerals import Table

D = Decimal


@wire
class Leg:
    side: str
    ratio: Loose = None


@wire
class Page:
    __dialect__ = Dialect(rename=str.upper, numbers_as_texts=True)

    cursor: str | None = None
    legs: Items[Leg] = ()


@wire
class Deal(Page):
    id: str
    """Required, though what it derives from has defaults."""
    price: Loose = None
    count: int | None = None
    owner: LooseText = None
    grid: Items[Items[Leg]] = ()
    pairs: Items[tuple[Exact, Exact]] = ()
    tags: Embedded = ()
    notes: Mapping[str, Items[str]] | None = None
    extra: Mapping[str, Any] | None = None
    loose: Mapping[str, Loose] | None = None
    days: list[int] = dataclasses.field(default_factory=list[int])


def deal(**members: Any) -> Deal:
    return decoder(Deal)(json.dumps({"ID": "1", **members}).encode())


def test_what_derives_from_a_wire_model_is_one_and_speaks_its_dialect() -> None:
    found = deal(CURSOR="x", LEGS=None, PRICE="0.5")
    assert (found.cursor, found.legs, found.price, found.days) == (
        "x",
        (),
        D("0.5"),
        [],
    )
    assert isinstance(found, Page)


def test_wire_models_are_dataclasses_to_those_who_ask() -> None:
    found = deal(PRICE=0.1, LEGS=[{"side": "buy", "ratio": "1.5"}])
    names = [field.name for field in dataclasses.fields(found)]
    assert names[:3] == ["cursor", "legs", "id"]
    changed = dataclasses.replace(found, price=D("0.2"))
    assert (changed.price, changed.legs) == (D("0.2"), found.legs)
    assert dataclasses.asdict(found)["legs"] == ({"side": "buy", "ratio": D("1.5")},)


def test_equality_hash_and_text_are_those_of_the_numbers() -> None:
    texts = decoder(Leg)(b'{"side": "buy", "ratio": "0.10"}')
    number = decoder(Leg)(b'{"side": "buy", "ratio": 0.1}')
    made = Leg(side="buy", ratio=D("0.1"))
    assert texts == number == made
    assert len({texts, number, made}) == 1
    assert texts != Leg(side="buy", ratio=D("0.2"))
    assert repr(number) == repr(made) == "Leg(side='buy', ratio=Decimal('0.1'))"


def test_a_difference_in_what_was_added_is_a_difference() -> None:
    assert deal() != dataclasses.replace(deal(), days=[1])
    assert deal() != deal(CURSOR="x")


def test_wire_models_can_be_copied_and_stored() -> None:
    found = deal(PRICE=0.1, LEGS=[{"side": "buy", "ratio": "1.5"}])
    assert copy.copy(found) == copy.deepcopy(found) == found
    assert pickle.loads(pickle.dumps(found)) == found


NUMBERS = st.decimals(
    D("-1e9"), D("1e9"), allow_nan=False, allow_infinity=False, places=6
)


@given(NUMBERS)
def test_a_json_number_is_the_number_that_its_digits_spell(number: Decimal) -> None:
    body = f'{{"side": "buy", "ratio": {number:f}}}'
    assert decoder(Leg)(body.encode()).ratio == number


@pytest.mark.parametrize(
    "literal",
    ["0.1", "1e-7", "0.30000000000000004", "12345678901234567890", "-0.5", "1E+2"],
)
def test_no_digit_of_a_json_number_is_lost(literal: str) -> None:
    body = f'{{"side": "buy", "ratio": {literal}}}'
    assert decoder(Leg)(body.encode()).ratio == D(literal)


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?", fullmatch=True))
def test_numbers_in_parts_without_a_model_keep_every_digit(literal: str) -> None:
    body = f'{{"ID": "1", "EXTRA": {{"x": {literal}}}, "LOOSE": {{"x": {literal}}}}}'
    found = decoder(Deal)(body.encode())
    assert found.extra is not None
    assert found.loose is not None
    assert found.extra["x"] == found.loose["x"] == D(literal)
    assert type(found.extra["x"]) is not float


TEXTS = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.eE+-_ \n", max_size=90),
    st.builds("{}{}".format, st.integers(), st.sampled_from(["\n", " ", "٠", "e1"])),
    st.from_regex(r"\A[+-]?[0-9]{0,40}\.?[0-9]{0,40}([eE][+-]?[0-9]{1,3})?\Z"),
)


@given(TEXTS)
def test_a_loose_number_that_was_let_in_can_always_be_read(text: str) -> None:
    try:
        found = decoder(Leg)(json.dumps({"side": "buy", "ratio": text}).encode())
    except BadResponse:
        return
    assert found.ratio == (D(text) if text else None)
    assert found.ratio is None or found.ratio.is_finite()


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_every_json_number_that_was_let_in_can_be_read(number: float) -> None:
    body = json.dumps({"side": "buy", "ratio": number}).encode()
    assert decoder(Leg)(body).ratio == D(repr(number))


@pytest.mark.parametrize("number", [7, 7.5, 12345678901234567890])
def test_a_text_may_come_as_a_number_where_the_dialect_says_so(number: Any) -> None:
    found = deal(CURSOR=number, PRICE=0.1, EXTRA={"x": 0.1})
    assert found.cursor == str(number)
    assert (found.price, found.extra) == (D("0.1"), {"x": D("0.1")})
    with pytest.raises(BadResponse) as refused:
        deal(LEGS=[{"side": number}])
    assert refused.value.path == "LEGS.0.side"


def test_a_loose_text_is_a_text_or_a_number() -> None:
    assert (deal(OWNER=7).owner, deal(OWNER="x").owner) == ("7", "x")
    with pytest.raises(BadResponse, match="OWNER: expected a text or a number"):
        deal(OWNER=True)


def test_a_secret_text_does_not_show() -> None:
    @wire
    class Key:
        secret: SecretText

    found = decoder(Key)(b'{"secret": "s3cret"}')
    assert found.secret.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(found)
    with pytest.raises(BadResponse, match="secret: expected a text"):
        decoder(Key)(b'{"secret": 3}')


@pytest.mark.parametrize("value", ["12", 12.0, 12])
def test_a_whole_number_may_come_as_a_text_or_with_a_point(value: Any) -> None:
    assert deal(COUNT=value).count == 12


@pytest.mark.parametrize("value", ["", "1.5", 1.5, "x", "1_0", "١", True, [], {}])
def test_what_is_no_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(BadResponse) as refused:
        deal(COUNT=value)
    assert refused.value.path == "COUNT"


def test_null_is_an_empty_list_wherever_a_list_may_be_null() -> None:
    found = deal(GRID=[None, [{"side": "buy"}]], NOTES={"a": None, "b": ["x"]})
    assert found.grid == ((), (Leg(side="buy"),))
    assert found.notes == {"a": (), "b": ("x",)}
    assert deal(GRID=None, PAIRS=None).grid == ()
    assert Deal(id="1", legs=None).legs == ()  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_what_was_mended_is_no_excuse_for_what_cannot_be() -> None:
    with pytest.raises(BadResponse) as refused:
        deal(CURSOR=7, PAIRS=[["0.1", "1"], ["0.2", 2]])
    assert refused.value.path == "PAIRS.1.1"
    with pytest.raises(BadResponse) as missing:
        deal(CURSOR=7, LEGS=[{"ratio": 1}])
    assert missing.value.path == "LEGS.0.side"
    assert "required" in str(missing.value)


def test_a_shape_without_a_model_is_read_as_patiently() -> None:
    read: Decoder[Any] = Decoder(dict[str, Items[Leg]])
    assert read(b'{"a": null, "b": [{"side": "x"}]}') == {
        "a": (),
        "b": (Leg(side="x"),),
    }


def test_a_table_forgets_rather_than_grows() -> None:
    table = Table(D, short=3, room=4)
    assert [table[str(n)] for n in range(100)] == [D(n) for n in range(100)]
    assert len(table) <= 4
    assert table["1.23456"] == D("1.23456")
    assert "1.23456" not in table


@pytest.mark.parametrize(
    "script",
    [
        "from predcore_kalshi.models.orderbooks import OrderbookEnvelope as Shape",
        "from predcore_polymarket.models.gamma.market import MarketPage as Shape",
    ],
)
def test_decoding_native_objects_loads_no_pydantic(script: str) -> None:
    code = f"""
import sys
{script}
from predcore import BadResponse
from predcore.kit import Decoder, Drift
try:
    Decoder(Shape)(b"{{}}")
except BadResponse:
    pass
Drift().inspect(Shape, b"{{}}")
sys.exit("pydantic" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
