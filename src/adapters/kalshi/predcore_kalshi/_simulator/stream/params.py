"""What a command says, read as the venue reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from .errors import INVALID_PARAMETER, PARAMS_REQUIRED, CommandError

__all__ = ["Params", "members"]


def members(value: object) -> Mapping[str, object] | None:
    """A JSON object, or ``None`` for anything else."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


class Params:
    """The ``params`` of a command.

    Every method raises ``CommandError`` for a value of the wrong kind; an absent or
    null one is ``None``.
    """

    def __init__(self, value: object) -> None:
        found = members(value)
        if found is None:
            raise CommandError(PARAMS_REQUIRED)
        self._members = found

    def text(self, name: str) -> str | None:
        """A string."""
        value = self._members.get(name)
        if value is not None and not isinstance(value, str):
            raise CommandError(INVALID_PARAMETER)
        return value

    def flag(self, name: str) -> bool:
        """A boolean, false where it is absent."""
        value = self._members.get(name)
        if value is not None and not isinstance(value, bool):
            raise CommandError(INVALID_PARAMETER)
        return bool(value)

    def integer(self, name: str) -> int | None:
        """A whole number."""
        value = self._members.get(name)
        if value is not None and not _is_whole(value):
            raise CommandError(INVALID_PARAMETER)
        return cast("int | None", value)

    def texts(self, name: str) -> list[str] | None:
        """An array of strings."""
        value = self._members.get(name)
        if value is None:
            return None
        if not isinstance(value, list):
            raise CommandError(INVALID_PARAMETER)
        items = cast("list[object]", value)
        if not all(isinstance(item, str) for item in items):
            raise CommandError(INVALID_PARAMETER)
        return cast("list[str]", items)

    def sids(self, name: str) -> list[int] | None:
        """An array of whole numbers."""
        value = self._members.get(name)
        if value is None:
            return None
        if not isinstance(value, list):
            raise CommandError(INVALID_PARAMETER)
        items = cast("list[object]", value)
        if not all(_is_whole(item) for item in items):
            raise CommandError(INVALID_PARAMETER)
        return cast("list[int]", items)

    def one_or_more(self, one: str, more: str) -> list[str] | None:
        """The values of two parameters of which one at most may be given."""
        single, several = self.text(one), self.texts(more)
        if single is not None and several is not None:
            raise CommandError(INVALID_PARAMETER)
        found = several if single is None else [single]
        return None if found is None else list(dict.fromkeys(found))

    def tickers(self) -> list[str] | None:
        """The markets that are named."""
        return self.one_or_more("market_ticker", "market_tickers")

    def market_ids(self) -> list[str] | None:
        """The markets that are meant by their UUIDs."""
        found = self.one_or_more("market_id", "market_ids")
        try:
            return None if found is None else [str(UUID(text)) for text in found]
        except ValueError:
            raise CommandError(INVALID_PARAMETER) from None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
