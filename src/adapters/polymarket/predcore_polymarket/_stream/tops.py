"""What the venue says the top of a book is."""

from __future__ import annotations

from predcore.kit import Scale

__all__ = ["Tops"]

_UNSAID = -1
_LONGEST = 1 << 14


class Tops(dict[str | None, int]):
    """A stated best price as the step that a side's ``best`` must have.

    0 stands for an empty side, which the venue writes as 0 or (of asks) 1. -1 is no
    statement: absent, an empty text, or nothing that could be a price.

    Args:
        prices: the steps.
        offers: whether they are asks, which a book keeps at ``1 - price``.
    """

    def __init__(self, prices: Scale, *, offers: bool) -> None:
        self._prices = prices
        self._offers = offers
        self[None] = self[""] = _UNSAID

    def __missing__(self, text: str | None) -> int:
        step = self._read(text or "")
        if len(self) < _LONGEST:
            self[text] = step
        return step

    def _read(self, text: str) -> int:
        one = self._prices.one
        try:
            step = self._prices.read(text)
        except ValueError:
            return _UNSAID
        if step == 0 or (step == one and self._offers):
            return 0
        if not 0 < step < one:
            return _UNSAID
        return one - step if self._offers else step
