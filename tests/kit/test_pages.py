"""Cursor pagination: lazy, restartable, and never round and round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import BadResponse, TransportError
from predcore.kit import Page, Pages


class Book:
    """Pages by number; remembers which cursors were asked for."""

    def __init__(self, *pages: tuple[int, ...], last: str | None = None) -> None:
        self.asked: list[str | None] = []
        self._pages = pages
        self._last = last

    async def __call__(self, cursor: str | None) -> Page[int]:
        self.asked.append(cursor)
        at = int(cursor or 0)
        more = str(at + 1) if at + 1 < len(self._pages) else self._last
        return Page(self._pages[at], more, native=f"envelope {at}")


@pytest.fixture
def book() -> Book:
    return Book((1, 2), (3,), (), (4, 5))


async def test_nothing_is_fetched_before_it_is_asked_for(book: Book) -> None:
    pages = Pages(book).map(str).filter(bool)
    pages.pages()
    aiter(pages)
    assert "fetched as you iterate" in repr(pages)
    assert book.asked == []


async def test_items_come_page_after_page_in_order(book: Book) -> None:
    assert [item async for item in Pages(book)] == [1, 2, 3, 4, 5]
    assert book.asked == [None, "1", "2", "3"]


async def test_leaving_early_fetches_no_page_more(book: Book) -> None:
    async for item in Pages(book):
        if item == 2:
            break
    assert book.asked == [None]


async def test_each_iteration_starts_over(book: Book) -> None:
    pages = Pages(book)
    assert [item async for item in pages] == [item async for item in pages]


async def test_the_first_page_is_one_request(book: Book) -> None:
    page = await Pages(book).first()
    assert page.items == (1, 2)
    assert page.cursor == "1"
    assert page.native == "envelope 0"
    assert book.asked == [None]


@pytest.mark.parametrize(
    ("limit", "items", "requests"),
    [(0, 0, 0), (-1, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 4, 4), (None, 5, 4)],
)
async def test_collecting_stops_as_soon_as_the_limit_is_there(
    book: Book, limit: int | None, items: int, requests: int
) -> None:
    assert await Pages(book).collect(limit) == [1, 2, 3, 4, 5][:items]
    assert len(book.asked) == requests


@pytest.mark.parametrize("last", [None, ""])
async def test_an_empty_cursor_ends_the_listing(last: str | None) -> None:
    book = Book((1,), (2,), last=last)
    assert await Pages(book).collect() == [1, 2]


@pytest.mark.parametrize("last", ["1", "2"])
async def test_a_repeated_cursor_is_refused(last: str) -> None:
    book = Book((1,), (2,), (3,), last=last)
    with pytest.raises(BadResponse, match="cursor twice"):
        await Pages(book).collect()
    assert len(book.asked) == 3


async def test_a_page_that_failed_can_be_asked_for_again() -> None:
    script: list[Page[int] | TransportError] = [
        Page((1,), "1"),
        TransportError("lost"),
        Page((2,)),
    ]
    answers = iter(script)

    async def fetch(_: str | None) -> Page[int]:
        answer = next(answers)
        if isinstance(answer, TransportError):
            raise answer
        return answer

    items = aiter(Pages(fetch))
    assert await anext(items) == 1
    with pytest.raises(TransportError):
        await anext(items)
    assert await anext(items) == 2


async def test_an_exhausted_iterator_stays_exhausted(book: Book) -> None:
    items = aiter(Pages(book))
    assert [item async for item in items] == [1, 2, 3, 4, 5]
    with pytest.raises(StopAsyncIteration):
        await anext(items)


async def test_pages_are_mapped_filtered_and_flattened_one_by_one(book: Book) -> None:
    doubled = Pages(book).map(lambda n: n * 2)
    assert await doubled.collect() == [2, 4, 6, 8, 10]
    assert await doubled.filter(lambda n: n > 4).collect() == [6, 8, 10]
    split = doubled.flatten(lambda n: [n] * (n // 4))
    assert await split.collect() == [4, 6, 8, 8, 10, 10]
    first = await doubled.first()
    assert (first.cursor, first.native) == ("1", "envelope 0")


async def test_a_page_that_is_already_here_is_pages_too() -> None:
    assert await Pages[int].of([1, 2, 3]).collect(2) == [1, 2]


async def test_whole_pages_can_be_walked(book: Book) -> None:
    sizes = [len(page.items) async for page in Pages(book).pages()]
    assert sizes == [2, 1, 0, 2]


@given(st.lists(st.lists(st.integers(), max_size=3).map(tuple), min_size=1, max_size=6))
async def test_no_item_is_lost_or_doubled(pages: list[tuple[int, ...]]) -> None:
    book = Book(*pages)
    assert await Pages(book).collect() == [item for page in pages for item in page]
    assert len(book.asked) == len(pages)
