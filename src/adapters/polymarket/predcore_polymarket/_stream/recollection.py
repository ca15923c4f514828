"""What a feed must know of its markets, as JSON and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from predcore import BadResponse, Instrument

from .._tokens import Listing

__all__ = ["listings_of", "remembered"]


def remembered(
    instruments: Iterable[Instrument], listings: Mapping[str, Listing], *, trades: bool
) -> dict[str, object]:
    """The listings of what is followed, by the names it is followed by."""
    names = sorted({instrument.market for instrument in instruments})
    found = {
        name: {
            "condition_id": listing.condition_id,
            "keys": list(listing.keys),
            "tokens": list(listing.tokens),
        }
        for name in names
        if (listing := listings.get(name)) is not None
    }
    return {"trades": trades, "listings": found}


def listings_of(memory: Mapping[str, object]) -> dict[str, Listing]:
    """Back from ``remembered``; raises ``BadResponse`` for anything else."""
    try:
        rows = cast("Mapping[str, Mapping[str, Any]]", memory["listings"])
        return {
            name: Listing(
                str(row["condition_id"]), tuple(row["keys"]), tuple(row["tokens"])
            )
            for name, row in rows.items()
        }
    except (KeyError, TypeError, AttributeError):
        raise BadResponse("the recording does not say which tokens it is of") from None
