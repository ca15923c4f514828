"""What unified models are made of: frozen, slotted, strict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Any, TypeVar, dataclass_transform

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

__all__ = ["Probability", "Size", "model"]

C = TypeVar("C")
_CONFIG = ConfigDict(
    strict=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True
)
_dataclass: Callable[[type[Any]], type[Any]] = dataclass(
    frozen=True, slots=True, kw_only=True, config=_CONFIG
)

Probability = Annotated[Decimal, Field(ge=0, le=1)]
Size = Annotated[Decimal, Field(ge=0)]


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def model(cls: type[C]) -> type[C]:
    """Make a class a unified model."""
    return _dataclass(cls)
