"""The whole venue as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from predcore.sim.exchange import Exchange

from .combos import Leg
from .fees import schedule_of
from .floor import Floor
from .keys import ApiKey
from .ledger import Ledger

__all__ = ["load", "save"]

_VERSION = 1


def save(floor: Floor) -> dict[str, Any]:
    """Everything but the catalogue, which follows from its seed and its instant."""
    registered = floor.keys.registered()
    return {
        "version": _VERSION,
        **_catalogue(floor),
        "now": floor.now.isoformat(),
        "trading_active": floor.listing.trading_active,
        "exchange": floor.exchange.save(),
        "ledgers": {name: asdict(ledger) for name, ledger in floor.ledgers.items()},
        "keys": [
            {**asdict(key), "public_pem": floor.keys.public_pem(key.id)}
            for key in registered
        ],
        "combos": [
            {"legs": [asdict(leg) for leg in legs], "listed_at": at.isoformat()}
            for legs, at in floor.asked
        ],
    }


def load(floor: Floor, saved: Mapping[str, Any]) -> None:
    """Put back what ``save`` gave, on a simulator of the same catalogue.

    Raises:
        ValueError: it was saved by another version, or from another catalogue.
    """
    here = {"version": _VERSION, **_catalogue(floor)}
    if {name: saved[name] for name in here} != here:
        raise ValueError("a state goes with the catalogue it was saved from")
    for combo in saved["combos"][len(floor.asked) :]:
        legs = tuple(Leg(**leg) for leg in combo["legs"])
        floor.show_combo(legs, datetime.fromisoformat(combo["listed_at"]))
    floor.clock.set(datetime.fromisoformat(saved["now"]))
    floor.listing.trading_active = saved["trading_active"]
    floor.ledgers = {
        name: Ledger(**ledger) for name, ledger in saved["ledgers"].items()
    }
    for key in floor.keys.registered():
        floor.keys.remove(key.id)
    for row in saved["keys"]:
        key = ApiKey(
            id=row["id"],
            name=row["name"],
            account=row["account"],
            scopes=tuple(row["scopes"]),
            subaccount=row["subaccount"],
        )
        floor.keys.add(key, partial(str, row["public_pem"]), registered=True)
    floor.replace(
        Exchange.load(
            saved["exchange"],
            fees=lambda key: schedule_of(floor.listing.rows[key].event.category),
            clock=floor.clock,
        )
    )


def _catalogue(floor: Floor) -> dict[str, Any]:
    listing = floor.listing
    return {"seed": listing.seed, "start": listing.start.isoformat()}
