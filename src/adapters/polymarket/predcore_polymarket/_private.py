"""The pipeline of what belongs to an account: signed by an API key, got when needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import anyio

from predcore import AuthenticationFailed, PredcoreError, VenueError
from predcore.kit import HTTP, Drift, Engine, Limiter, Observe, Reply, Request, Retry

from ._api_key import ApiKey
from ._clock import Clock
from ._credentials import Credentials, missing
from ._explain import explain
from ._signer import sign
from ._signing import POLYGON, auth_headers, typed_auth

__all__ = ["PrivateHTTP"]

T = TypeVar("T")


class PrivateHTTP(HTTP):
    """Sends with proof of who asks.

    Credentials are looked for, and the API key is asked for where none was given,
    when something first needs it. A key that came from the venue and is refused is
    asked for once more.

    Args:
        credentials: who asks; otherwise the environment is looked at.
        chain_id: of the exchange's chain.
        clock: the time to sign.
        observe: sees every answer.
    """

    def __init__(
        self,
        base_url: str,
        *,
        engine: Engine,
        credentials: Credentials | None = None,
        chain_id: int = POLYGON,
        clock: Clock | None = None,
        observe: Observe | None = None,
        limiter: Limiter | None = None,
        retry: Retry | None = None,
        drift: Drift | None = None,
        timeout: float = 10.0,
    ) -> None:
        self.clock = clock or Clock()
        self.chain_id = chain_id
        self._credentials = credentials
        self._key: ApiKey | None = None
        self._one_flight = anyio.Lock()
        self._also = observe
        self._settings: dict[str, Any] = {
            "engine": engine,
            "explain": self._explained,
            "observe": self._observed,
            "limiter": limiter,
            "retry": retry,
            "drift": drift,
            "timeout": timeout,
        }
        super().__init__(base_url, sign=self._proof, **self._settings)

    async def send(self, request: Request[T]) -> T:
        """Send; a signed request without credentials is ``AuthenticationFailed``.

        One that the venue would not take from us (HTTP 401) did nothing, so it is
        sent once more where there is a better proof: another key, or another time.
        """
        if not request.signed:
            return await super().send(request)
        used, correction = await self.api_key(request.label), self.clock.correction
        try:
            return await super().send(request)
        except AuthenticationFailed as refused:
            moved = self.clock.moved(correction)
            if not (moved or await self._renewed(used, request)):
                raise self._hinted(refused) from None
        return await super().send(request)

    async def attested(self, request: Request[T], nonce: int) -> T:
        """Send with a note signed by the private key itself (L1).

        The note is good for all attempts of one call: a signer may take its time, or
        ask somebody.

        Raises ``AuthenticationFailed`` without credentials.
        """
        correction = self.clock.correction
        try:
            return await self._attested(request, nonce)
        except AuthenticationFailed:
            if not self.clock.moved(correction):
                raise
        return await self._attested(request, nonce)

    def credentials(self, what: str) -> Credentials:
        """The credentials; raises ``AuthenticationFailed`` naming ``what`` needs them,
        or ``InvalidRequest`` for credentials that are none."""
        if self._credentials is None:
            self._credentials = Credentials.from_environment()
        if self._credentials is None:
            raise missing(what)
        return self._credentials

    async def api_key(self, what: str = "the API key") -> ApiKey:
        """The API key: that of the credentials, or the venue's, asked for once.

        Raises as :meth:`credentials`, and what asking the venue raises.
        """
        given = self.credentials(what).api_key
        if given is not None:
            return given
        key = self._key
        if key is None:
            async with self._one_flight:
                key = self._key or await self._got()
        return key

    def forget(self) -> None:
        """The API key was deleted: ask for another when one is needed."""
        self._key = None

    async def _got(self) -> ApiKey:
        from .resources.clob.auth import Auth

        self._key = await Auth(self).api_key.derive_or_create()
        return self._key

    async def _renewed(self, used: ApiKey, request: Request[Any]) -> bool:
        """Whether the venue gives another key than it refused, that suits the request.

        An order carries the key's id as its owner: with another one it is written
        anew, not sent again.
        """
        if self.credentials(request.label).api_key is not None:
            return False
        try:
            async with self._one_flight:
                if self._key is None or self._key is used:
                    await self._got()
        except PredcoreError:
            return False
        owned = used.id.encode() in (request.body or b"")
        return self._key != used and not owned

    async def _attested(self, request: Request[T], nonce: int) -> T:
        credentials = self.credentials(request.label)
        address, at = credentials.address, self.clock.timestamp()
        note = typed_auth(address, at, nonce, chain_id=self.chain_id)
        signature = await sign(credentials.signer, note)
        headers = auth_headers(address, at, nonce, signature)

        def proof(method: str, path: str, body: bytes) -> Mapping[str, str]:
            del method, path, body
            return headers

        return await HTTP(self.base_url, sign=proof, **self._settings).send(request)

    def _proof(self, method: str, path: str, body: bytes) -> Mapping[str, str]:
        """What is below our base URL is below the venue's host, and that is signed."""
        credentials = self.credentials(f"{method} {path}")
        key = credentials.api_key or self._key
        if key is None:
            raise AuthenticationFailed("the API key was deleted; nothing was sent")
        path = path.removeprefix(self._prefix.rstrip("/"))
        at = self.clock.timestamp()
        return key.headers(credentials.address, at, method, path, body)

    def _explained(self, reply: Reply) -> VenueError:
        return self.clock.explained(explain(reply))

    def _observed(self, reply: Reply) -> None:
        self.clock.observe(reply)
        if self._also is not None:
            self._also(reply)

    def _hinted(self, refused: AuthenticationFailed) -> AuthenticationFailed:
        """Say what is most often wrong with a key that somebody copied."""
        given = self._credentials is not None and self._credentials.api_key is not None
        if given and refused.status == 401 and not self.clock.is_off:
            hint = "leave it out, and the venue is asked for it"
            refused.args = (
                f"{refused}; is the API key given one of this private key? {hint}",
            )
        return refused
