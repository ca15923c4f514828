"""The page of Kalshi's operations says what the code does."""

from __future__ import annotations

from kalshi.operations_page import PAGE, page


def test_the_page_of_operations_is_what_the_code_does() -> None:
    how = "run `python -m kalshi.operations_page` in tests/ to write it"
    assert PAGE.read_text() == page(), how


def test_the_page_has_all_operations() -> None:
    assert page().count("\n| `") == 128
