"""Names: each is resolved, once, in as few requests as can be."""

from __future__ import annotations

import json

import httpx
import pytest

import predcore
from polymarket_wire import YES_TOKEN, Wire, book, condition, event, keyset, market
from predcore import InvalidId, NotFound, Unavailable
from predcore_polymarket import PolymarketVenue

KEYSET = "gamma/markets/keyset"
SITE = "https://polymarket.com"


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (condition(1), KEYSET),
        (condition(1).upper().replace("X", "x"), KEYSET),
        (YES_TOKEN, KEYSET),
        ("500001", "gamma/markets/500001"),
        ("will-it-rain-1", "gamma/markets/slug/will-it-rain-1"),
        (f"{SITE}/market/will-it-rain-1", "gamma/markets/slug/will-it-rain-1"),
        (f"{SITE}/event/rain-1/will-it-rain-1", "gamma/markets/slug/will-it-rain-1"),
        (f"{SITE}/event/rain-1", "gamma/events/slug/rain-1"),
    ],
)
async def test_every_name_leads_to_the_condition_id(
    wire: Wire, venue: PolymarketVenue, name: str, path: str
) -> None:
    wire.ask(KEYSET, keyset(market()))
    wire.on("gamma/markets/500001", market())
    wire.on("gamma/markets/slug/will-it-rain-1", market())
    wire.on("gamma/events/slug/rain-1", event())
    assert (await venue.market(name)).id == condition(1)
    assert wire.paths == [path]


async def test_a_closed_market_is_found_with_a_second_request(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask(KEYSET, keyset(market(1), market(2, closed=True)))
    found = await venue.lookup([condition(1), condition(2)])
    assert [one.id for one in found.values()] == [condition(1), condition(2)]
    second = [value for name, value in wire.params() if name == "condition_ids"]
    assert second == [condition(2)]
    assert dict(wire.params())["closed"] == "true"


async def test_names_of_one_kind_are_asked_for_by_the_hundred(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(number) for number in range(250)]
    wire.ask(KEYSET, keyset(*rows))
    names = [row["conditionId"] for row in rows]
    names += [row["slug"] for row in rows[:100]]
    found = await venue.lookup(names)
    assert list(found) == names
    sizes = [len(wire.params(number)) - 2 for number in range(len(wire.sent))]
    assert sorted(sizes) == [50, 100, 100, 100]


async def test_gamma_ids_are_asked_for_together(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(1), market(2, closed=True)]
    wire.ask(KEYSET, keyset(*rows))
    found = await venue.lookup([row["id"] for row in rows])
    assert [one.id for one in found.values()] == [condition(1), condition(2)]
    assert wire.params()[1:] == [("id", "500002"), ("limit", "100")]


async def test_a_draft_is_not_found(wire: Wire, venue: PolymarketVenue) -> None:
    wire.on("gamma/markets/500001", market(conditionId=None))
    with pytest.raises(NotFound, match="Gamma id 500001"):
        await venue.market("500001")


async def test_forgetting_loses_no_answer(
    wire: Wire, venue: PolymarketVenue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("predcore_polymarket._directory._MOST_REMEMBERED", 3)
    rows = [market(number) for number in range(10)]
    wire.ask(KEYSET, keyset(*rows))
    instruments = [
        predcore.Instrument("polymarket", row["conditionId"], "yes") for row in rows
    ]
    wire.ask(
        "clob/books",
        lambda r: [book(row["token_id"]) for row in json.loads(r.content)],
    )
    assert len(await venue.quotes(instruments)) == 10


async def test_one_market_under_two_names_is_two_answers(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask(KEYSET, keyset(market()))
    upper = condition(1).upper().replace("X", "x")
    found = await venue.lookup([condition(1), upper])
    assert found[condition(1)].id == found[upper].id
    assert len(wire.params()) - 2 == 1


async def test_an_unknown_name_is_not_found_and_says_what_it_is(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask(KEYSET, keyset())
    with pytest.raises(NotFound, match=f"condition id {condition(1)}"):
        await venue.market(condition(1))
    assert len(wire.sent) == 2


async def test_an_impossible_name_is_not_sent(
    wire: Wire, venue: PolymarketVenue
) -> None:
    for name in ("../x", "a?b", "", "0x12"):
        with pytest.raises(InvalidId):
            await venue.market(name)
    assert wire.sent == []


async def test_the_address_of_an_event_with_many_markets_names_none(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.on("gamma/events/slug/rain-1", event(markets=[market(1), market(2)]))
    with pytest.raises(InvalidId, match="2 markets, name one of them: will-it-rain-1"):
        await venue.market(f"{SITE}/event/rain-1")


async def test_one_failed_batch_costs_only_its_own_names(
    wire: Wire, venue: PolymarketVenue
) -> None:
    down = httpx.Response(503, json={"error": "later"})
    wire.on(KEYSET, down)
    wire.on("gamma/markets/500001", market())
    found = await venue.lookup([condition(9), "500001", "a/b"])
    assert list(found) == ["500001"]
    assert isinstance(found.errors[condition(9)], Unavailable)
    assert isinstance(found.errors["a/b"], InvalidId)


async def test_a_market_nobody_asked_for_answers_no_name(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.on(KEYSET, {"markets": [market(5)]})
    found = await venue.lookup([condition(1)])
    assert list(found) == []
    assert isinstance(found.errors[condition(1)], NotFound)
