"""Texts that name nothing, and may at worst name what they look like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

import pytest

from .. import InvalidId, NotFound

__all__ = ["HOSTILE", "near_misses", "refuses_hostile_ids"]

HOSTILE = {
    "empty": "",
    "a space": " ",
    "a dot": ".",
    "two dots": "..",
    "a slash": "/",
    "a way up": "../markets",
    "a question mark": "?",
    "a query": "x?status=open&limit=1",
    "a fragment": "#",
    "an escaped slash": "%2f",
    "escaped dots": "%2e%2e",
    "an escaped null": "%00",
    "a lone percent": "%",
    "a comma": ",",
    "an ampersand": "&",
    "a null": "\0",
    "a line end": "x\ny",
    "a header": "x\r\nhost: example.com",
    "a terminal escape": "\x1b[31mx",
    "half a character": "\ud800",
    "a foreign digit": "١",
    "a quote": "' or 1=1 --",
    "JSON": '{"id": 1}',
    "a stranger's URL": "https://example.com/market/x",
    "endless": "x" * 600,
}
"""Ids that no venue has, by what is wrong with them."""


def near_misses(market_id: str, other_id: str) -> Iterator[str]:
    """Ids that look like a market's and are not it."""
    yield f"{market_id}/"
    yield f"/{market_id}"
    yield f"{market_id}?"
    yield f"{market_id}?id={other_id}"
    yield f"{market_id}#{other_id}"
    yield f"{market_id}/../{other_id}"
    yield f"{market_id}%2f..%2f{other_id}"
    yield f"{market_id},{other_id}"
    yield f"{market_id}&id={other_id}"
    yield f"{market_id}\n"
    yield f" {market_id}"
    yield f"{market_id}%00"
    yield market_id[:-1]
    yield market_id.swapcase()


async def refuses_hostile_ids(ask: Callable[[str], Awaitable[object]]) -> None:
    """Fail unless every hostile id is ``InvalidId`` or ``NotFound``."""
    for name, text in HOSTILE.items():
        try:
            found = await ask(text)
        except (InvalidId, NotFound):
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it is wrong
            pytest.fail(f"an id that is {name} gave {type(error).__name__}: {error}")
        pytest.fail(f"an id that is {name} named {found!r}")
