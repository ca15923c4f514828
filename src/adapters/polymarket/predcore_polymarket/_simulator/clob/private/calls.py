"""From a signed request to a pure function and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from predcore.sim.faults import Line

from ...accounts.api_keys import ApiKey
from ...accounts.members import Member
from ...answers import Ask, Malformed, Refused, answered, parse_body, respond
from ...floor import Floor
from ...notation import Json
from ..refusals import CLOB, invalid

__all__ = ["Attest", "Attestation", "Call", "Handler", "Private"]


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked, and with which API key."""

    floor: Floor
    key: ApiKey
    ask: Ask

    @property
    def members(self) -> list[Member]:
        """The wallets of whoever asks."""
        return self.floor.members.owned_by(self.key.address)

    @property
    def member(self) -> Member | None:
        """The wallet of the ``signature_type`` that was asked for, or the only one."""
        wanted = self.ask.count("signature_type")
        found = [m for m in self.members if wanted is None or int(m.type) == wanted]
        return found[0] if found else None

    def names(self, body: Json, name: str) -> str | None:
        """A text of the body's members."""
        if not isinstance(body, Mapping):
            raise invalid("Invalid payload")
        value = body.get(name)
        if value is not None and not isinstance(value, str):
            raise invalid("Invalid payload")
        return value or None


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who attests control of a key (L1)."""

    floor: Floor
    address: str
    nonce: int


Handler: TypeAlias = Callable[[Call], Json]
Attest: TypeAlias = Callable[[Attestation], Json]


class Private:
    """Makes routes that only the right signature opens."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor

    def get(self, path: str, handler: Handler) -> Route:
        """A read."""
        return self._route("GET", path, handler)

    def post(self, path: str, handler: Handler) -> Route:
        """A write, or a read with a body."""
        return self._route("POST", path, handler)

    def delete(self, path: str, handler: Handler) -> Route:
        """A removal."""
        return self._route("DELETE", path, handler)

    def attested(self, method: str, path: str, handler: Attest) -> Route:
        """What needs the signature of the wallet's key."""
        floor = self.floor

        async def endpoint(request: Request) -> Response:
            self._prepare(request)
            try:
                address, nonce = floor.gate.owner(request.headers)
                return answered(200, handler(Attestation(floor, address, nonce)))
            except Refused as refusal:
                return respond(refusal)

        return Route(path, endpoint, methods=[method])

    def _route(self, method: str, path: str, handler: Handler) -> Route:
        floor = self.floor

        async def endpoint(request: Request) -> Response:
            text = await request.body()
            self._prepare(request)
            headers: dict[str, str] = {}
            try:
                where = _below_host(request)
                key = floor.gate.key(method, where, text, request.headers)
                body = parse_body(text) if text else None
                params = cast("Mapping[str, str]", request.path_params)
                call = Call(floor, key, Ask(params, request.query_params, body))
                headers = floor.limits.charge_signer(key, method, where, body)
                floor.catch_up()
                return answered(200, handler(call), headers)
            except Malformed as fault:
                return respond(CLOB.malformed(fault.name))
            except Refused as refusal:
                refusal.headers = {**headers, **refusal.headers}
                return respond(refusal)

        return Route(path, endpoint, methods=[method])

    def _prepare(self, request: Request) -> None:
        switches = Line.of(request.scope).switches
        self.floor.gate.skew = timedelta(seconds=switches.clock_skew)


def _below_host(request: Request) -> str:
    """The path as it was sent, below what stands for the host."""
    raw: bytes | None = request.scope.get("raw_path")
    path = request.url.path if raw is None else raw.decode("ascii", "replace")
    root: str = request.scope.get("root_path", "")
    return path.partition("?")[0].removeprefix(root)
