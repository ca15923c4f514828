"""Books of many instruments in as few requests as the venue allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from predcore import Instrument, NotFound, PredcoreError, VenueError
from predcore.kit import all_of, parts_of

from ._client import Polymarket
from ._directory import Directory
from ._mapping import VENUE
from ._tokens import check_venue
from .models.clob.book import Book
from .resources.clob.books import MOST_BOOKS

__all__ = ["Found", "fetch_book", "fetch_books"]

_BLAMELESS = frozenset({400, 404})
"""Refusals that may be about one token of many."""


@dataclass(frozen=True, slots=True)
class Found:
    """A book, whose it is under the canonical id, and when it reached us."""

    instrument: Instrument
    book: Book
    received_at: datetime


async def fetch_book(
    native: Polymarket, directory: Directory, instrument: Instrument
) -> Found:
    """The book of one instrument; raises ``NotFound``."""
    listing, token = await directory.token(instrument)
    book = await native.clob.book.get(token)
    if book.asset_id != token:
        raise _no_book(instrument)
    one = listing.instrument(instrument.outcome)
    return Found(one, book, datetime.now(UTC))


async def fetch_books(
    native: Polymarket, directory: Directory, instruments: Sequence[Instrument]
) -> tuple[dict[Instrument, Found], dict[Instrument, PredcoreError]]:
    """Books by the instruments asked for, and why the others have none."""
    errors: dict[Instrument, PredcoreError] = {}
    wanted: dict[Instrument, tuple[Instrument, str]] = {}
    ours = [i.market for i in instruments if i.venue == VENUE]
    listings = await directory.listings(ours)
    for instrument in dict.fromkeys(instruments):
        try:
            check_venue(instrument)
            listing = listings[instrument.market]
            token = listing.token(instrument.outcome)
        except PredcoreError as error:
            errors[instrument] = error
        else:
            wanted[instrument] = (listing.instrument(instrument.outcome), token)
    tokens = await _by_token(native, list(dict.fromkeys(t for _, t in wanted.values())))
    found: dict[Instrument, Found] = {}
    for asked, (instrument, token) in wanted.items():
        answer = tokens.get(token)
        if answer is None:
            errors[asked] = _no_book(asked)
        elif isinstance(answer, PredcoreError):
            errors[asked] = answer
        else:
            book, received_at = answer
            found[asked] = Found(instrument, book, received_at)
    return found, errors


def _no_book(instrument: Instrument) -> NotFound:
    return NotFound(f"{instrument} has no order book: closed, or not open")


_Answer = tuple[Book, datetime] | PredcoreError


async def _by_token(native: Polymarket, tokens: Sequence[str]) -> dict[str, _Answer]:
    parts = parts_of(tokens, MOST_BOOKS)
    answers = await all_of([partial(_ask, native, part) for part in parts])
    found: dict[str, _Answer] = {}
    for part, answer in zip(parts, answers, strict=True):
        if isinstance(answer, PredcoreError):
            found.update((token, answer) for token in part)
        else:
            found.update(answer)
    return found


async def _ask(native: Polymarket, tokens: Sequence[str]) -> dict[str, _Answer]:
    if len(tokens) == 1:
        book = await native.clob.book.get(tokens[0])
        return {book.asset_id: (book, datetime.now(UTC))}
    try:
        books = await native.clob.books.get(tokens)
    except VenueError as error:
        if error.status not in _BLAMELESS:
            raise
        # One token may have been refused for all: find it by halves.
        middle = len(tokens) // 2
        halves = (tokens[:middle], tokens[middle:])
        answers = [await _by_token(native, half) for half in halves]
        return {**answers[0], **answers[1]}
    received_at = datetime.now(UTC)
    return {token: (book, received_at) for token, book in books.items()}
