"""The stream's messages and commands against Kalshi's AsyncAPI document."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalshi import stream_specification as spec
from kalshi.stream_specification import Schema
from predcore.kit import Drift
from predcore_kalshi._stream import commands
from predcore_kalshi._stream.decoding import Frames, Unfamiliar, decode
from predcore_kalshi._stream.envelope import Message
from shared import needs_specs

pytestmark = needs_specs

AMOUNTS = ("_dollars", "_fp", "fee_cost", "settlement_value", "value_usd")


def check(decoded: Any, given: Any, where: str = "") -> None:
    """Everything that was given is in what was decoded, and of the right kind."""
    members: Any = given
    rows: Any = given
    found: Any = decoded
    if isinstance(given, dict):
        for key, value in members.items():
            if isinstance(decoded, dict):
                assert found[key] == value, f"{where}.{key}"
            elif key == "type" and isinstance(decoded, Message):
                assert decoded.__struct_config__.tag == value
            else:
                check(getattr(found, key), value, f"{where}.{key}")
    elif isinstance(given, list):
        assert isinstance(decoded, tuple)
        for each, value in zip(found, rows, strict=True):
            check(each, value, where)
    elif isinstance(decoded, datetime):
        assert decoded == datetime.fromisoformat(given), where
    elif isinstance(decoded, Decimal):
        assert decoded == Decimal(str(given)), where
    else:
        assert not where.endswith(AMOUNTS) or given is None, where
        assert decoded == given, where


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "least"])
@pytest.mark.parametrize("schema", spec.messages().values(), ids=spec.messages())
def test_every_message_decodes_with_every_property(schema: Schema, whole: bool) -> None:
    payload = spec.instance(schema["payload"], whole=whole)
    decoded = decode(json.dumps(payload))
    assert not isinstance(decoded, Unfamiliar)
    check(decoded, payload)


EXAMPLES = dict(spec.examples(spec.messages()))


@pytest.mark.parametrize("payload", EXAMPLES.values(), ids=EXAMPLES)
def test_the_documents_own_examples_decode(payload: Any) -> None:
    decoded = decode(json.dumps(payload))
    assert not isinstance(decoded, Unfamiliar)
    check(decoded, payload)
    feed = Frames(Drift()).fast(json.dumps(payload))
    assert feed.sid == decoded.sid
    assert feed.seq == decoded.seq


def validate(command: commands.Command, name: str) -> None:
    schemas = spec.document()["components"]["schemas"]
    schema = {
        "$ref": f"#/components/schemas/{name}",
        "components": {"schemas": schemas},
    }
    validator: Any = jsonschema.Draft202012Validator(schema)
    validator.validate(json.loads(commands.encode(command)))


ids = st.integers(1, 2**31)
tickers = st.lists(st.text(min_size=1), min_size=1, max_size=5).map(tuple)
maybe_tickers = st.none() | tickers
flags = st.none() | st.booleans()
CHANNELS: list[commands.Channel] = list(get_args(commands.Channel))


@given(
    ids,
    st.builds(
        commands.SubscribeParams,
        channels=st.lists(st.sampled_from(CHANNELS), min_size=1).map(tuple),
        market_ticker=st.none() | st.text(min_size=1),
        market_tickers=maybe_tickers,
        market_id=st.none() | st.uuids().map(str),
        market_ids=st.none() | st.lists(st.uuids().map(str), min_size=1).map(tuple),
        send_initial_snapshot=flags,
        skip_ticker_ack=flags,
        use_yes_price=flags,
        user_filter=st.sampled_from([None, "", "self"]),
        shard_factor=st.none() | st.integers(1, 100),
        shard_key=st.none() | st.integers(0, 99),
        index_ids=maybe_tickers,
        underlying_tickers=maybe_tickers,
    ),
)
def test_every_subscription_that_can_be_asked_for_validates(
    number: int, params: commands.SubscribeParams
) -> None:
    command = commands.Subscribe(id=number, params=params)
    validate(command, "subscribeCommandPayload")


UPDATES = {
    "updateSubscriptionCommandPayload": (
        "add_markets",
        "delete_markets",
        "get_snapshot",
    ),
    "cfbenchmarksUpdateSubscriptionCommandPayload": (
        "subscribe_indices",
        "unsubscribe_indices",
        "indexlist",
    ),
    "pythUpdateSubscriptionCommandPayload": (
        "subscribe_underlyings",
        "unsubscribe_underlyings",
        "underlying_list",
    ),
}


@given(st.data(), ids, ids, maybe_tickers)
def test_every_update_that_can_be_asked_for_validates(
    data: st.DataObject, number: int, sid: int, names: tuple[str, ...] | None
) -> None:
    schema = data.draw(st.sampled_from(sorted(UPDATES)))
    action: Any = data.draw(st.sampled_from(UPDATES[schema]))
    field = {"c": "index_ids", "p": "underlying_tickers"}.get(
        schema[0], "market_tickers"
    )
    more: dict[str, Any] = {field: names}
    params = commands.UpdateParams(sid=sid, action=action, **more)
    validate(commands.UpdateSubscription(id=number, params=params), schema)


@given(ids, st.lists(ids, min_size=1).map(tuple))
def test_every_unsubscription_validates(number: int, sids: tuple[int, ...]) -> None:
    params = commands.UnsubscribeParams(sids=sids)
    command = commands.Unsubscribe(id=number, params=params)
    validate(command, "unsubscribeCommandPayload")
    validate(commands.ListSubscriptions(id=number), "listSubscriptionsCommandPayload")


SAYABLE = dict(spec.examples(spec.commands()))
Sayable = (
    commands.Subscribe
    | commands.Unsubscribe
    | commands.UpdateSubscription
    | commands.ListSubscriptions
)


@pytest.mark.parametrize("payload", SAYABLE.values(), ids=SAYABLE)
def test_every_command_of_the_documents_examples_can_be_said(payload: Any) -> None:
    params = payload.get("params", {})
    if "sids" in params and payload["cmd"] == "update_subscription":
        params = {**params, "sid": params["sids"][0]}
        del params["sids"]
        payload = {**payload, "params": params}
    command: Any = msgspec.convert(payload, Sayable)
    assert json.loads(commands.encode(command)) == payload
