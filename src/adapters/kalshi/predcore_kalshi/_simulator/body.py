"""The JSON a request brings, read as strictly as the venue reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar, cast
from uuid import UUID

from .refusals import Refusal, bad_request, refused
from .wire import Json

__all__ = ["Body"]

T = TypeVar("T")

_KINDS: Mapping[object, str] = {
    str: "string",
    bool: "bool",
    int: "int64",
    list: "slice",
    dict: "struct",
}
_GIVEN: Mapping[object, str] = {
    str: "string",
    bool: "bool",
    list: "array",
    dict: "object",
}
_MOST_DIGITS = 18


class Body:
    """The fields of an object of the request's body; ``null`` counts as absent.

    Every method raises ``Refusal``: the flat 400 of a JSON decoder for a value of
    another kind, the nested 400 for a value that breaks a rule.

    Args:
        shape: the name of the object's schema, for the decoder's words.
    """

    def __init__(self, shape: str, fields: Json) -> None:
        self._shape = shape
        self._fields = fields

    @classmethod
    def read(cls, shape: str, content_type: str, text: bytes) -> Body:
        """The body of a request; an empty one has no fields."""
        if content_type.partition(";")[0].strip().lower() != "application/json":
            raise Refusal(
                400,
                {
                    "code": "invalid_content_type",
                    "message": "invalid content type",
                    "details": "expected application/json",
                },
            )
        if not text.strip():
            return cls(shape, {})
        try:
            value: object = json.loads(text, parse_float=Decimal)
        except (ValueError, RecursionError):
            raise bad_request("invalid character in JSON") from None
        return cls(shape, _object(value, f"value of type {shape}"))

    def text(self, name: str, *, most: int | None = None) -> str | None:
        """A string; an empty one counts as absent."""
        value = self._of(name, str)
        if value is not None and most is not None and len(value) > most:
            raise _broken(f"{name} is longer than {most} characters")
        return value or None

    def choice(self, name: str, *choices: str) -> str | None:
        """One of ``choices``."""
        value = self.text(name)
        if value is not None and value not in choices:
            raise _broken(f"{name} must be one of {', '.join(choices)}")
        return value

    def uuid(self, name: str) -> str | None:
        """A UUID, as it came."""
        value = self.text(name)
        try:
            return None if value is None else str(UUID(value)) and value
        except ValueError:
            raise _broken(f"{name} must be a UUID") from None

    def moment(self, name: str) -> datetime | None:
        """An RFC 3339 time with its zone."""
        text = self.text(name)
        try:
            at = None if text is None else datetime.fromisoformat(text)
        except ValueError:
            raise _broken(f"{name} is not a time") from None
        if at is not None and at.tzinfo is None:
            raise _broken(f"{name} needs a zone")
        return at

    def flag(self, name: str) -> bool | None:
        """A boolean."""
        return self._of(name, bool)

    def integer(
        self, name: str, *, least: int | None = None, most: int | None = None
    ) -> int | None:
        """A whole JSON number from ``least`` to ``most``."""
        value = self._of(name, int)
        if value is None:
            return None
        if (least is not None and value < least) or (most is not None and value > most):
            raise _broken(f"{name} is out of range")
        return value

    def fixed(self, name: str, *, places: int, code: str) -> Decimal | None:
        """A number in a string, with at most so many decimals.

        Args:
            name: of the field.
            places: decimals that are understood.
            code: of the refusal of what is not such a number.
        """
        text = self.text(name)
        if text is None:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            raise refused(400, code, f"{name} is not a number") from None
        if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
            raise refused(400, code, f"{name} is not a number")
        rounded = round(value, places)
        if rounded != value:
            raise refused(400, code, f"{name} has more than {places} decimals")
        return rounded

    def items(self, name: str) -> list[Body] | None:
        """A list of objects."""
        values = self._list(name)
        shape = f"{self._shape}.{name}"
        if values is None:
            return None
        return [Body(shape, _object(value, f"field {shape}")) for value in values]

    def texts(self, name: str) -> list[str] | None:
        """A list of strings."""
        values = self._list(name)
        if values is None:
            return None
        field = f"field {self._shape}.{name}"
        return [_typed(value, str, field) for value in values]

    def required(self, name: str, value: T | None) -> T:
        """``value``, which may not be absent."""
        if value is None:
            raise _broken(f"{name} is required")
        return value

    def exclusive(self, *names: str) -> None:
        """At most one of these may be given."""
        if len([name for name in names if self._fields.get(name) is not None]) > 1:
            raise _broken(f"{' and '.join(names)} cannot be combined")

    def _list(self, name: str) -> list[object] | None:
        return cast("list[object] | None", self._of(name, list))

    def _of(self, name: str, kind: type[T]) -> T | None:
        value = self._fields.get(name)
        field = f"Go struct field {self._shape}.{name}"
        return None if value is None else _typed(value, kind, field)


def _typed(value: object, kind: type[T], where: str) -> T:
    if type(value) is kind:
        return value
    given = _GIVEN.get(type(value), "number")
    raise bad_request(
        f"json: cannot unmarshal {given} into {where} of type {_KINDS[kind]}"
    )


def _object(value: object, where: str) -> Json:
    return cast("Json", _typed(value, dict, where))


def _broken(details: str) -> Refusal:
    return refused(400, "invalid_parameters", details)
