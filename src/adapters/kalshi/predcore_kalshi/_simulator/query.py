"""What a request asks for, validated as the venue validates it."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Garbled
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from starlette.datastructures import QueryParams

from .refusals import bad_request, invalid
from .wire import EPOCH

__all__ = ["Query"]

T = TypeVar("T")

_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Query:
    """The path and query parameters of one operation.

    Every method raises ``Refusal`` for a value the venue would refuse. An empty
    value counts as absent.

    Attributes:
        path: the parameters of the path.
    """

    def __init__(
        self, operation: str, path: Mapping[str, str], params: QueryParams
    ) -> None:
        self.path = path
        self._operation = operation
        self._params = params

    def text(self, name: str) -> str | None:
        """The value as it came."""
        return self._params.get(name) or None

    def choice(self, name: str, *choices: str) -> str | None:
        """One of ``choices``."""
        text = self.text(name)
        if text is not None and text not in choices:
            raise invalid(self._operation, name, "oneof")
        return text

    def flag(self, name: str) -> bool | None:
        """A boolean."""
        text = self.text(name)
        if text is None:
            return None
        if text not in _FLAGS:
            raise invalid(self._operation, name, "boolean")
        return _FLAGS[text]

    def integer(
        self, name: str, *, least: int | None = None, most: int | None = None
    ) -> int | None:
        """A whole number from ``least`` to ``most``."""
        text = self.text(name)
        if text is None:
            return None
        if not text.removeprefix("-").isdecimal():
            raise invalid(self._operation, name, "number")
        value = int(text)
        if least is not None and value < least:
            raise invalid(self._operation, name, "gte")
        if most is not None and value > most:
            raise invalid(self._operation, name, "lte")
        return value

    def required(self, name: str, value: T | None) -> T:
        """``value``, which may not be absent."""
        if value is None:
            raise invalid(self._operation, name, "required")
        return value

    def instant(self, name: str) -> datetime | None:
        """A Unix time in seconds."""
        seconds = self.integer(name)
        try:
            return None if seconds is None else EPOCH + timedelta(seconds=seconds)
        except OverflowError:
            raise invalid(self._operation, name, "datetime") from None

    def joined(self, name: str, *, most: int | None = None) -> list[str] | None:
        """Values of one comma-joined parameter."""
        text = self.text(name)
        return None if text is None else self._few(name, text.split(","), most)

    def repeated(self, name: str, *, most: int) -> list[str]:
        """Values of a parameter that is given once for each."""
        return self._few(name, [v for v in self._params.getlist(name) if v], most)

    def _few(self, name: str, values: list[str], most: int | None) -> list[str]:
        if most is not None and len(values) > most:
            raise invalid(self._operation, name, "max")
        return values

    def exclusive(self, *names: str) -> None:
        """At most one of these may be given."""
        given = [name for name in names if self.text(name) is not None]
        if len(given) > 1:
            raise bad_request(f"{' and '.join(given)} cannot be combined")

    def limit(self, *, default: int, most: int, least: int = 1) -> int:
        """The page size; zero, where it is allowed, means the default."""
        return self.integer("limit", least=least, most=most) or default

    def page(self, rows: Sequence[T], size: int) -> tuple[Sequence[T], str]:
        """The rows of this page, and the cursor of the next one or ``""``.

        A cursor nobody handed out means the first page.
        """
        start = self._start()
        end = start + size
        return rows[start:end], self._cursor(end) if end < len(rows) else ""

    def _cursor(self, start: int) -> str:
        text = f"{self._operation}:{start}"
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _start(self) -> int:
        cursor = self.text("cursor") or ""
        try:
            text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        except (Garbled, ValueError):
            return 0
        operation, _, start = text.rpartition(":")
        return int(start) if operation == self._operation and start.isdecimal() else 0
