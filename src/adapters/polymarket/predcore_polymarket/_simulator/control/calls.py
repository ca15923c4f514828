"""A request of the operator's: from this machine only, in plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TypeAlias, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from predcore.sim import is_local
from predcore.sim.exchange import Rejected

from ..answers import Malformed, Refused, answered, parse_body, respond
from ..floor import Floor
from ..notation import Json

__all__ = ["Control", "Order", "check_local", "refused"]


def refused(status: int, message: str) -> Refused:
    """How it says no."""
    return Refused(status, {"error": message})


@dataclass(frozen=True, slots=True)
class Order:
    """What the operator wants; the readers raise ``Refused`` (400)."""

    floor: Floor
    path: Mapping[str, str]
    body: Json

    @property
    def members(self) -> Mapping[str, Json]:
        """Of the body, which has to be an object."""
        if self.body is None:
            return {}
        if not isinstance(self.body, Mapping):
            raise refused(400, "the body has to be an object")
        return self.body

    def flag(self, name: str) -> bool | None:
        """``true`` or ``false``."""
        value = self.members.get(name)
        if value is not None and not isinstance(value, bool):
            raise refused(400, f"{name} is true or false")
        return value

    def text(self, name: str) -> str | None:
        """A text."""
        value = self.members.get(name)
        if value is not None and not isinstance(value, str):
            raise refused(400, f"{name} is a text")
        return value

    def count(self, name: str) -> int | None:
        """A whole number, zero or more."""
        value = self.members.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise refused(400, f"{name} is a whole number, zero or more")
        return value

    def number(self, name: str) -> Decimal:
        """A number, as a JSON number or in a text."""
        value = self.members.get(name)
        if isinstance(value, str | int | Decimal) and not isinstance(value, bool):
            try:
                number = Decimal(value)
            except InvalidOperation:
                number = Decimal("NaN")
            if number.is_finite():
                return number
        raise refused(400, f"{name} is a number, and has to be given")

    def moment(self, name: str) -> datetime | None:
        """An instant with its offset."""
        value = self.text(name)
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            raise refused(400, f"{name} is a time with its offset")
        return at


_Act: TypeAlias = Callable[[Order], Json]


class Control:
    """Makes routes for this machine."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor

    def get(self, path: str, act: _Act) -> Route:
        """A look."""
        return self._route("GET", path, act)

    def post(self, path: str, act: _Act) -> Route:
        """A change."""
        return self._route("POST", path, act)

    def put(self, path: str, act: _Act) -> Route:
        """A replacement."""
        return self._route("PUT", path, act)

    def _route(self, method: str, path: str, act: _Act) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                check_local(request)
                text = await request.body()
                body = parse_body(text) if text else None
                params = cast("Mapping[str, str]", request.path_params)
                self.floor.catch_up()
                said = act(Order(self.floor, params, body))
                self.floor.show()
            except Malformed:
                return respond(refused(400, "the body is not JSON"))
            except Rejected as rejected:
                return respond(refused(400, str(rejected)))
            except Refused as refusal:
                return respond(refusal)
            return answered(200, said)

        return Route(path, endpoint, methods=[method])


def check_local(request: Request) -> None:
    """Raise ``Refused`` (403) for callers from elsewhere."""
    if not is_local(request.scope):
        raise refused(403, "for callers on the same machine only")
