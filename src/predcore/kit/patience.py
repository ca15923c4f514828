"""How long to keep asking for something that the venue cannot tell yet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio

__all__ = ["Asking", "Patience"]

_LONGEST_WAIT = 4.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to keep asking.

    Attributes:
        seconds: in all, until it is left unresolved.
        first: seconds before the second question; they double up to four.
        sleep: waits so many seconds.
    """

    seconds: float = 90.0
    first: float = 0.25
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep

    def asking(self) -> Asking:
        """Begin to ask; :meth:`Asking.again` waits between the questions."""
        return Asking(self)


class Asking:
    """One matter that is asked about until it is told, or patience ends.

    ::

        asking = patience.asking()
        while (found := await look()) is None:
            if not await asking.again():
                raise TransportError("it cannot be told yet; ask again later")

    Args:
        patience: how long.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._waited = 0.0
        self._wait = patience.first

    async def again(self) -> bool:
        """Wait until it is time to ask again; ``False`` where it never is."""
        if self._waited + self._wait > self._patience.seconds:
            return False
        await self._patience.sleep(self._wait)
        self._waited += self._wait
        self._wait = min(2 * self._wait, _LONGEST_WAIT)
        return True
