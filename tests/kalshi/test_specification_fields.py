"""Every property of the venue's own OpenAPI document is a field of its kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from kalshi.names import RENAMED
from kalshi.specification import Schema, name_of, resolve, schemas
from predcore.kit import Amount, Exact, Known, Loose, Time
from predcore.kit.deferred import Deferred
from predcore_kalshi import models
from shared import SPECS, needs_specs

pytestmark = needs_specs

EXACT_TEXTS = {
    ("PriceRange", "start"),
    ("PriceRange", "end"),
    ("PriceRange", "step"),
}
"""Prices the document calls plain strings."""


ANSWERS = {"GetStructuredTargetResponse": ("structured_target",)}
"""What an answer is all about; one without it is refused."""


def model_of(name: str) -> Any:
    return getattr(models, RENAMED.get(name, name))


NAMES = sorted(schemas()) if SPECS.is_dir() else []


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_a_field_of_the_right_kind(name: str) -> None:
    schema, model = schemas()[name], model_of(name)
    hints = get_type_hints(model, include_extras=True)
    assert set(hints) == set(schema["properties"])
    for field, node in schema["properties"].items():
        if (name, field) == ("GenerateApiKeyResponse", "private_key"):
            assert hints[field] is models.Secret
        elif (name, field) in EXACT_TEXTS:
            assert _bare(hints[field]) in {Exact, Amount}
        else:
            _check(f"{name}.{field}", hints[field], node)


@pytest.mark.parametrize("name", NAMES)
def test_only_what_identifies_an_object_is_required(name: str) -> None:
    required = {
        field.name
        for field in dataclasses.fields(model_of(name))
        if field.default is dataclasses.MISSING
    }
    assert required <= {*schemas()[name].get("required", ()), *ANSWERS.get(name, ())}


def _check(where: str, hint: Any, node: Schema) -> None:
    """The hint of a field, or of what it holds, against its schema."""
    whole, bare, named = resolve(node), _bare(hint), name_of(node)
    if named == "FixedPointDollars":
        assert bare == Exact, where
    elif named == "FixedPointCount":
        assert bare == Amount, where
    elif "enum" in whole:
        assert _known(hint) == {value for value in whole["enum"] if value is not None}
    elif named in schemas():
        assert bare is model_of(named), where
    else:
        _check_plain(where, hint, whole)


def _check_plain(where: str, hint: Any, whole: Mapping[str, Any]) -> None:
    bare = _bare(hint)
    match whole["type"], whole.get("format"):
        case "string", "date-time":
            assert bare == Time, where
        case "string", _:
            assert bare is str or _known(hint), where
        case "integer", _:
            assert bare is int, where
        case "boolean", _:
            assert bare is bool, where
        case "number", _:
            assert hint in {Loose, Deferred}, where
        case "array", _ if "minItems" in whole:
            assert bare == tuple[Exact, Exact], where
        case "array", _:
            assert get_origin(_plain(hint)) is tuple, where
            _check(f"{where}[]", get_args(_plain(hint))[0], whole["items"])
        case "object", _ if whole.get("properties"):
            hints = get_type_hints(bare, include_extras=True)
            assert set(hints) == set(whole["properties"]), where
            for name, node in whole["properties"].items():
                _check(f"{where}.{name}", hints[name], node)
        case "object", _:
            inner: Any = whole.get("additionalProperties", True)
            assert get_origin(bare) is Mapping or get_origin(bare).__name__ == "Mapping"
            if inner is not True:
                _check(f"{where}{{}}", get_args(bare)[1], inner)
        case other:
            raise AssertionError(f"{where} is of type {other}")


def _bare(hint: Any) -> Any:
    """Without ``| None``."""
    args = [arg for arg in get_args(hint) if arg is not type(None)]
    optional = type(None) in get_args(hint)
    return args[0] if optional and len(args) == 1 else hint


def _plain(hint: Any) -> Any:
    """Without ``| None`` and ``Annotated``."""
    bare = _bare(hint)
    return get_args(bare)[0] if get_origin(bare) is Annotated else bare


def _known(hint: Any) -> frozenset[str]:
    for mark in getattr(_bare(hint), "__metadata__", ()):
        if isinstance(mark, Known):
            return mark.values
    return frozenset()
