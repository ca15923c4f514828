"""What an account's stream missed, from reads that lag behind what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from predcore.kit import Account, Patience, Seen, note_latest, reread

if TYPE_CHECKING:
    from predcore import Update

    from ._desk import Desk

__all__ = ["catch_up", "note_before"]

_PATIENCE = 4.0
"""Seconds; reads were seen to lag by less than one."""


async def note_before(
    account: Account, desk: Desk, patience: Patience, seen: Seen
) -> None:
    """Note what there was until now; a fill that is not listed yet would be taken for
    one of the stream. Raises what the reads raise."""
    await _until_now(desk, patience)
    await note_latest(account, seen)


async def catch_up(
    account: Account, desk: Desk, patience: Patience, seen: Seen
) -> Sequence[Update]:
    """Read the account as it was when this was asked, or later.

    A trade right before the stream began again may not be listed yet, and nobody would
    tell of it. So the reads are waited for. Raises what the reads raise.
    """
    await _until_now(desk, patience)
    return await reread(account, seen)


async def _until_now(desk: Desk, patience: Patience) -> None:
    """Wait until the venue says that its reads are past this moment
    (``/exchange/user_data_timestamp``), unless that takes too long: what they say then
    is all there is."""
    native = desk.native
    now = desk.clock() + (native.clock_offset or timedelta())
    asking = Patience(_PATIENCE, sleep=patience.sleep).asking()
    while True:
        as_of = await native.exchange.user_data_timestamp.get()
        if as_of is None or as_of > now or not await asking.again():
            return
