"""Arguments of native methods, drawn from their annotations."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st

from predcore_kalshi.models import BatchChild, SelectedMarket

__all__ = ["arguments"]

Strategy = st.SearchStrategy[Any]

_FROM = datetime(2026, 1, 1)  # noqa: DTZ001 - the zone is drawn
_UNTIL = datetime(2027, 1, 1)  # noqa: DTZ001

_SENSIBLE: Mapping[Any, Strategy] = {
    str: st.sampled_from(["KXFED-26DEC-C25", "8c35ecb3", "é/ü?&=%", "a b"]),
    int: st.integers(0, 3),
    bool: st.booleans(),
    Decimal: st.decimals("0.01", "0.49", places=2),
    datetime: st.datetimes(_FROM, _UNTIL, timezones=st.just(UTC)),
    UUID: st.uuids(),
}
_WILD: Mapping[Any, Strategy] = {
    **_SENSIBLE,
    str: st.text(max_size=8) | st.sampled_from(["", "..", "A,B"]),
    int: st.integers(-2, 1001) | st.just(2**63),
    Decimal: st.decimals()
    | st.decimals("0.0001", "0.9999", places=4)
    | st.sampled_from([Decimal(n) for n in ("0", "-0", "1", "1E+2", "1E-9", "0.560")]),
    datetime: st.datetimes(_FROM, _UNTIL),
}
_LEG = SelectedMarket(market_ticker="M", event_ticker="E", side="yes")
_CHILDREN = (
    BatchChild(market_ticker="M", contracts_fp=2),
    BatchChild(market_ticker="N", target_cost_dollars=Decimal("0.5")),
    BatchChild(selected_markets=[_LEG], contracts_fp=Decimal("0.01")),
    BatchChild(market_ticker="O"),
)
_BY_NAME: Mapping[str, Strategy] = {
    "children": st.lists(st.sampled_from(_CHILDREN), min_size=1, max_size=3),
    "percents": st.sampled_from([{}, {0: 100}, {1: 50, 2: 50}, {0: 10}, {-1: 100}]),
    "position_centicount": st.sampled_from([100, -500, 0, 150]),
    "price_centi_cents": st.integers(1, 10_000),
    "price_centicents": st.sampled_from([0, 4500, 10_000, 10_100, 50]),
    "subtrader_suffix": st.sampled_from(["Desk1", "ü", ""]),
}


def arguments(method: Callable[..., Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Everything it needs and some of what it may be given, mostly sensible."""
    sensible = _of(method, _SENSIBLE)
    return st.one_of(sensible, sensible, sensible, _of(method, _WILD))


def _of(
    made: Callable[..., Any], plain: Mapping[Any, Strategy]
) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(made)
    needed: dict[str, Strategy] = {}
    optional: dict[str, Strategy] = {}
    for name, parameter in inspect.signature(made).parameters.items():
        lacks_default = parameter.default is inspect.Parameter.empty
        known = _BY_NAME.get(name)
        values = _values(hints[name], plain) if known is None else known
        (needed if lacks_default else optional)[name] = values
    if not optional:
        return st.fixed_dictionaries(needed)
    given = st.sets(st.sampled_from(sorted(optional)), max_size=3)
    return given.flatmap(
        lambda names: st.fixed_dictionaries(
            {**needed, **{name: optional[name] for name in sorted(names)}}
        )
    )


def _values(hint: Any, plain: Mapping[Any, Strategy]) -> Strategy:
    if hint in plain:
        return plain[hint]
    if dataclasses.is_dataclass(hint):
        made: Any = hint
        return _of(made, plain).map(lambda named: made(**named))
    args, origin = get_args(hint), get_origin(hint)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(_values(a, plain) for a in args if a is not type(None)))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is Sequence:
        return st.lists(_values(args[0], plain), min_size=1, max_size=3)
    raise AssertionError(f"no arguments of type {hint}")
