"""``/book`` and ``/books``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from predcore.kit import Decoder, Request, decoder, query

from ...models.clob.book import Book as BookModel
from .._resource import Resource
from .._values import one_to

__all__ = ["MOST_BOOKS", "Book", "Books", "tokens_body"]

MOST_BOOKS = 500
"""Tokens in one request; observed, the venue documents no number."""

_BOOK = decoder(BookModel)
_BOOKS: Decoder[tuple[BookModel, ...]] = Decoder(tuple[BookModel, ...])


class Book(Resource):
    """One order book."""

    async def get(self, token_id: str) -> BookModel:
        """Fetch the book of a token; raises ``NotFound`` for closed markets too."""
        params = query({"token_id": token_id})
        return await self._http.send(
            Request(path="/book", query=params, parse=_BOOK, bucket="clob.book")
        )


class Books(Resource):
    """Many order books."""

    async def get(self, token_ids: Sequence[str]) -> dict[str, BookModel]:
        """Fetch up to 500 books, by token id; a token without a book is left out."""
        one_to(MOST_BOOKS, token_ids, "token ids")
        books = await self._http.send(
            Request(
                method="POST",
                path="/books",
                body=tokens_body(token_ids),
                parse=_BOOKS,
                bucket="clob.books",
            )
        )
        return {book.asset_id: book for book in books}


def tokens_body(token_ids: Sequence[str]) -> bytes:
    """``[{"token_id": …}, …]``, as every bulk endpoint of the CLOB takes it."""
    rows = [{"token_id": token_id} for token_id in token_ids]
    return json.dumps(rows, separators=(",", ":")).encode()
