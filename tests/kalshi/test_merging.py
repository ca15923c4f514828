"""One history out of two listings, wherever the cutoff falls."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from predcore.kit import Page, Pages
from predcore_kalshi._merging import Merged, Row

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def rows(*hours: int) -> list[Row[int]]:
    return [Row(f"r{hour}", at(hour), hour) for hour in hours]


class Listing:
    """Pages of two rows that count how often they are asked for."""

    def __init__(self, found: list[Row[int]]) -> None:
        self.found = found
        self.asked = 0

    @property
    def pages(self) -> Pages[Row[int]]:
        async def fetch(cursor: str | None) -> Page[Row[int]]:
            self.asked += 1
            start = int(cursor or 0)
            following = start + 2
            more = str(following) if following < len(self.found) else None
            return Page(tuple(self.found[start:following]), more)

        return Pages(fetch)


def merged(
    live: Listing,
    archived: Listing,
    cutoff: datetime | None,
    since: datetime | None = None,
) -> Merged[int]:
    async def ask() -> datetime | None:
        return cutoff

    return Merged(live=live.pages, archived=archived.pages, cutoff=ask, since=since)


async def test_the_archive_is_not_asked_for_what_is_newer_than_the_cutoff() -> None:
    live, archived = Listing(rows(9, 8, 7)), Listing(rows(3))
    found: list[int] = []
    async for item in merged(live, archived, at(5)):
        found.append(item)
        if item == 7:
            break
    assert (found, archived.asked) == ([9, 8, 7], 0)


async def test_the_archive_follows_the_live_rows() -> None:
    history = merged(Listing(rows(9, 6)), Listing(rows(4, 3, 2)), at(5))
    assert [item async for item in history] == [9, 6, 4, 3, 2]


async def test_live_rows_older_than_the_cutoff_are_put_in_their_place() -> None:
    history = merged(Listing(rows(9, 3, 1)), Listing(rows(4, 2)), at(5))
    assert [item async for item in history] == [9, 4, 3, 2, 1]


async def test_a_row_of_both_is_told_once() -> None:
    history = merged(Listing(rows(9, 4, 3)), Listing(rows(4, 3, 2)), at(5))
    assert [item async for item in history] == [9, 4, 3, 2]


async def test_a_row_archived_between_two_pages_is_not_lost() -> None:
    live, archived = Listing(rows(9, 8, 6, 4)), Listing(rows(2))
    found: list[int] = []
    async for item in merged(live, archived, at(3)):
        found.append(item)
        if item == 8:
            live.found = rows(9, 8)
            archived.found = rows(6, 4, 2)
    assert found == [9, 8, 6, 4, 2]


async def test_nothing_older_than_asked_for_is_looked_up_in_the_archive() -> None:
    live, archived = Listing(rows(9, 8)), Listing(rows(3))
    history = merged(live, archived, at(5), since=at(6))
    assert [item async for item in history] == [9, 8]
    assert archived.asked == 0


async def test_an_unknown_cutoff_means_that_all_may_be_archived() -> None:
    history = merged(Listing(rows(9)), Listing(rows(10, 3)), None)
    assert [item async for item in history] == [10, 9, 3]


async def test_each_iteration_starts_over() -> None:
    history = merged(Listing(rows(9, 4)), Listing(rows(4, 3)), at(5))
    assert [item async for item in history] == [item async for item in history]


@given(
    hours=st.sets(st.integers(0, 60)),
    cutoff=st.integers(0, 60),
    both=st.sets(st.integers(0, 60)),
)
async def test_every_row_is_told_once_and_newest_first(
    hours: set[int], cutoff: int, both: set[int]
) -> None:
    ordered = sorted(hours, reverse=True)
    live = [h for h in ordered if h >= cutoff or h in both]
    archived = [h for h in ordered if h < cutoff]
    history = merged(Listing(rows(*live)), Listing(rows(*archived)), at(cutoff))
    assert [item async for item in history] == ordered
