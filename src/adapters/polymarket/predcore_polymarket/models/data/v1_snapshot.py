"""An account's books, as an archive of tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from zipfile import BadZipFile, ZipFile

from predcore import BadResponse

__all__ = ["AccountingSnapshot"]

_LARGEST = 256 * 1024 * 1024
"""Bytes of one table; an archive of few bytes may hold many."""


@dataclass(frozen=True, slots=True)
class AccountingSnapshot:
    """A ZIP archive with ``positions.csv`` and ``equity.csv``.

    Rows are texts by the name of their column, as they stand in the file.
    """

    archive: bytes = field(repr=False)
    """The archive as it came."""

    def positions(self) -> tuple[Mapping[str, str], ...]:
        """What the wallet holds and held; raises ``BadResponse`` for no such table."""
        return tuple(self._rows("positions.csv"))

    def equity(self) -> tuple[Mapping[str, str], ...]:
        """What it was worth; raises ``BadResponse`` for no such table."""
        return tuple(self._rows("equity.csv"))

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        try:
            with ZipFile(BytesIO(self.archive)) as archive:
                if archive.getinfo(name).file_size > _LARGEST:
                    raise BadResponse(f"{name} of the archive has over 256 MiB")
                with archive.open(name) as file:
                    text = TextIOWrapper(file, "utf-8-sig", newline="")
                    yield from csv.DictReader(text, restval="")
        except (BadZipFile, KeyError, UnicodeDecodeError, csv.Error) as error:
            raise BadResponse(f"no {name} in the archive: {error}") from None
