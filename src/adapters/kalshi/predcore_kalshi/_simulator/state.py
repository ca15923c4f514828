"""The whole venue as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from predcore.sim.exchange import Exchange

from .combos import COMBO_SERIES, Leg
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
    # Read all of it before any of it is put in place.
    now = datetime.fromisoformat(saved["now"])
    active = bool(saved["trading_active"])
    ledgers = {name: Ledger(**row) for name, row in saved["ledgers"].items()}
    keys = [(_key(row), str(row["public_pem"])) for row in saved["keys"]]
    combos = [_combo(row) for row in saved["combos"]]
    exchange = Exchange.load(
        saved["exchange"],
        fees=lambda ticker: schedule_of(_category(floor, ticker)),
        clock=floor.clock,
    )
    floor.clock.set(now)
    floor.listing.trading_active = active
    floor.ledgers = ledgers
    for legs, at in combos[len(floor.asked) :]:
        floor.show_combo(legs, at)
    for known in floor.keys.registered():
        floor.keys.remove(known.id)
    for key, pem in keys:
        floor.keys.add(key, partial(str, pem), registered=True)
    floor.replace(exchange)


def _key(row: Mapping[str, Any]) -> ApiKey:
    return ApiKey(
        id=row["id"],
        name=row["name"],
        account=row["account"],
        scopes=tuple(row["scopes"]),
        subaccount=row["subaccount"],
    )


def _combo(row: Mapping[str, Any]) -> tuple[tuple[Leg, ...], datetime]:
    legs = tuple(Leg(**leg) for leg in row["legs"])
    return legs, datetime.fromisoformat(row["listed_at"])


def _category(floor: Floor, ticker: str) -> str:
    """Of a market; one that is not listed yet is a combo."""
    row = floor.row(ticker)
    return COMBO_SERIES.category if row is None else row.event.category


def _catalogue(floor: Floor) -> dict[str, Any]:
    listing = floor.listing
    return {"seed": listing.seed, "start": listing.start.isoformat()}
