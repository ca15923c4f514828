"""The relayer, as far as a client asks it before trading, and the site itself."""

from __future__ import annotations

from starlette.routing import Mount

from .answers import Ask, Service
from .clob.refusals import invalid
from .floor import Floor
from .notation import Json

__all__ = ["mounts"]

_SERVICE = Service(lambda name: invalid(f"Invalid {name}"))


def mounts(floor: Floor) -> list[Mount]:
    """``/relayer``, and ``/site`` for the check of where a caller is."""

    def deployed(ask: Ask) -> Json:
        address = ask.text("address")
        if address is None:
            raise invalid("Invalid address")
        return {"deployed": floor.members.funded_by(address) is not None}

    def geoblock(ask: Ask) -> Json:
        del ask
        blocked = floor.modes.geoblocked
        return {
            "blocked": blocked,
            "ip": "127.0.0.1",
            "country": "US" if blocked else "IE",
            "region": "NY" if blocked else "L",
        }

    return [
        Mount("/relayer", routes=[_SERVICE.get("/deployed", deployed)]),
        Mount("/site", routes=[_SERVICE.get("/api/geoblock", geoblock)]),
    ]
